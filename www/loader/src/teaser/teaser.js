/** Shows teasers, from their bundles; when they come and go is decided by the loader's part of the same name. */

import { giveFocus } from "../render/give-focus.js";
import { putInWindow } from "../render/in-window.js";
import { insert } from "../render/insert.js";
import { enter } from "../render/motion.js";

/** How often is looked whether the page moves a teaser along. */
const LOOK_MS = 1000;

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
  const { host, root, surface, panel, hear } = insert(bundle, core);
  host.dataset.state = "teaser";
  const button = /** @type {HTMLElement} */ (surface.querySelector("[data-dormouse-teaser]"));
  const closing = /** @type {HTMLElement | null} */ (surface.querySelector("[data-dormouse-teaser-close]"));
  hear(button, "click", onPress);
  if (closing) hear(closing, "click", onClose);
  (document.body || document.documentElement).append(host);
  let place = "";
  // Also if the page later starts to move it along.
  const look = () => {
    const { x, y } = surface.getBoundingClientRect();
    const now = [x, y, innerWidth, innerHeight].join();
    if (now !== place) putInWindow(host, root);
    place = now;
  };
  look();
  const timer = setInterval(() => (host.isConnected ? look() : clearInterval(timer)), LOOK_MS);
  const motion = enter(surface, panel);
  if (takes_focus && isFocusNowhere()) giveFocus(button);
  return {
    host,
    /**
     * Animates back to where it came from.
     * @param {() => void} act Called when it is gone.
     */
    leave(act) {
      motion.leave(() => {
        // Not `host.remove()`: old libraries replace it by one that throws if the host has already been removed.
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
  if (isFocusNowhere()) giveFocus(surface);
}
