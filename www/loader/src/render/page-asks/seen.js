/** Which parts of the page are visible, and which are in front of others. */

/** How many elements are checked inside one that has no box. */
const MOST_INSIDE = 300;

/**
 * The element around another one, also out of a shadow root.
 * @param {Element} element
 * @returns {Element | null}
 */
const around = (element) =>
  element.assignedSlot || element.parentElement || /** @type {ShadowRoot} */ (element.getRootNode()).host || null;

/**
 * The innermost element, from this one outwards, that stays in place while the page scrolls; none if the element
 * scrolls with the page.
 * @param {Element} element
 * @returns {Element | null}
 */
export function layerOf(element) {
  let at = /** @type {Element | null} */ (element);
  while (at && !/^(fixed|.*sticky)$/.test(getComputedStyle(at).position)) at = around(at);
  return at;
}

/** @param {Element} element */
export const isOurs = (element) => Boolean(element.closest("dormouse-form,dormouse-preview,dormouse-debug"));

/**
 * Whether the box of an element is in the viewport, and nothing hides it.
 * @param {Element} element
 */
export function isBoxSeen(element) {
  const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
  // Without the scrollbars: a drawer that is shut begins behind the vertical one.
  const view = document.scrollingElement || document.documentElement;
  const is_in_view = right > 1 && bottom > 1 && left < view.clientWidth - 1 && top < view.clientHeight - 1;
  if (!is_in_view || width * height < 4) return false;
  if (element.checkVisibility && !element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }))
    return false;
  // A collapsed element shows nothing of its content.
  for (let at = around(element); at && at !== document.body; at = around(at)) {
    const box = at.getBoundingClientRect();
    if (box.width * box.height < 4 && getComputedStyle(at).overflowY !== "visible") return false;
  }
  return true;
}

/**
 * The same for an element that may have no box, because its content is fixed.
 * @param {Element} element
 */
export function isSeen(element) {
  if (isBoxSeen(element)) return true;
  const inside = (element.shadowRoot || element).querySelectorAll("*");
  for (let i = 0; i < inside.length && i < MOST_INSIDE; i++) if (isBoxSeen(inside[i])) return true;
  return false;
}
