/** Gives the focus: a page, or an element, may have its own `focus` that throws, and that error must not reach the
 * console. */

/**
 * @param {HTMLElement | null | undefined} element
 * @param {boolean} [preventScroll]
 */
export function giveFocus(element, preventScroll = true) {
  try {
    element?.focus({ preventScroll });
  } catch {
    // It is nowhere then, and the form works all the same.
  }
}
