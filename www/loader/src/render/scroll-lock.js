/** Keeps the page behind a modal form from scrolling, without moving it. */

import { setPageStyle } from "./page-style.js";

/**
 * Locks the page; the functions that it returns unlock it.
 *
 * Where a scrollbar took room, its room stays reserved, so that nothing shifts.
 */
export function lockScroll() {
  const root = document.documentElement;
  const had_scrollbar = innerWidth > root.clientWidth;
  const { body } = document;
  const is_visible = (/** @type {Element} */ element) => getComputedStyle(element).overflow === "visible";
  // As long as the root says nothing, the body's own overflow is the window's. With the root locked, it would be the
  // body's again: a body as high as the window would begin to scroll by itself, from its top.
  const unlock = setPageStyle("overflow", "hidden", body && is_visible(root) && !is_visible(body) ? body : root);
  return had_scrollbar ? [unlock, setPageStyle("scrollbar-gutter", "stable")] : [unlock];
}
