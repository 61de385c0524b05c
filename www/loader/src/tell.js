/** Tells the page what happens: one event, of type `dormouse`, that arrives at `window`. */

/**
 * A page that broke its own events does not hear of ours, and nothing else comes of it.
 * @param {object} detail
 * @param {boolean} [cancelable]
 * @param {EventTarget} [target] Where it begins.
 * @returns {boolean} False where the page said no to what is about to happen.
 */
export function tell(detail, cancelable = false, target = window) {
  try {
    return target.dispatchEvent(new CustomEvent("dormouse", { detail, cancelable, bubbles: true }));
  } catch {
    return true;
  }
}
