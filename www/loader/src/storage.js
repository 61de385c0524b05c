/** First-party storage that never throws: a page may forbid it, and a browser may have no room. */

/**
 * @param {string} key
 * @returns {string} Empty where there is nothing, or no storage.
 */
export function get(key) {
  try {
    return localStorage.getItem(key) || "";
  } catch {
    return "";
  }
}

/**
 * @param {string} key
 * @param {string} value
 * @returns {boolean} Whether it was stored.
 */
export function set(key, value) {
  try {
    localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} key */
export function remove(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // There is none, so there is nothing to remove.
  }
}

/**
 * The keys that begin with a prefix.
 * @param {string} prefix
 */
export function keys(prefix) {
  const found = [];
  try {
    for (let i = 0; i < localStorage.length; i++) {
      const key = localStorage.key(i);
      if (key && key.indexOf(prefix) === 0) found[found.length] = key;
    }
  } catch {
    // No storage, no keys.
  }
  return found;
}
