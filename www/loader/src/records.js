/** The visitor record and the session record, as lines: a letter, then its value. */

import { recordKey, sessionKey } from "./keys.js";
import { manifest } from "./site.js";
import { allowStorage, get, set } from "./storage.js";

/** @param {boolean} session */
const keyOf = (session) => (session ? sessionKey : recordKey)(manifest.site_id);

/** Where the visitor record stands beside `localStorage`: in a cookie, for a site whose subdomains share it. */
let cookie = { read: () => "", write: (/** @type {string} */ _text) => {} };

/** @param {typeof cookie} shared */
export function shareRecord(shared) {
  cookie = shared;
}

/** @param {boolean} session */
const textOf = (session) => (!session && cookie.read()) || get(keyOf(session), session);

export const record = () => textOf(false);

/**
 * @param {string} text
 * @param {boolean} [session]
 */
export function setRecord(text, session = false) {
  if (!session) cookie.write(text);
  set(keyOf(session), text, session);
}

/**
 * The value of the first line that begins with some letters; empty where there is none.
 * @param {string} letters
 * @param {boolean} session
 */
export function recall(letters, session) {
  const text = `\n${textOf(session)}`;
  const at = text.indexOf(`\n${letters}`) + 1;
  return at ? text.slice(at + letters.length, text.indexOf("\n", at)) : "";
}

/**
 * Writes that line anew, as the first.
 * @param {string} letters
 * @param {string | number} value
 * @param {boolean} session
 */
export function remember(letters, value, session) {
  const text = `\n${textOf(session)}`;
  const at = text.indexOf(`\n${letters}`);
  const others = at < 0 ? text : text.slice(0, at) + text.slice(text.indexOf("\n", at + 1));
  setRecord(letters + value + others, session);
}

/**
 * Lets both records be stored, or remembers them for as long as the page lives.
 * @param {boolean} may
 */
export function storeRecords(may) {
  allowStorage(may, [
    [keyOf(false), false],
    [keyOf(true), true],
  ]);
}
