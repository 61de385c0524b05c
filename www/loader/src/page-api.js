/** `window.dormouse` as the script makes it: calls go to the API file, which loads at the first call. */

import { core, eachForm } from "./core.js";
import { importFile } from "./show.js";

const METHODS = "open close canShow identify track setConsent setLocale routeChanged debug";

/**
 * Makes `window.dormouse`, and takes over queued calls; calls before the start wait for it.
 * @param {Promise<unknown>} started
 */
export function makeApi(started) {
  /** @type {Promise<any> | undefined} */
  let file;
  /** @type {Record<string, Function>} */
  const api = {
    push(/** @type {any[]} */ call) {
      // Whatever a page pushes, nothing is thrown into it.
      try {
        const [name, ...all] = call;
        return api[name](...all);
      } catch {
        // The caller gets `undefined`.
      }
    },
    on(/** @type {string} */ type, /** @type {Function} */ act) {
      return core.listen("dormouse", (event) => event.detail?.type === type && act?.(event.detail, event), false);
    },
  };
  const methods = METHODS.split(" ");
  for (let i = 0; i < methods.length; i++) {
    // Whatever goes wrong, the page hears `undefined`.
    api[methods[i]] = (/** @type {any[]} */ ...all) =>
      (file ||= started.then(() => importFile(core.manifest.api)).then((file) => file.default(core)))
        .then((api) => api[methods[i]](...all))
        .catch(() => {});
  }
  // At once: a form that is on its way must not come.
  api.disable = async () => {
    core.is_off = true;
    eachForm(core.leave);
  };
  core.api = api;

  const page = /** @type {any} */ (window);
  try {
    // An element with that id answers to the same name; whatever it has, it is nothing to take over.
    const queued = page.dormouse;
    page.dormouse = api;
    for (let i = 0; i < queued.length; i++) api.push(queued[i]);
  } catch {
    // Most pages have nothing queued.
  }
}
