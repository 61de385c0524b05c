/** What the trigger module asks of the page: the texts of facts, and to be told when one of them changes. */

import { read, write } from "./engine.js";

/**
 * Looks up the facts of a kind (`crates/targeting/src/fact.rs`) by name; parts of the loader fill this.
 * `undefined` = unknown.
 * @type {Record<string, (name: string) => string | number | undefined>}
 */
export const facts = Object.create(null);

/**
 * Makes the page wake the module once a fact of a kind has reached a number, or an event happens.
 * @type {Record<string, (name: string, least: number, form: number) => void>}
 */
export const wants = Object.create(null);

/** Facts that a form waits for. */
const wanted = Object.create(null);

/** @type {WebAssembly.Exports} */
let module;
/** @type {() => void} */
let wakeModule;
/** @type {(code: string, kind: string, holds: boolean) => void} */
let tellJudged;

/** The event that is happening, as a fact, and its properties. */
let happening = "";
/** @type {any} */
let properties;

/**
 * @param {WebAssembly.Exports} exports
 * @param {() => void} wake
 */
export function connect(exports, wake) {
  module = exports;
  wakeModule = wake;
}

/**
 * Says that an event happens now, as a fact, and lets the module see it.
 * @param {string} fact
 * @param {unknown} [of_event] Its properties.
 */
export function happen(fact, of_event) {
  if (!wanted[fact]) return;
  happening = fact;
  properties = of_event;
  wakeModule();
  happening = "";
}

/** @param {string} fact */
export function lookUp(fact) {
  const name = fact.slice(1);
  const find = facts[fact[0]];
  if (find) return find(name);
  if (fact[0] !== "P") return happening === fact ? "" : undefined;
  const value = happening && properties && properties[name];
  return typeof value === "object" || typeof value === "function" ? undefined : value;
}

/**
 * @param {(code: string, kind: string, holds: boolean) => void} listener Called for each group that is judged.
 */
export function onJudged(listener) {
  tellJudged = listener;
}

/**
 * @param {number} fact
 * @param {number} fact_len
 * @param {number} out
 * @param {number} room
 */
export function look(fact, fact_len, out, room) {
  try {
    const text = lookUp(read(module, fact, fact_len));
    const lengths = text != null && write(module, out, room, [`${text}`]);
    if (lengths) return lengths[0];
  } catch {
    // The page's own getters may throw; then nobody knows.
  }
  return -1;
}

/**
 * @param {number} form
 * @param {number} fact
 * @param {number} fact_len
 * @param {number} least
 */
export function want(form, fact, fact_len, least) {
  const text = read(module, fact, fact_len);
  wanted[text] = true;
  wants[text[0]]?.(text.slice(1), least, form);
}

/**
 * @param {number} kind
 * @param {number} code
 * @param {number} code_len
 * @param {boolean} holds
 */
export function judged(kind, code, code_len, holds) {
  tellJudged(read(module, code, code_len), String.fromCharCode(kind), holds);
}
