/** The visitor record and the session record: lines of letters and a value, the newest first. */

import { core } from "./core.js";
import { recordKey, sessionKey } from "./keys.js";
import { get, set } from "./storage.js";

/** The most characters of the visitor's record and of the session's; the oldest lines go. All of it is ASCII. */
const MOST = 1024;
const MOST_OF_SESSION = 4096;

/** Letters of what a visitor did to a form; its id follows, and a space. */
const CLOSED = "c";
const SUBMITTED = "s";

/** What is remembered for as long as the page lives, where nothing may be stored or there is no room: by key. */
const memory = Object.create(null);

/** @param {boolean} session */
const keyOf = (session) => (session ? sessionKey : recordKey)(core.manifest.site_id);

/** @param {boolean} session */
core.readRecord = (session) => memory[keyOf(session)] ?? get(keyOf(session), session);

/**
 * @param {string} text
 * @param {boolean} session
 */
core.writeRecord = (text, session) => {
  const key = keyOf(session);
  if (!core.must_forget && set(key, text, session)) delete memory[key];
  else memory[key] = text;
};

core.recall = (letters, session) => {
  const text = `\n${core.readRecord(session)}`;
  const at = text.indexOf(`\n${letters}`) + 1;
  return at ? text.slice(at + letters.length, text.indexOf("\n", at)) : "";
};

core.remember = (letters, value, session) => {
  const text = `\n${core.readRecord(session)}`;
  const at = text.indexOf(`\n${letters}`);
  const others = at < 0 ? text : text.slice(0, at) + text.slice(text.indexOf("\n", at + 1));
  const whole = letters + value + others;
  const end = whole.lastIndexOf("\n", (session ? MOST_OF_SESSION : MOST) - 1) + 1;
  // A line that is too long by itself does not push out all others.
  if (end) core.writeRecord(whole.slice(0, end), session);
};

core.seconds = () => (Date.now() / 1000) | 0;

/**
 * Seconds since a moment; a moment in the future (the clock went back) is now.
 * @param {number} moment 0 = never.
 */
const since = (moment) => (moment ? Math.max(0, core.seconds() - moment) : "");

const { facts } = core;

/** @param {string} letter */
const sinceOf = (letter) => (/** @type {string} */ form_id) => since(+core.recall(letter + core.formNamed(form_id), false));

facts.C = sinceOf(CLOSED);
facts.S = sinceOf(SUBMITTED);
facts.G = () => {
  let last = 0;
  const lines = core.readRecord(false).split("\n");
  for (let i = 0; i < lines.length; i++) {
    if (lines[i][0] === CLOSED || lines[i][0] === SUBMITTED) last = Math.max(last, +lines[i].split(" ")[1]);
  }
  return since(last);
};
facts.T = core.seconds;
