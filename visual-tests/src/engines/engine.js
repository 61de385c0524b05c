/** What the suite wants of a browser engine: to start, to tell its version, and pages that take pictures. */

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
 * @property {() => Promise<Buffer>} shoot What the screen shows, as PNG.
 * @property {() => string[]} takeLog What the console and the network told since the last call.
 * @property {() => Promise<void>} close
 * @property {import("puppeteer-core").CDPSession} [cdp] Chromium alone: its own protocol.
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
 * Starts an engine; what another engine needs is not loaded.
 * @param {EngineName} name
 * @param {string} [chromium] Path of another Chromium.
 * @returns {Promise<Engine>}
 */
export async function startEngine(name, chromium) {
  if (name === "firefox") return await (await import("./firefox.js")).startFirefox();
  if (name === "webkit") return await (await import("./webkit.js")).startWebKit();
  return await (await import("./chromium.js")).startChromium(chromium);
}
