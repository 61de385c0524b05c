/** The visitor record and the session record: lines of letters and a value, the newest first. */

import { core } from "./core.js";
import { recordKey } from "./keys.js";
import { get, set } from "./storage.js";

/** The maximum length of the visitor's record and of the session's; the oldest lines are dropped. All of it is
 * ASCII. */
const MOST = 1024;
const MOST_OF_SESSION = 4096;

/** Letters for what a visitor did to a form; its id follows, and a space. */
const CLOSED = "c";
const SUBMITTED = "s";

/** Data by key, kept as long as the page lives, if nothing may be stored or storage is full. */
const memory = /** @type {Record<string, any>} */ ({ __proto__: null });

/** @param {boolean} session */
core.readRecord = (session) => {
  const key = recordKey(core.manifest.site_id, session);
  return memory[key] ?? get(key, session);
};

/**
 * @param {string} text
 * @param {boolean} session
 */
core.writeRecord = (text, session) => {
  const key = recordKey(core.manifest.site_id, session);
  if (!core.must_forget && set(key, text, session)) delete memory[key];
  else memory[key] = text;
};

/**
 * The line that begins with some letters, none of which is special in a regular expression.
 * @param {string} letters
 */
const line = (letters) => RegExp(`^${letters}(.*)\n`, "m");

core.recall = (letters, session) => line(letters).exec(core.readRecord(session))?.[1] || "";

core.remember = (letters, value, session) => {
  const whole = `${letters + value}\n${core.readRecord(session).replace(line(letters), "")}`;
  const end = whole.lastIndexOf("\n", (session ? MOST_OF_SESSION : MOST) - 1) + 1;
  // A single line that is too long does not push out all others.
  if (end) core.writeRecord(whole.slice(0, end), session);
};

core.seconds = () => (Date.now() / 1000) | 0;

/**
 * Seconds since a moment; a moment in the future (the clock went back) is now.
 * @param {number} moment 0 = never.
 */
const since = (moment) => (moment ? Math.max(0, core.seconds() - moment) : "");

const { facts } = core;

// A time that a wrong clock wrote must not apply for years: it counts from now on. Only a countdown (`d`) ends in the
// future.
core.restarts[0] = () => {
  const text = core.readRecord(false);
  const mended = text.replace(
    /^([^d].* )(\d+)$/gm,
    (_, line, moment) => line + Math.min(/** @type {any} */ (moment), core.seconds()),
  );
  if (mended !== text) core.writeRecord(mended, false);
};

/** @param {string} letter */
const sinceOf = (letter) => (/** @type {string} */ form_id) =>
  since(+core.recall(letter + core.formNamed(form_id), false));

facts.C = sinceOf(CLOSED);
facts.S = sinceOf(SUBMITTED);
facts.G = () => {
  let last = 0;
  // Lines of closes and submits: a letter, the form's id, and the moment.
  core.readRecord(false).replace(/^[cs]\w+ (\d+)/gm, (_, moment) => /** @type {any} */ (last = Math.max(last, moment)));
  return since(last);
};
facts.T = core.seconds;
