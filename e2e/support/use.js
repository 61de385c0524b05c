/** What most test files begin with: a service and a browser that start before the first test, and end after the
 * last. */

import { after, before } from "node:test";
import { launch as launchBrowser } from "./browser.js";
import { launch } from "./engines.js";
import { startService } from "./service.js";

/**
 * A service, and Chromium by puppeteer.
 * @param {Parameters<typeof launchBrowser>} options
 */
export function useBrowser(...options) {
  return use(() => launchBrowser(...options));
}

/**
 * A service, and an engine by the interface that all of them share.
 * @param {Parameters<typeof launch>} options
 */
export function useEngine(...options) {
  const { service, browser: engine } = use(() => launch(...options));
  return { service, engine };
}

/**
 * @template {{ close(): Promise<unknown> }} B
 * @param {() => Promise<B>} start
 */
function use(start) {
  let service = /** @type {import("./service.js").Service | undefined} */ (undefined);
  let browser = /** @type {B | undefined} */ (undefined);
  before(async () => {
    // One after the other: both need the whole machine for a moment.
    service = await startService();
    browser = await start();
  });
  after(async () => {
    await browser?.close();
    await service?.remove();
  });
  return { service: once(() => service), browser: once(() => browser) };
}

/**
 * Can be passed on now, and later has the members of the real object.
 * @template {object} T
 * @param {() => T | undefined} find
 * @returns {T}
 */
function once(find) {
  return /** @type {T} */ (
    new Proxy(
      {},
      {
        get(_, name) {
          const found = find();
          if (!found) throw new Error(`${String(name)}: nothing has started yet`);
          const member = Reflect.get(found, name);
          return typeof member === "function" ? member.bind(found) : member;
        },
      },
    )
  );
}
