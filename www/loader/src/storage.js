/** First-party storage that never throws: a page may forbid it, and a browser may have no room. */

/**
 * @param {string} key
 * @param {boolean} [session] Whether it stands in `sessionStorage`.
 * @returns {string} Empty where there is nothing, or no storage.
 */
export function get(key, session) {
  try {
    return (session ? sessionStorage : localStorage).getItem(key) || "";
  } catch {
    return "";
  }
}

/**
 * @param {string} key
 * @param {string} value
 * @param {boolean} [session]
 * @returns {boolean} Whether it was stored.
 */
export function set(key, value, session) {
  try {
    (session ? sessionStorage : localStorage).setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} key
 * @param {boolean} [session]
 */
export function remove(key, session) {
  try {
    (session ? sessionStorage : localStorage).removeItem(key);
  } catch {
    // There is none, so there is nothing to remove.
  }
}

/**
 * The keys of `localStorage` that begin with a prefix.
 * @param {string} prefix
 */
export function keys(prefix) {
  const found = [];
  try {
    for (const key in localStorage) if (key.indexOf(prefix) === 0) found[found.length] = key;
  } catch {
    // No storage, no keys.
  }
  return found;
}
