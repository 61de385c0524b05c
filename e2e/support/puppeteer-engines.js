/** Chromium and Firefox for `engines.js`: both by puppeteer, Firefox by WebDriver BiDi and so without a driver. */

import puppeteer from "puppeteer-core";
import { launch } from "./browser.js";

const VIEWPORT = { width: 1280, height: 800 };

/** @param {boolean} touch */
export async function startChromium(touch) {
  return engine(await launch(), true, touch);
}

/** @param {boolean} touch */
export async function startFirefox(touch) {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.FIREFOX || "/usr/bin/firefox-esr",
    headless: true,
    defaultViewport: VIEWPORT,
    // 1 is `(pointer: coarse)` without `(hover: hover)`: widget/LookAndFeel.h in Firefox's sources.
    extraPrefsFirefox: touch ? { "ui.primaryPointerCapabilities": 1, "ui.allPointerCapabilities": 1 } : {},
  });
  return engine(browser, false, touch);
}

/**
 * @param {import("puppeteer-core").Browser} browser
 * @param {boolean} isChromium
 * @param {boolean} touch
 */
function engine(browser, isChromium, touch) {
  return {
    newHands: () => newHands(browser, isChromium, touch),
    close: () => browser.close(),
  };
}

/**
 * @param {import("puppeteer-core").Browser} browser
 * @param {boolean} isChromium
 * @param {boolean} touch
 * @returns {Promise<import("./engines.js").Hands>}
 */
async function newHands(browser, isChromium, touch) {
  const context = await browser.createBrowserContext();
  // A window of its own: of tabs in one window only the front one is visible to its page.
  const page = await context.newPage({ type: "window" });
  const mobile = isChromium && touch ? { hasTouch: true, isMobile: true } : {};
  await page.setViewport({ ...VIEWPORT, ...mobile });
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
    setViewport: (width, height) => page.setViewport({ width, height, ...mobile }),
    async hide() {
      front = await context.newPage();
      await front.bringToFront();
    },
    async show() {
      await page.bringToFront();
      await front?.close();
    },
    problems: async () => [...problems],
    close: () => context.close(),
  };
}

/** Runs in the page: what a browser dispatches when the pointer leaves through the top, but not trusted. */
export function dispatchLeave() {
  document.documentElement.dispatchEvent(new MouseEvent("mouseout", { bubbles: true, clientY: -1 }));
}
