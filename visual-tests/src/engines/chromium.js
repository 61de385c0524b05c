/** Chromium, by its own protocol: a reused page takes a picture in 20 to 50 ms. */

import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { fontEnvironment } from "../fonts.js";
import { pressKey } from "./keys.js";
import { browserEnvironment, ending, scratch, supervised } from "../supervisor.js";
import { logOf } from "./page-log.js";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  // The address bar of every window has its own pages, which cost more than the tested ones.
  "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--hide-scrollbars",
  // The same colors and sizes on every machine.
  "--force-color-profile=srgb",
  "--force-device-scale-factor=1",
  // Every picture is painted completely and at once: partial painting depends on what was there before.
  "--disable-partial-raster",
  "--disable-checker-imaging",
  "--disable-low-res-tiling",
  "--disable-image-animation-resync",
  "--disable-skia-runtime-opts",
  "--disable-lcd-text",
  "--font-render-hinting=none",
  // A mouse, whether the machine has one or a touch screen: `(hover: hover)` and `(pointer: fine)`.
  "--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4",
  // No network except loopback.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/**
 * @param {string} [executable]
 * @returns {Promise<import("./engine.js").Engine>}
 */
export async function startChromium(executable = process.env.CHROMIUM || "/usr/bin/chromium") {
  const browser = await puppeteer.launch({
    executablePath: executable,
    headless: true,
    args: FLAGS,
    defaultViewport: null,
    env: browserEnvironment(await fontEnvironment()),
    userDataDir: await mkdtemp(join(scratch(), "chromium-")),
    // A run ends everything itself, whichever way it ends.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  return {
    name: "chromium",
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
  const page = await context.newPage();
  const cdp = await page.createCDPSession();
  const log = logOf(page);
  const { gone, fail } = ending();
  page.once("error", () => fail("the process of the page in chromium has died"));
  browser.once("disconnected", () => fail("chromium has ended"));
  await cdp.send("Emulation.setFocusEmulationEnabled", { enabled: true });
  const held = { x: 0, y: 0 };
  /** @param {"mouseMoved" | "mousePressed" | "mouseReleased"} type @param {number} x @param {number} y */
  const mouse = (type, x, y) =>
    cdp.send("Input.dispatchMouseEvent", {
      type,
      x,
      y,
      ...(type !== "mouseMoved" && { button: "left", clickCount: 1 }),
    });
  const calls = {
    cdp,
    async goto(url) {
      const response = await page.goto(url, { waitUntil: "load" });
      if (!response?.ok()) throw new Error(`${url}: ${await response?.text()}`);
    },
    evaluate: (fn, ...args) => page.evaluate(fn, ...args),
    async setScreen({ width, height, scale }) {
      await cdp.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: scale, mobile: false });
    },
    async setMedia(features) {
      await cdp.send("Emulation.setEmulatedMedia", {
        features: Object.entries(features).map(([name, value]) => ({ name, value })),
      });
    },
    async setTouch(is_on) {
      await cdp.send("Emulation.setTouchEmulationEnabled", { enabled: is_on });
    },
    async movePointer(x, y) {
      Object.assign(held, { x, y });
      await mouse("mouseMoved", x, y);
    },
    async pressPointer() {
      await mouse("mousePressed", held.x, held.y);
    },
    async releasePointer() {
      // At another position, so that nothing is clicked; and with a key, so that the focus shows as for a keyboard
      // user.
      await mouse("mouseMoved", -9, -9);
      await mouse("mouseReleased", -9, -9);
      await page.keyboard.press("Shift");
    },
    pressKey: (key) => pressKey(page, key),
    async shoot() {
      const { data } = await cdp.send("Page.captureScreenshot", {
        format: "png",
        optimizeForSpeed: true,
        captureBeyondViewport: false,
      });
      return Buffer.from(data, "base64");
    },
    takeLog: () => log.splice(0),
    close: () => context.close(),
  };
  return supervised(calls, "chromium", gone);
}
