/** What the suite needs from a browser engine: starting, its version, and pages that take pictures. */

import { expectSupported } from "../../../e2e/support/oldest-browsers.js";
import { closed, SECONDS, within } from "../supervisor.js";

/**
 * @typedef {object} Page
 * @property {(url: string) => Promise<void>} goto
 * @property {(fn: (...args: any[]) => any, ...args: any[]) => Promise<any>} evaluate Runs a function in the page.
 * @property {(screen: { width: number, height: number, scale: number }) => Promise<void>} setScreen In CSS px.
 * @property {(features: Record<string, string>) => Promise<void>} setMedia Emulates media features.
 * @property {(is_on: boolean) => Promise<void>} [setTouch] Chromium alone: whether the screen is one that is touched.
 * @property {(x: number, y: number) => Promise<void>} movePointer
 * @property {() => Promise<void>} pressPointer Where it is.
 * @property {() => Promise<void>} releasePointer Somewhere else.
 * @property {(key: string) => Promise<unknown>} pressKey
 * @property {() => Promise<Buffer>} shoot The screen, as PNG.
 * @property {() => string[]} takeLog Console and network messages since the last call.
 * @property {() => Promise<void>} close
 * @property {Promise<never>} [gone] Rejects when the page has died.
 * @property {import("puppeteer-core").CDPSession} [cdp] Only for Chromium: its own protocol.
 */

/**
 * @typedef {object} Engine
 * @property {"chromium" | "firefox" | "webkit"} name
 * @property {string} version
 * @property {() => Promise<Page>} newPage
 * @property {() => Promise<void>} close
 */

/** @typedef {Engine["name"]} EngineName */

export const ENGINE_NAMES = /** @type {EngineName[]} */ (["chromium", "firefox", "webkit"]);

/**
 * Starts an engine, without loading the code of other engines. Every request to it and its pages has a deadline.
 * @param {EngineName} name
 * @param {string} [chromium] Path of another Chromium.
 * @returns {Promise<Engine>}
 */
export async function startEngine(name, chromium) {
  const engine = await within(SECONDS.start, `starting ${name}`, start(name, chromium));
  try {
    expectSupported(name, engine.version);
  } catch (error) {
    await closed(name, engine.close());
    throw error;
  }
  return {
    ...engine,
    newPage: () => within(SECONDS.page, `opening a page of ${name}`, engine.newPage()),
    close: () => closed(name, engine.close()),
  };
}

/** @param {EngineName} name @param {string} [chromium] */
async function start(name, chromium) {
  if (name === "firefox") return await (await import("./firefox.js")).startFirefox();
  if (name === "webkit") return await (await import("./webkit.js")).startWebKit();
  return await (await import("./chromium.js")).startChromium(chromium);
}
