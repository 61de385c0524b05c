/** Keeps the page behind a modal form from scrolling, without moving it. */

import { setPageStyle } from "./page-style.js";

/** Whether the page scrolled when we locked it; not there while we do not. */
let scrolled = /** @type {boolean | undefined} */ (undefined);

/** Whether the window scrolls, ignoring our own lock. */
export function pageScrolls() {
  const { body, documentElement } = document;
  const isHidden = (/** @type {Element | null} */ element) =>
    element && getComputedStyle(element).overflowY === "hidden";
  return scrolled ?? !(isHidden(documentElement) || isHidden(body));
}

/**
 * Locks the page; the returned functions unlock it.
 *
 * If a scrollbar took room, that room stays reserved, so that nothing shifts.
 */
export function lockScroll() {
  const root = document.documentElement;
  const had_scrollbar = innerWidth > root.clientWidth;
  scrolled = pageScrolls();
  const says_nothing = getComputedStyle(root).overflow === "visible";
  // As long as the root has no overflow value, the body's own overflow applies to the window. With the root locked, it
  // would apply to the body again: a body as high as the window would start to scroll itself, from its top.
  const undo = [() => (scrolled = undefined), setPageStyle("html", "overflow:hidden")];
  if (says_nothing) undo[2] = setPageStyle("body", "overflow:visible");
  if (had_scrollbar) undo[undo.length] = setPageStyle("html", "scrollbar-gutter:stable");
  return undo;
}
