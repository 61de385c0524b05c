/** Sends the page its events: one event on `window`, of type `dormouse`. */

/**
 * A page that broke its own events does not receive ours; nothing else happens.
 * @param {object} detail
 * @param {boolean} [cancelable]
 * @returns {boolean} False if the page prevented it.
 */
export function tell(detail, cancelable = false) {
  try {
    return dispatchEvent(new CustomEvent("dormouse", { detail, cancelable }));
  } catch {
    return true;
  }
}
