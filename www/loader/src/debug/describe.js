/** Describes in words what a form's rules look at: `crates/targeting/src/program.rs` and `fact.rs` have the grammar. */

const KINDS = /** @type {Record<string, string>} */ ({
  T: "trigger",
  R: "targeting rule",
  C: "frequency cap",
  N: "frequency cap",
});

const FACTS = /** @type {Record<string, string>} */ ({
  u: "address",
  p: "path",
  q: "query",
  h: "fragment",
  r: "referrer",
  m: "campaign",
  d: "device",
  w: "viewport width",
  y: "viewport height",
  g: "location",
  l: "language",
  n: "visits",
  a: "draw",
  i: "identified",
  e: "profile property",
  j: "profile",
  k: "cookie",
  s: "local storage",
  v: "variable",
  B: "cart",
  c: "consent",
  b: "page visits",
  t: "seconds on page",
  o: "seconds on site",
  z: "seconds inactive",
  f: "scrolled, in percent",
  x: "views in this session",
  X: "leaving",
  K: "press on",
  V: "in view",
  E: "event",
  P: "property of the event",
  C: "time since it was closed",
  S: "time since it was submitted",
  D: "views",
  G: "time since any form was closed or submitted",
  T: "now",
});

/** Facts that are events: they are known only while they happen. */
const EVENTS = "XKVEP";

/** Facts that are a time since something that may never have happened. */
const SINCE = "CSG";

/** Units of time, in seconds, the largest first. */
const UNITS = /** @type {[number, string][]} */ ([
  [86_400, "d"],
  [3_600, "h"],
  [60, "min"],
]);

/**
 * @typedef {object} Condition
 * @property {string} fact
 * @property {string[]} allow
 * @property {string[]} deny
 *
 * @typedef {object} Group
 * @property {string} kind
 * @property {string} name The kind, in words.
 * @property {string} code
 * @property {Condition[]} conditions
 */

/**
 * @param {string} rules
 * @returns {Group[]}
 */
export function readGroups(rules) {
  const groups = /** @type {Group[]} */ ([]);
  for (const line of rules.split("\n")) {
    const head = line[0];
    const operand = line.slice(1);
    const conditions = groups.at(-1)?.conditions;
    if (head in KINDS) groups.push({ kind: head, name: KINDS[head], code: operand, conditions: [] });
    else if (head === "?") conditions?.push({ fact: operand, allow: [], deny: [] });
    else if (head === "+") conditions?.at(-1)?.allow.push(operand);
    else if (head === "-") conditions?.at(-1)?.deny.push(operand);
  }
  return groups;
}

/** @param {number} seconds */
function duration(seconds) {
  const unit = UNITS.find(([size]) => seconds >= size);
  return unit ? `${Math.round((seconds / unit[0]) * 10) / 10} ${unit[1]}` : `${seconds} s`;
}

/**
 * @param {string} entry
 * @param {boolean} is_time
 */
function describeEntry(entry, is_time) {
  const operand = entry.slice(1);
  switch (entry[0]) {
    case "*":
      return operand === "" ? "nothing" : operand.replaceAll("\t", "*");
    case "#": {
      const [least, most] = operand.split(",");
      if (is_time) return most === "" ? "ever" : `less than ${duration(+most + 1)}`;
      return most === "" ? `at least ${least || 0}` : `${least || 0} to ${most}`;
    }
    case "/":
      return "a regular expression";
    default:
      return "a schedule";
  }
}

/**
 * @param {Condition} condition
 * @param {(fact: string) => string | number | undefined} lookUp
 */
export function describeCondition({ fact, allow, deny }, lookUp) {
  const name = [FACTS[fact[0]] || fact[0], fact.slice(1)].filter(Boolean).join(" ");
  const parts = [];
  const is_time = SINCE.includes(fact[0]);
  if (EVENTS.includes(fact[0])) parts.push(name);
  else {
    let value;
    try {
      value = lookUp(fact);
    } catch {
      value = undefined;
    }
    let text = is_time ? duration(Number(value)) : value;
    if (value === undefined) text = "not known";
    if (value === "") text = is_time ? "never" : "not there";
    parts.push(`${name}: ${text}`);
  }
  const list = (/** @type {string[]} */ entries) => entries.map((entry) => describeEntry(entry, is_time)).join(", ");
  if (allow.length) parts.push(`allowed: ${list(allow)}`);
  if (deny.length) parts.push(`not: ${list(deny)}`);
  return parts.join(" · ");
}
