/** Tells the page what happens: one event on `window`, of type `dormouse`. */

/**
 * A page that broke its own events does not hear of ours, and nothing else comes of it.
 * @param {object} detail
 * @param {boolean} [cancelable]
 * @returns {boolean} False where the page said no to what is about to happen.
 */
export function tell(detail, cancelable = false) {
  try {
    return dispatchEvent(new CustomEvent("dormouse", { detail, cancelable }));
  } catch {
    return true;
  }
}
