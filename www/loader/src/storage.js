/** First-party storage that never throws: a page may forbid it, a browser may have no room, a visitor may object. */

/** What stands here instead while nothing may be stored, and is lost with the page. */
const memory = Object.create(null);

/** Whether the visitor lets us store; see `allowStorage`. */
let allowed = true;

/** @param {boolean} session */
const area = (session) => (session ? sessionStorage : localStorage);

/**
 * @param {string} key
 * @param {boolean} [session] Whether it stands in `sessionStorage`.
 * @returns {string} Empty where there is nothing, or no storage.
 */
export function get(key, session = false) {
  if (key in memory) return memory[key];
  try {
    return (allowed && area(session).getItem(key)) || "";
  } catch {
    return "";
  }
}

/**
 * @param {string} key
 * @param {string} value
 * @param {boolean} [session]
 * @returns {boolean} Whether it was stored; else it is remembered for as long as the page lives.
 */
export function set(key, value, session = false) {
  try {
    if (allowed) {
      area(session).setItem(key, value);
      delete memory[key];
      return true;
    }
  } catch {
    // No storage, or no room.
  }
  memory[key] = value;
  return false;
}

/**
 * @param {string} key
 * @param {boolean} [session]
 */
export function remove(key, session = false) {
  delete memory[key];
  try {
    area(session).removeItem(key);
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
    for (let i = 0; i < localStorage.length; i++) {
      const key = localStorage.key(i);
      if (key && key.indexOf(prefix) === 0) found[found.length] = key;
    }
  } catch {
    // No storage, no keys.
  }
  return found;
}

/**
 * Lets storage be used, or not; what was remembered or stored under the keys moves over, or goes.
 * @param {boolean} may
 * @param {[key: string, session: boolean][]} ours
 */
export function allowStorage(may, ours) {
  if (may === allowed) return;
  for (let i = 0; i < ours.length; i++) {
    const [key, session] = ours[i];
    const value = get(key, session);
    allowed = may;
    if (!may) remove(key, session);
    if (value) set(key, value, session);
    allowed = !may;
  }
  allowed = may;
}
