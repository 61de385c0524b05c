/** Keeps the page behind a modal form from scrolling, without moving it. */

import { setPageStyle } from "./page-style.js";

/**
 * Locks the page; the functions that it returns unlock it.
 *
 * Where a scrollbar took room, its room stays reserved, so that nothing shifts.
 */
export function lockScroll() {
  const had_scrollbar = innerWidth > document.documentElement.clientWidth;
  const unlock = setPageStyle("overflow", "hidden");
  return had_scrollbar ? [unlock, setPageStyle("scrollbar-gutter", "stable")] : [unlock];
}
