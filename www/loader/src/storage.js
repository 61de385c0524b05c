/** First-party storage that never throws: a page may forbid it, and a browser may have no room left. */

/**
 * @param {string} key
 * @param {boolean} [session] Whether it is in `sessionStorage`.
 * @returns {string} Empty if the entry or storage is missing.
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
    // Storage is missing, so there is nothing to remove.
  }
}

/**
 * Whether a key of `localStorage` has a text in it.
 * @param {string} text
 */
export function hasKey(text) {
  try {
    return Object.keys(localStorage).join().indexOf(text) > -1;
  } catch {
    // No storage, no keys.
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
