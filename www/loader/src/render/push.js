/** A banner that the page makes room for: as much padding as it is high. */

import { setPageStyle } from "./page-style.js";

/**
 * @param {HTMLElement} surface
 * @param {"top" | "bottom"} edge
 * @returns {() => void} Takes the room back.
 */
export function push(surface, edge) {
  const name = `padding-${edge}`;
  const own = parseFloat(getComputedStyle(document.documentElement).getPropertyValue(name)) || 0;
  let undo = () => {};
  // Its texts break anew where a phone is turned.
  const observer = new ResizeObserver(() => {
    undo();
    const height = surface.offsetHeight;
    const undoPadding = setPageStyle(name, `${own + height}px`);
    // What a link leads to is not to end up behind it.
    const undoScroll = setPageStyle(`scroll-${name}`, `${height}px`);
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
