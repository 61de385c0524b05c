/**
 * Part `page_dialog`: whether the page itself is asking the visitor something: in a dialog, in a drawer that keeps the
 * focus, or about consent to tracking.
 *
 * Judges elements by what they are, not by which library made them. Searches open shadow roots, too.
 */

import { consentQuestion } from "../page-asks/consent-question.js";
import { isCovered, isInDrawer } from "../page-asks/layers.js";
import { isOurs, isSeen, layerOf } from "../page-asks/seen.js";

/** Attributes of elements for which the page waits. */
const MODAL = ":modal,[aria-modal=true],[role=alertdialog]";

/** Elements that may also be beside the page. */
const DIALOG = "[role=dialog],dialog[open]";

/** Whether a consent dialog said last that it is up; it may answer later than it was asked. */
let is_told = false;

/** The document and all open shadow roots in it, except ours. */
function roots() {
  const found = /** @type {(Document | ShadowRoot)[]} */ ([document]);
  for (let i = 0; i < found.length; i++) {
    const all = found[i].querySelectorAll("*");
    for (let k = 0; k < all.length; k++) {
      const { shadowRoot } = all[k];
      if (shadowRoot && !isOurs(all[k])) found[found.length] = shadowRoot;
    }
  }
  return found;
}

/** The element that has the focus, also in a shadow root. */
function focused() {
  let { activeElement } = document;
  while (activeElement?.shadowRoot?.activeElement && !isOurs(activeElement))
    activeElement = activeElement.shadowRoot.activeElement;
  return activeElement;
}

/** @returns {boolean} */
export default function () {
  const active = focused();
  const all = roots();
  for (let r = 0; r < all.length; r++) {
    const modals = all[r].querySelectorAll(`${MODAL},${DIALOG}`);
    for (let i = 0; i < modals.length; i++) {
      const dialog = modals[i];
      if (isOurs(dialog) || dialog.closest("[inert],[aria-hidden=true]") || !isSeen(dialog)) continue;
      const { width, height } = dialog.getBoundingClientRect();
      const is_large = width * height > (innerWidth * innerHeight) / 2 && layerOf(dialog);
      if (dialog.matches(MODAL) || is_large || dialog.contains(active)) return true;
    }
    if (consentQuestion(all[r])) return true;
  }
  // IAB TCF: a consent platform reports whether its dialog shows.
  try {
    /** @type {any} */ (window).__tcfapi?.(
      "ping",
      2,
      (/** @type {any} */ ping) => (is_told = ping?.displayStatus === "visible"),
    );
  } catch {
    // A broken one does not count.
  }
  return is_told || isInDrawer(active) || isCovered();
}
