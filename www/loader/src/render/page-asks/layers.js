/** Layers over the page: a backdrop, an element that fills the window, or a drawer that has the focus. */

import { isOurs, isSeen, layerOf } from "./seen.js";

/** Where is looked, in parts of a box. */
const PARTS = [0.2, 0.5, 0.8];

/** At how many of these points the layer must cover something of the page. */
const LEAST_BEHIND = 3;

/**
 * Whether a content element of the page is behind a layer.
 * @param {Element} layer
 * @param {Element[]} stack All at one point.
 */
function isOver(layer, stack) {
  return stack.some((element) => {
    if (isOurs(element) || element.contains(layer) || layer.contains(element) || layerOf(element) === layer)
      return false;
    return Boolean(element.textContent?.trim() || element.matches("img,svg,video,canvas,iframe"));
  });
}

/**
 * Looks at points of a box: at how many a layer is on top, and at how many of those there is something behind it.
 * @param {{ x: number, y: number, width: number, height: number }} box
 */
function coveredIn({ x, y, width, height }) {
  let layers = 0;
  let behind = 0;
  for (const right of PARTS) {
    for (const down of PARTS) {
      const stack = document.elementsFromPoint(x + width * right, y + height * down);
      const layer = stack[0] && !isOurs(stack[0]) && layerOf(stack[0]);
      if (!layer) continue;
      layers++;
      if (isOver(layer, stack)) behind++;
    }
  }
  return { layers, behind };
}

/** Whether a layer covers all of the page. The page itself has nothing behind it. */
export function isCovered() {
  const { layers, behind } = coveredIn({ x: 0, y: 0, width: innerWidth, height: innerHeight });
  return layers === PARTS.length ** 2 && behind >= LEAST_BEHIND;
}

/**
 * Whether the focus is in a drawer: it covers the page as long as the visitor uses it. A bar is not as high.
 * @param {Element | null} active The focused element.
 */
export function isInDrawer(active) {
  const layer = active && !isOurs(active) && layerOf(active);
  if (!layer) return false;
  const box = layer.getBoundingClientRect();
  return box.height >= innerHeight / 2 && isSeen(layer) && coveredIn(box).behind >= LEAST_BEHIND;
}
