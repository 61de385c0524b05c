/** The format of a `case.json`: every mistake is reported with its path before the case is used. */

import { VERBS } from "./actions.js";
import { MODES } from "./modes.js";

/** Names that become file names: of states. */
const NAME = /^[a-z0-9][a-z0-9-]*$/;

/** Of a screen and of a canvas, in CSS px. */
const LEAST_PX = 100;
const MOST_PX = 4000;

/** @typedef {(where: string, message: string) => never} Fail */
/** @typedef {(value: any, where: string, fail: Fail) => void} Check */

const isObject = (/** @type {unknown} */ value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @type {Check} */
const text = (value, where, fail) => {
  if (typeof value !== "string" || !value.trim()) fail(where, `is ${JSON.stringify(value)}; a text is wanted`);
};

/** @type {Check} */
const flag = (value, where, fail) => {
  if (typeof value !== "boolean") fail(where, `is ${JSON.stringify(value)}; true or false is wanted`);
};

/** @param {number} least @param {number} most @returns {Check} */
const whole = (least, most) => (value, where, fail) => {
  if (!Number.isInteger(value) || value < least || value > most)
    fail(where, `is ${JSON.stringify(value)}; a whole number from ${least} to ${most} is wanted`);
};

/** @param {Check} of @returns {Check} */
const list = (of) => (value, where, fail) => {
  if (!Array.isArray(value) || !value.length)
    fail(where, `is ${JSON.stringify(value)}; a list with something in it is wanted`);
  value.forEach((/** @type {any} */ one, /** @type {number} */ i) => of(one, `${where}[${i}]`, fail));
};

/** @param {Check} of @param {Check} [name] @returns {Check} */
const named = (of, name) => (value, where, fail) => {
  if (!isObject(value)) fail(where, `is ${JSON.stringify(value)}; an object is wanted`);
  for (const [key, one] of Object.entries(value)) {
    name?.(key, where, fail);
    of(one, `${where}[${JSON.stringify(key)}]`, fail);
  }
};

/** @param {Record<string, Check>} members @param {string} what @returns {Check} */
const record = (members, what) => (value, where, fail) => {
  if (!isObject(value)) fail(where, `is ${JSON.stringify(value)}; an object is wanted`);
  for (const [member, one] of Object.entries(value)) {
    if (!Object.hasOwn(members, member))
      fail(`${where}.${member}`, `is not a member of ${what}; there are ${Object.keys(members).join(", ")}`);
    members[member](one, `${where}.${member}`, fail);
  }
};

/** @type {Check} */
const state = (value, where, fail) => {
  if (typeof value !== "string" || !NAME.test(value))
    fail(where, `${JSON.stringify(value)} is not a name of a state: small letters, digits and hyphens`);
};

/** @type {Check} */
const mode = (value, where, fail) => {
  if (typeof value !== "string" || !Object.hasOwn(MODES, value))
    fail(where, `${JSON.stringify(value)} is not a mode; there are ${Object.keys(MODES).join(", ")}`);
};

/** @type {Check} */
const hosts = (value, where, fail) => {
  if (value !== "all") list(text)(value, where, fail);
};

/** Members by their paths: any JSON, but no path that leads out of the form. @type {Check} */
const sets = named(
  () => {},
  (path, where, fail) => {
    if (path.split(".").some((name) => !name || name === "__proto__" || name === "constructor" || name === "prototype"))
      fail(where, `${JSON.stringify(path)} is not a path of a member`);
  },
);

/** A walk may have states without any action. @type {Check} */
const actions = (value, where, fail) => {
  if (!Array.isArray(value))
    fail(where, `is ${JSON.stringify(value)}; a list of actions is wanted: ${Object.keys(VERBS).join(", ")}`);
  value.forEach((/** @type {any} */ one, /** @type {number} */ i) => text(one, `${where}[${i}]`, fail));
};

const product = record(
  { widths: list(whole(LEAST_PX, MOST_PX)), modes: list(mode), states: list(state), hosts, except: list(text) },
  "pictures",
);

const shape = record(
  {
    about: text,
    form: text,
    set: sets,
    teaser: flag,
    walk: named(actions, state),
    loops: list(named(sets)),
    columns: whole(1, 12),
    cell_width: whole(LEAST_PX, MOST_PX),
    pictures: list(product),
    allows: named(text),
  },
  "a case",
);

/**
 * @param {any} data The content of a `case.json`.
 * @param {Fail} fail
 */
export function checkShape(data, fail) {
  shape(data, "$", fail);
  if (data.about === undefined) fail("$.about", "says in a sentence what the case guards");
  if (data.walk && !Object.keys(data.walk).length) fail("$.walk", "needs at least one state");
  if (!data.loops)
    for (const member of ["columns", "cell_width"])
      if (data[member] !== undefined) fail(`$.${member}`, "is of a canvas, which `loops` make");
}
