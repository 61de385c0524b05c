/** Differences between two style sheets, declaration by declaration. */

import { generate, parse } from "css-tree";

/**
 * @typedef {object} Declaration
 * @property {string} at The at-rules around it: `@media (max-width:640px)`; empty = none.
 * @property {string} selector
 * @property {string} property
 * @property {string} value With `!important`.
 */

/**
 * @typedef {object} CssChange
 * @property {"declaration" | "selector" | "condition" | "order"} kind
 * @property {string} at
 * @property {string} selector
 * @property {string} property Empty where a whole rule is meant.
 * @property {string} from Empty = was not there.
 * @property {string} to Empty = is not there any more.
 */

/** Parsed sheets; most sheets have the same rules. */
const parsed = /** @type {Map<string, Declaration[]>} */ (new Map());

/** How many rules are remembered: those of some full sets of cases. */
const MOST = 20_000;

/**
 * @param {string} from
 * @param {string} to
 * @returns {CssChange[]}
 */
export function cssChanges(from, to) {
  if (from === to) return [];
  const [old_rules, new_rules] = [rulesOf(from), rulesOf(to)];
  const gone = without(old_rules, new_rules).flatMap(declarationsOf);
  const come = without(new_rules, old_rules).flatMap(declarationsOf);
  const [removed, added] = [without(gone, come, textOf), without(come, gone, textOf)];
  const changes = [
    ...otherValues(removed, added),
    ...otherPlaces(removed, added, "selector"),
    ...otherPlaces(removed, added, "at"),
  ];
  for (const { at, selector, property, value } of removed)
    changes.push({ kind: "declaration", at, selector, property, from: value, to: "" });
  for (const { at, selector, property, value } of added)
    changes.push({ kind: "declaration", at, selector, property, from: "", to: value });
  if (changes.length) return changes;
  const [old_all, all] = [old_rules.flatMap(declarationsOf), new_rules.flatMap(declarationsOf)];
  const first = old_all.findIndex((one, i) => textOf(one) !== textOf(all[i]));
  if (first < 0) return [];
  const [was, is] = [old_all[first], all[first]];
  return [{ kind: "order", at: was.at, selector: was.selector, property: "", from: was.selector, to: is.selector }];
}

/**
 * Pairs up declarations that say something else now, and takes them out of both lists.
 * @param {Declaration[]} removed
 * @param {Declaration[]} added
 */
function otherValues(removed, added) {
  const changes = /** @type {CssChange[]} */ ([]);
  for (let i = 0; i < removed.length;) {
    const { at, selector, property, value } = removed[i];
    const match = added.findIndex(
      (other) => other.at === at && other.selector === selector && other.property === property,
    );
    if (match < 0) {
      i += 1;
      continue;
    }
    changes.push({ kind: "declaration", at, selector, property, from: value, to: added[match].value });
    removed.splice(i, 1);
    added.splice(match, 1);
  }
  return changes;
}

/**
 * Pairs up rules that say the same for other elements, or under another condition.
 * @param {Declaration[]} removed
 * @param {Declaration[]} added
 * @param {"selector" | "at"} member
 */
function otherPlaces(removed, added, member) {
  const changes = /** @type {CssChange[]} */ ([]);
  const other = member === "at" ? "selector" : "at";
  for (let i = 0; i < removed.length;) {
    const was = removed[i];
    const is = added.find(
      (one) =>
        one[other] === was[other] &&
        one.property === was.property &&
        one.value === was.value &&
        (one.at || member !== "at"),
    );
    if (!is || (member === "at" && !was.at)) {
      i += 1;
      continue;
    }
    removed.splice(i, 1);
    added.splice(added.indexOf(is), 1);
    const known = changes.some(
      (change) => change.from === was[member] && change.to === is[member] && change.selector === was.selector,
    );
    if (!known) {
      changes.push({
        kind: member === "at" ? "condition" : "selector",
        at: was.at,
        selector: was.selector,
        property: "",
        from: was[member],
        to: is[member],
      });
    }
  }
  return changes;
}

/**
 * The rules at the top of a sheet, as written. Their ends can be found without a parser, and most rules are the same in
 * both sheets.
 * @param {string} css
 */
export function rulesOf(css) {
  const rules = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < css.length; i++) {
    const character = css[i];
    if (character === '"' || character === "'") {
      for (i += 1; i < css.length && css[i] !== character; i++) if (css[i] === "\\") i += 1;
    } else if (character === "\\") i += 1;
    else if (character === "{") depth += 1;
    else if ((character === "}" && --depth <= 0) || (character === ";" && !depth)) {
      rules.push(css.slice(start, i + 1));
      start = i + 1;
      depth = 0;
    }
  }
  if (css.slice(start).trim()) rules.push(css.slice(start));
  return rules;
}

/**
 * Selectors whose rules use a custom property.
 * @param {string} css
 * @param {string} property
 */
export function usersOf(css, property) {
  const ends = [",", ")"].map((end) => `var(${property}${end}`);
  const uses = (/** @type {string} */ text) => ends.some((end) => text.includes(end));
  const users = rulesOf(css).filter(uses).flatMap(declarationsOf);
  return [...new Set(users.flatMap(({ selector, value }) => (uses(value) ? [selector] : [])))];
}

/** @param {string} rule @returns {Declaration[]} */
function declarationsOf(rule) {
  const known = parsed.get(rule);
  if (known) return known;
  const found = /** @type {Declaration[]} */ ([]);
  /** @param {any} node @param {string} at */
  const read = (node, at) => {
    if (node.type === "Rule") {
      for (const { type, property, value, important } of node.block.children) {
        if (type !== "Declaration") continue;
        found.push({
          at,
          selector: generate(node.prelude),
          property,
          value: generate(value) + (important ? "!important" : ""),
        });
      }
    } else if (node.type === "Atrule") {
      const name = `@${node.name}${node.prelude ? ` ${generate(node.prelude)}` : ""}`;
      for (const child of node.block?.children ?? []) {
        if (child.type !== "Declaration") read(child, at ? `${at} ${name}` : name);
        else found.push({ at, selector: name, property: child.property, value: generate(child.value) });
      }
    }
  };
  for (const node of /** @type {any} */ (parse(rule, { parseCustomProperty: false })).children) read(node, "");
  if (parsed.size > MOST) parsed.clear();
  parsed.set(rule, found);
  return found;
}

/**
 * What the first list has more than the second, each counted.
 * @template T
 * @param {T[]} list
 * @param {T[]} other
 * @param {(one: T) => string} [key]
 */
function without(list, other, key = String) {
  const counts = /** @type {Map<string, number>} */ (new Map());
  for (const one of other) counts.set(key(one), (counts.get(key(one)) ?? 0) + 1);
  return list.filter((one) => {
    const left = counts.get(key(one)) ?? 0;
    counts.set(key(one), left - 1);
    return left <= 0;
  });
}

/** @param {Declaration} declaration */
const textOf = ({ at, selector, property, value }) => `${at}\n${selector}\n${property}\n${value}`;
