/** What the trigger module asks of the page: the texts of facts. */

import { core } from "./core.js";
import { read, write } from "./engine.js";

/** Size of the module's buffer for a fact: `form-trigger/src/boundary.rs`. */
const FACT_BYTES = 8192;

/** Facts that a form waits for. */
const wanted = Object.create(null);

/** Facts as they were read before, by their address: the rules do not change. */
const names = Object.create(null);

/** @type {WebAssembly.Exports} */
let module;

/** The event that is happening, as a fact, and its properties. */
let happening = "";
/** @type {any} */
let properties;

/** @param {WebAssembly.Exports} exports */
export function connect(exports) {
  module = exports;
}

/**
 * Has the page tell of a fact: once it has reached a number, or when it happens.
 * @param {string} fact
 * @param {number} least
 * @param {number} form
 */
export function want(fact, least, form) {
  wanted[fact] = 1;
  core.wants[fact[0]]?.(fact.slice(1), least, form);
}

/**
 * Says that an event happens now, as a fact, and lets the module see it.
 * @param {string} fact
 * @param {unknown} [of_event] Its properties.
 */
core.happen = (fact, of_event) => {
  if (!wanted[fact]) return;
  happening = fact;
  properties = of_event;
  core.wake();
  happening = "";
};

/** @param {string} fact */
core.lookUp = (fact) => {
  const name = fact.slice(1);
  const find = core.facts[fact[0]];
  if (find) return find(name);
  if (fact[0] !== "P") return happening === fact ? "" : undefined;
  const value = happening && properties?.[name];
  return typeof value === "object" ? undefined : value;
};

/**
 * @param {number} fact
 * @param {number} fact_len
 * @param {number} out
 */
export function look(fact, fact_len, out) {
  try {
    const text = core.lookUp((names[fact] ||= read(module, fact, fact_len)));
    if (text === "") return 0;
    if (text != null) return (write(module, out, FACT_BYTES, [`${text}`]) || [-1])[0];
  } catch {
    // The page's own getters may throw; then nobody knows.
  }
  return -1;
}

/**
 * @param {number} kind
 * @param {number} code
 * @param {number} code_len
 * @param {boolean} holds
 */
export function judged(kind, code, code_len, holds) {
  core.onJudged?.(String.fromCharCode(kind), read(module, code, code_len), holds);
}
