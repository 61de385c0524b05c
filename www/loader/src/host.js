/** Answers the trigger module's questions about the page: the texts of facts. */

import { core } from "./core.js";
import { read, write } from "./engine.js";
import { wasm } from "trigger-glue";

/** Size of the module's buffer for a fact: `form-trigger/src/boundary.rs`. */
const FACT_BYTES = 8192;

/** The event that is happening, as a fact, and its properties. */
let happening = "";
/** @type {any} */
let properties;

/**
 * Says that an event happens now, as a fact, and lets the module see it.
 * @param {string} fact
 * @param {unknown} [of_event] Its properties.
 */
core.happen = (fact, of_event) => {
  happening = fact;
  properties = of_event;
  core.wake();
  happening = "";
};

/** @param {string} fact */
core.lookUp = (fact) => {
  const find = core.facts[fact[0]];
  return find ? find(fact.slice(1)) : happening === fact ? "" : undefined;
};

// A property of the event that is happening.
core.facts.P = (name) => {
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
    const text = core.lookUp(read(wasm, fact, fact_len));
    if (text === "") return 0;
    if (text != null) return (write(wasm, out, FACT_BYTES, [`${text}`]) || [-1])[0];
  } catch {
    // The page's own getters may throw; then the fact is unknown.
  }
  return -1;
}

/**
 * @param {number} holds 0 = no.
 */
export function judged(holds) {
  core.onJudged?.(holds);
}
