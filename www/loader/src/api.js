/** `window.dormouse`: what a page may ask of us. `www/loader/dormouse.d.ts` describes it to people. */

import { setConsent } from "./consent.js";
import { happen } from "./host.js";
import { disable, refresh, refusal } from "./page-view.js";
import { identify } from "./profile.js";
import { routeChanged } from "./route.js";
import { closeShown, say, show, shown } from "./show.js";
import { formIndex, forms, importFile, manifest } from "./site.js";

/** Language that the page set, in place of the browser's. */
export let locale = "";

/** @type {Record<string, Function>} */
export const api = {};

/**
 * Makes `window.dormouse`, and takes over what was queued before; what is asked meanwhile waits for the start.
 * @returns {() => void} Says that we have started, or cannot.
 */
export function makeApi() {
  /** @type {() => void} */
  let start = () => {};
  const started = /** @type {Promise<void>} */ (new Promise((resolve) => (start = resolve)));

  /**
   * @param {string} name
   * @param {(...all: any[]) => any} act Whatever goes wrong in it, the page hears `undefined`.
   */
  const method = (name, act) => {
    api[name] = (/** @type {any[]} */ ...all) => started.then(() => act(...all)).catch(() => {});
  };

  /** @param {string} form_id */
  const canShow = (form_id) => {
    const index = formIndex(form_id);
    const reason = index < 0 ? "unknown_form" : refusal(index);
    return { visible: !reason, reason: reason || "qualified" };
  };
  method("canShow", canShow);
  method("open", async (form_id, options) => {
    const answer = canShow(form_id);
    const index = formIndex(form_id);
    if (!answer.visible && !(options?.ignoreTargeting && index >= 0)) {
      if (index >= 0) say("suppressed", index, { reason: answer.reason });
      return answer;
    }
    const reason = await show(index);
    return { visible: !reason, reason: reason || "qualified" };
  });
  method("close", (form_id) => {
    if (!form_id || (shown >= 0 && forms[shown].form_id === form_id)) closeShown();
  });
  method("identify", identify);
  method("track", (name, properties) => happen(`E${name}`, properties));
  method("setConsent", setConsent);
  method("setLocale", (tag) => {
    locale = `${tag}`;
    refresh();
  });
  method("routeChanged", routeChanged);
  method("disable", disable);
  method("debug", async () => (await importFile(manifest.debug)).default());
  api.on = (/** @type {string} */ type, /** @type {(detail: object) => void} */ act) => {
    const listener = (/** @type {any} */ event) => event.detail.type === type && act(event.detail, event);
    addEventListener("dormouse", listener);
    return () => removeEventListener("dormouse", listener);
  };
  api.push = (/** @type {any[]} */ [name, ...all]) => api[name]?.(...all);

  const page = /** @type {any} */ (window);
  const queued = page.dormouse;
  page.dormouse = api;
  // An element with that id answers to the same name.
  if (queued && queued.push) for (let i = 0; i < queued.length; i++) api.push(queued[i]);
  return start;
}
