/** Sends the page the events of a form, from the form itself: the one event on `window` has bubbled through the
 * page. */

import { tell } from "../tell.js";

/**
 * @param {HTMLElement} host Where it begins; one that is not in the page any more is heard by `window` alone.
 * @param {object} detail
 * @param {boolean} cancelable
 * @returns {boolean} False if the page prevented it.
 */
export function tellFrom(host, detail, cancelable) {
  if (!host.isConnected) return tell(detail, cancelable);
  try {
    return host.dispatchEvent(new CustomEvent("dormouse", { detail, cancelable, bubbles: true }));
  } catch {
    return true;
  }
}
