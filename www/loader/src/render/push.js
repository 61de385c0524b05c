/** A banner that the page makes room for: as much padding as it is high. */

import { setPageStyle } from "./page-style.js";

/**
 * @param {HTMLElement} surface
 * @param {"top" | "bottom"} edge
 * @returns {() => void} Takes the room back.
 */
export function push(surface, edge) {
  const name = `padding-${edge}`;
  const root = getComputedStyle(document.documentElement);
  let undo = () => {};
  // Where the window does not scroll, room at one edge would be taken from the other: there it lies over the page.
  if (root.overflowY === "hidden" || (document.body && getComputedStyle(document.body).overflowY === "hidden")) return undo;
  const ownOf = (/** @type {string} */ property) => parseFloat(root.getPropertyValue(property)) || 0;
  const own = ownOf(name);
  const own_scroll = ownOf(`scroll-${name}`);
  // Its texts break anew where a phone is turned.
  const observer = new ResizeObserver(() => {
    undo();
    const height = surface.offsetHeight;
    const undoPadding = setPageStyle(name, `${own + height}px`);
    // What a link leads to is not to end up behind it.
    const undoScroll = setPageStyle(`scroll-${name}`, `${own_scroll + height}px`);
    undo = () => {
      undoPadding();
      undoScroll();
    };
  });
  observer.observe(surface);
  return () => {
    observer.disconnect();
    undo();
  };
}
