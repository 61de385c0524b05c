/**
 * Finds the place in the page for a form or a teaser that stays in the window while the page scrolls.
 *
 * Preferably in the body, where a page expects elements to be. But many properties of a body or a root (transforms,
 * filters, containment, …) make fixed elements scroll along:
 * https://drafts.csswg.org/css-position/#fixed-positioning-containing-block. This is measured, so that we need no list
 * of them.
 */

import { giveFocus } from "./give-focus.js";

/** Scrollbars take that much at most. */
const SCROLLBAR_PX = 40;

const FILLS =
  "all:initial!important;position:fixed!important;inset:0!important;visibility:hidden!important;pointer-events:none!important";

/**
 * Whether the window contains the fixed elements of a host.
 * @param {ShadowRoot | HTMLElement} root Where the host's HTML is.
 */
function isInWindow(root) {
  const probe = document.createElement("i");
  probe.style.cssText = FILLS;
  root.appendChild(probe);
  const { left, top, right, bottom } = probe.getBoundingClientRect();
  root.removeChild(probe);
  const is_near = (/** @type {number} */ edge, /** @type {number} */ of_window) =>
    Math.abs(edge - of_window) < SCROLLBAR_PX;
  // A scrollbar may be on the left.
  return (
    top > -1 && top < 1 && left > -1 && is_near(left, 0) && is_near(right, innerWidth) && is_near(bottom, innerHeight)
  );
}

/**
 * Moves a host; the focus stays where it was.
 * @param {HTMLElement} host
 * @param {ShadowRoot | HTMLElement} root
 * @param {Element} parent
 */
export function move(host, root, parent) {
  const { activeElement } = /** @type {ShadowRoot} */ (root.getRootNode());
  parent.appendChild(host);
  if (root.contains(activeElement)) giveFocus(/** @type {HTMLElement | null} */ (activeElement));
}

/**
 * Puts a host into the root if the body would carry it along; whether it is in the window now.
 * @param {HTMLElement} host
 * @param {ShadowRoot | HTMLElement} root
 */
export function putInWindow(host, root) {
  if (isInWindow(root)) return true;
  if (host.parentNode === document.documentElement) return false;
  move(host, root, document.documentElement);
  return isInWindow(root);
}
