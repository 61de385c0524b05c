/** Says in words what a form's rules look at: `crates/targeting/src/program.rs` and `fact.rs` have the grammar. */

const KINDS = /** @type {Record<string, string>} */ ({ T: "trigger", R: "targeting rule", C: "frequency cap", N: "frequency cap" });

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
  C: "seconds since close",
  S: "seconds since submit",
  D: "views",
  G: "seconds since any form",
  T: "now",
});

/** Facts that are events: they are known only while they happen. */
const EVENTS = "XKVEP";

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
    else if (head === "+") conditions?.at(-1)?.allow.push(describeEntry(operand));
    else if (head === "-") conditions?.at(-1)?.deny.push(describeEntry(operand));
  }
  return groups;
}

/** @param {string} entry */
function describeEntry(entry) {
  const operand = entry.slice(1);
  switch (entry[0]) {
    case "*":
      return operand === "" ? "nothing" : operand.replaceAll("\t", "*");
    case "#": {
      const [least, most] = operand.split(",");
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
  if (EVENTS.includes(fact[0])) parts.push(name);
  else {
    let value;
    try {
      value = lookUp(fact);
    } catch {
      value = undefined;
    }
    parts.push(`${name} is ${value === undefined ? "not known" : value === "" ? "not there" : value}`);
  }
  if (allow.length) parts.push(`allowed: ${allow.join(", ")}`);
  if (deny.length) parts.push(`not: ${deny.join(", ")}`);
  return parts.join(" · ");
}
