/** Chromium and Firefox for `engines.js`: both by puppeteer, Firefox by WebDriver BiDi and so without a driver. */

import { rm } from "node:fs/promises";
import puppeteer from "puppeteer-core";
import { launch } from "./browser.js";
import { expectSupported } from "./oldest-browsers.js";
import { blockerExtension, firefoxProfile } from "./user-sheet.js";
import { setViewport, VIEWPORT } from "./viewport.js";

/**
 * @param {boolean} touch
 * @param {string} [user_sheet]
 */
export async function startChromium(touch, user_sheet) {
  if (!user_sheet) return engine(await launch(), true, touch);
  const extension = await blockerExtension(user_sheet);
  const browser = await launch(
    [`--load-extension=${extension}`, "--disable-features=DisableLoadExtensionCommandLineSwitch"],
    ["--disable-extensions"],
  );
  // Before it has started, it adds nothing.
  await browser.waitForTarget((target) => target.type() === "service_worker");
  return engine(browser, true, touch, extension);
}

/**
 * @param {boolean} touch
 * @param {string} [user_sheet]
 */
export async function startFirefox(touch, user_sheet) {
  const profile = user_sheet && (await firefoxProfile(user_sheet));
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.FIREFOX || "/usr/bin/firefox-esr",
    headless: true,
    defaultViewport: VIEWPORT,
    // 1 is `(pointer: coarse)` without `(hover: hover)`: widget/LookAndFeel.h in Firefox's sources.
    extraPrefsFirefox: {
      ...(touch ? { "ui.primaryPointerCapabilities": 1, "ui.allPointerCapabilities": 1 } : {}),
      ...(profile ? { "toolkit.legacyUserProfileCustomizations.stylesheets": true } : {}),
    },
    userDataDir: profile || undefined,
  });
  return engine(browser, false, touch, profile);
}

/**
 * @param {import("puppeteer-core").Browser} browser
 * @param {boolean} isChromium
 * @param {boolean} touch
 * @param {string} [folder] Is removed with the browser.
 */
function engine(browser, isChromium, touch, folder) {
  return {
    newHands: () => newHands(browser, isChromium, touch, Boolean(folder)),
    async close() {
      await browser.close();
      if (folder) await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * @param {import("puppeteer-core").Browser} browser
 * @param {boolean} isChromium
 * @param {boolean} touch
 * @param {boolean} [is_blocked] Extensions do not reach into further contexts.
 * @returns {Promise<import("./engines.js").Hands>}
 */
async function newHands(browser, isChromium, touch, is_blocked) {
  expectSupported(isChromium ? "chromium" : "firefox", await browser.version());
  const context = is_blocked ? browser.defaultBrowserContext() : await browser.createBrowserContext();
  // A separate window: of the tabs in one window, only the front one is visible to its page.
  const page = await context.newPage({ type: "window" });
  const mobile = isChromium && touch ? { hasTouch: true, isMobile: true } : {};
  /** @param {number} width @param {number} height */
  const setScreen = (width, height) => setViewport(page, { width, height, ...mobile });
  await setScreen(VIEWPORT.width, VIEWPORT.height);
  const problems = /** @type {string[]} */ ([]);
  page.on("pageerror", (error) => problems.push(`error: ${error}`));
  page.on("console", (message) => problems.push(`${message.type()}: ${message.text()}`));
  let front = /** @type {import("puppeteer-core").Page | undefined} */ (undefined);
  return {
    async goto(url) {
      await page.goto(url);
    },
    async reload() {
      await page.reload();
    },
    evaluate: (fn, ...args) => page.evaluate(fn, ...args),
    moveMouse: (x, y) => page.mouse.move(x, y),
    clickAt: (x, y) => page.mouse.click(x, y),
    async tapAt(x, y) {
      if (!touch) throw new Error("launch the engine with touch");
      await page.touchscreen.tap(x, y);
    },
    async leaveThroughTop() {
      if (isChromium) await page.mouse.move(VIEWPORT.width / 2, -1);
      else await page.evaluate(dispatchLeave);
    },
    async wheel(x, y, delta) {
      await page.mouse.move(x, y);
      await page.mouse.wheel({ deltaY: delta });
    },
    type: (text) => page.keyboard.type(text),
    async press(key) {
      const keys = /** @type {import("puppeteer-core").KeyInput[]} */ (key.split("+"));
      for (const held of keys) await page.keyboard.down(held);
      for (const held of keys.reverse()) await page.keyboard.up(held);
    },
    setViewport: setScreen,
    async hide() {
      front = await context.newPage();
      await front.bringToFront();
    },
    async show() {
      await page.bringToFront();
      await front?.close();
    },
    problems: async () => [...problems],
    close: () => (is_blocked ? page.close() : context.close()),
  };
}

/** Runs in the page: the events that a browser dispatches when the pointer leaves through the top, but untrusted. */
export function dispatchLeave() {
  document.documentElement.dispatchEvent(new MouseEvent("mouseout", { bubbles: true, clientY: -1 }));
}
