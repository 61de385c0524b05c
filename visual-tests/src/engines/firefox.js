/** Firefox, by WebDriver BiDi and so without a driver. */

import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { setViewport } from "../../../e2e/support/viewport.js";
import { FOLDER, fontEnvironment } from "../fonts.js";
import { pressKey } from "./keys.js";
import { expectFixedMedia } from "./media.js";
import { browserEnvironment, ending, scratch, supervised } from "../supervisor.js";
import { logOf } from "./page-log.js";
import { hideScrollBars } from "./scroll-bars.js";

/** No network except loopback: everything else goes to a proxy on a port that browsers refuse. */
const LOOPBACK_ONLY = {
  "network.proxy.type": 1,
  "network.proxy.http": "127.0.0.1",
  "network.proxy.http_port": 9,
  "network.proxy.ssl": "127.0.0.1",
  "network.proxy.ssl_port": 9,
  "network.proxy.allow_hijacking_localhost": false,
  "network.proxy.no_proxies_on": "127.0.0.1",
};

const PREFERENCES = {
  "ui.prefersReducedMotion": 1,
  // 1 is light; the default follows the desktop.
  "layout.css.prefers-color-scheme.content-override": 1,
  "ui.caretBlinkTime": -1,
  // A mouse: fine and hovering, of widget/LookAndFeel.h in Firefox's sources.
  "ui.primaryPointerCapabilities": 6,
  "ui.allPointerCapabilities": 6,
  "layout.css.devPixelsPerPx": "1.0",
  "layout.frame_rate": 1000,
  // Firefox brings a font for emoji, which the other engines do not have.
  "gfx.bundled-fonts.activate": 0,
  // The processes that paint may read the fonts: a folder is named with its slash.
  "security.sandbox.content.read_path_whitelist": `${FOLDER}/`,
  "gfx.webrender.software": true,
  // Unchanged colors, whatever the screen's profile says.
  "gfx.color_management.mode": 0,
  // An element that moves under the pointer is not hovered until the pointer moves; the pointer cannot leave the page.
  "layout.reflow.synthMouseMove": false,
  ...LOOPBACK_ONLY,
};

/** The pointer waits in this corner of the page, because the protocol refuses points outside. */
const CORNER = { x: 0, y: 0 };

/**
 * @param {string} [executable]
 * @returns {Promise<import("./engine.js").Engine>}
 */
export async function startFirefox(executable = process.env.FIREFOX || "/usr/bin/firefox-esr") {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: executable,
    headless: true,
    defaultViewport: null,
    extraPrefsFirefox: PREFERENCES,
    env: browserEnvironment(await fontEnvironment()),
    userDataDir: await mkdtemp(join(scratch(), "firefox-")),
    // A run ends everything itself, whichever way it ends.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  return {
    name: "firefox",
    version: (await browser.version()).replace(/^\w+\//, ""),
    newPage: () => newPage(browser),
    close: () => browser.close(),
  };
}

/**
 * @param {import("puppeteer-core").Browser} browser
 * @returns {Promise<import("./engine.js").Page>}
 */
async function newPage(browser) {
  const context = await browser.createBrowserContext();
  // A separate window: of the tabs in one window, only the front one is visible to its page.
  const page = await context.newPage({ type: "window" });
  const log = logOf(page);
  const { gone, fail } = ending();
  page.once("error", () => fail("the process of the page in firefox has died"));
  browser.once("disconnected", () => fail("firefox has ended"));
  /** @param {number} x @param {number} y */
  const move = (x, y) => (x < 0 || y < 0 ? page.mouse.move(CORNER.x, CORNER.y) : page.mouse.move(x, y));
  const calls = {
    async goto(url) {
      const response = await page.goto(url, { waitUntil: "load" });
      if (!response?.ok()) throw new Error(`${url}: ${await response?.text()}`);
    },
    evaluate: (fn, ...args) => page.evaluate(fn, ...args),
    setScreen: ({ width, height, scale }) => setViewport(page, { width, height, deviceScaleFactor: scale }),
    setMedia: async (features) => expectFixedMedia("firefox", features),
    movePointer: move,
    pressPointer: () => page.mouse.down(),
    async releasePointer() {
      // At another position, so that nothing is clicked; and with a key, so that the focus shows as for a keyboard
      // user.
      await move(CORNER.x, CORNER.y);
      await page.mouse.up();
      await page.keyboard.press("Shift");
    },
    pressKey: (key) => pressKey(page, key),
    async shoot() {
      await page.evaluate(hideScrollBars);
      // The protocol itself is not faster: writing the PNG takes the time.
      return Buffer.from(await page.screenshot({ captureBeyondViewport: false }));
    },
    takeLog: () => log.splice(0),
    close: () => context.close(),
  };
  return supervised(calls, "firefox", gone);
}
