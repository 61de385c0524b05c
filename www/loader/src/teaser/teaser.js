/** Shows teasers, from their bundles; when they come and go is decided by the loader's part of the same name. */

import { insert } from "../render/insert.js";
import { enter } from "../render/motion.js";
import { parentOf } from "../render/parent.js";

/** Whether nothing in the page has the focus. */
const isFocusNowhere = () => !document.activeElement || document.activeElement === document.body;

/**
 * Shows a teaser.
 * @param {import("../types").Core} core
 * @param {import("../types").TeaserBundle} bundle
 * @param {() => void} onPress The visitor wants the form.
 * @param {() => void} onClose The visitor wants the teaser away.
 * @param {boolean} takes_focus Whether the focus comes back to it, unless the visitor has gone on elsewhere.
 */
export function show(core, bundle, onPress, onClose, takes_focus) {
  const { host, surface, panel } = insert(bundle, core);
  host.dataset.state = "teaser";
  const button = /** @type {HTMLElement} */ (surface.querySelector("[data-dormouse-teaser]"));
  button.addEventListener("click", onPress);
  surface.querySelector("[data-dormouse-teaser-close]")?.addEventListener("click", onClose);
  parentOf(false).append(host);
  const motion = enter(surface, panel);
  if (takes_focus && isFocusNowhere()) button.focus({ preventScroll: true });
  return {
    host,
    /**
     * Goes back to where it came from.
     * @param {() => void} act Called when it is gone.
     */
    leave(act) {
      motion.leave(() => {
        // Not `host.remove()`, which old libraries replace by one that throws where the host is out of the page already.
        host.parentNode?.removeChild(host);
        act();
      });
    },
  };
}

/**
 * Gives the focus to a form that was asked for, if it has not taken it itself: a region never does.
 * @param {string} form_id
 */
export function focusForm(form_id) {
  const host = document.querySelector(`dormouse-form[data-form-id="${form_id}"]:not([data-state="teaser"])`);
  const surface = /** @type {HTMLElement | null} */ ((host?.shadowRoot || host)?.firstElementChild);
  if (surface && isFocusNowhere()) surface.focus({ preventScroll: true });
}
