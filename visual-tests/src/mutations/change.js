/**
 * Reads changes from data that other people may have written: README.md describes the format. Several spellings of a
 * member are understood, and anything else is reported with its place in the list.
 */

import { tidy, splitList } from "./sheet.js";

/**
 * @typedef {object} Change
 * @property {string} id
 * @property {string} kind The sort of change: `padding`, `focus ring`.
 * @property {string} component The changed component.
 * @property {string} about
 * @property {"css" | "html" | "tables" | "modules"} in
 * @property {"form" | "teaser"} [of] In these alone.
 * @property {string} [selector]
 * @property {string[]} [media] Conditions around the rule, the outermost first: `@media (max-width:640px)`.
 * @property {string} [property]
 * @property {string} [attribute]
 * @property {string} [class_name] Of an element in HTML.
 * @property {string} [member] Of a bundle: `behavior`, `locale`.
 * @property {any} [from]
 * @property {any} [to] The replacement; `null` = nothing.
 * @property {boolean} [remove] The whole rule, condition or element.
 * @property {boolean} [unwrap] The rules of a condition apply always.
 * @property {boolean} [swap] An element changes places with the one behind it.
 * @property {string} [to_selector]
 * @property {string} [to_media]
 * @property {string} [add] Rules behind all others; in HTML, elements at the end of what the selector finds.
 * @property {string | RegExp} [find]
 * @property {string} [replace]
 * @property {boolean} [all] Every place; the first alone where it is false.
 */

/** Synonyms of the members. */
const SPELLINGS = /** @type {Record<string, string[]>} */ ({
  id: ["name", "key"],
  kind: ["type", "category"],
  component: ["block", "part"],
  about: ["description", "title", "why", "comment", "reason"],
  in: ["target", "where", "file", "layer", "on"],
  of: ["surface"],
  selector: ["rule", "select"],
  media: ["at", "query", "condition", "media_query", "mediaQuery"],
  property: ["prop", "declaration"],
  attribute: ["attr"],
  class_name: ["class", "className"],
  member: ["table", "path", "field"],
  from: ["old", "before", "was"],
  to: ["new", "after", "value", "becomes"],
  remove: ["drop", "delete", "removed"],
  unwrap: ["always"],
  swap: ["swap_with_next", "swapNext"],
  to_selector: ["new_selector", "toSelector"],
  to_media: ["new_media", "toMedia"],
  add: ["append", "insert"],
  find: ["search", "pattern", "match", "regex", "needle"],
  replace: ["replacement", "with", "replaceWith", "replace_with"],
  all: ["global"],
});

/** Synonyms of the values of `in`. */
const PLACES = /** @type {Record<string, Change["in"]>} */ ({
  css: "css",
  style: "css",
  styles: "css",
  stylesheet: "css",
  sheet: "css",
  light: "css",
  host: "css",
  teaser: "css",
  html: "html",
  markup: "html",
  tables: "tables",
  table: "tables",
  json: "tables",
  bundle: "tables",
  behavior: "tables",
  modules: "modules",
  module: "modules",
  js: "modules",
  script: "modules",
});

/**
 * Reads a list of changes: an array, or an object that has it as `changes` or `mutations`.
 * @param {any} data
 * @returns {Change[]}
 */
export function readChanges(data) {
  const list = Array.isArray(data) ? data : (data?.changes ?? data?.mutations);
  if (!Array.isArray(list)) throw new Error("a list of changes is an array, or an object with an array `changes`");
  const faults = /** @type {string[]} */ ([]);
  const changes = list.flatMap((entry, i) => {
    try {
      return [readChange(entry, i)];
    } catch (error) {
      faults.push(`[${i}]${entry?.id ? ` ${entry.id}` : ""}: ${/** @type {Error} */ (error).message}`);
      return [];
    }
  });
  if (faults.length) throw new Error(`changes that cannot be read:\n  ${faults.join("\n  ")}`);
  return changes;
}

/**
 * @param {any} entry
 * @param {number} index
 * @returns {Change}
 */
function readChange(entry, index) {
  if (!entry || typeof entry !== "object" || Array.isArray(entry))
    throw new Error(`${JSON.stringify(entry)} is not a change; a change is an object`);
  const of = /** @type {any} */ ({});
  for (const [name, spellings] of Object.entries(SPELLINGS)) {
    const found = [name, ...spellings].find((spelling) => entry[spelling] !== undefined);
    if (found) of[name] = entry[found];
  }
  const place = String(of.in ?? guessedPlace(of)).toLowerCase();
  const where = PLACES[place] ?? PLACES[place.replace(/^.*\./, "")];
  if (!where) throw new Error(`\`in\`: ${JSON.stringify(of.in)} cannot be changed; use css, html, tables or modules`);
  const change = /** @type {Change} */ ({
    ...of,
    id: String(of.id ?? index + 1),
    kind: String(of.kind ?? "given"),
    component: String(of.component ?? ""),
    about: String(of.about ?? ""),
    in: where,
    ...(place === "teaser" && { of: "teaser" }),
    ...(place === "behavior" && { member: "behavior" }),
    ...(place === "host" && !of.selector && of.find === undefined && of.add === undefined && { selector: ":host" }),
  });
  if (of.find !== undefined) change.find = readPattern(of.find, Boolean(entry.regex && of.find === entry.regex));
  // The last meaning of `to: null` is an empty replacement.
  if ("to" in entry && entry.to === null) change.to = null;
  if (of.find !== undefined && of.replace === undefined)
    change.replace = change.remove || of.to == null ? "" : String(of.to);
  if (of.selector !== undefined)
    change.selector = where === "css" ? splitList(String(of.selector)).map(tidy).join(",") : String(of.selector);
  if (of.media !== undefined) change.media = [of.media].flat().map((condition) => tidyCondition(String(condition)));
  if (of.to_media !== undefined) change.to_media = tidyCondition(String(of.to_media));
  check(change);
  return change;
}

/** @param {any} of */
function guessedPlace(of) {
  if (of.property !== undefined || of.media !== undefined || of.to_selector !== undefined) return "css";
  if (of.attribute !== undefined || of.class_name !== undefined || of.swap !== undefined) return "html";
  return of.member === undefined ? "css" : "tables";
}

/** `(max-width:640px)` is a media query; `@supports (…)` says what it is. @param {string} condition */
const tidyCondition = (condition) => tidy(condition.trim().startsWith("@") ? condition.trim() : `@media ${condition}`);

/**
 * A text, or `/pattern/flags`.
 * @param {any} find
 * @param {boolean} is_pattern
 */
function readPattern(find, is_pattern) {
  const written = String(find);
  const [, source, flags] = written.match(/^\/(.+)\/([dgimsuvy]*)$/s) ?? [];
  if (source === undefined && !is_pattern) return written;
  try {
    return new RegExp(source ?? written, (flags ?? "").replace("g", ""));
  } catch (error) {
    throw new Error(`\`find\`: ${/** @type {Error} */ (error).message}`, { cause: error });
  }
}

/** @param {Change} change */
function check(change) {
  const {
    find,
    selector,
    media,
    property,
    remove,
    unwrap,
    to,
    to_selector,
    to_media,
    add,
    attribute,
    class_name,
    swap,
    member,
    from,
  } = change;
  if (find !== undefined || add !== undefined) return;
  if (change.in === "css") {
    if (property !== undefined && (to !== undefined || remove || from !== undefined)) return;
    if (selector !== undefined && (remove || to_selector !== undefined)) return;
    if (media !== undefined && (remove || unwrap || to_media !== undefined)) return;
    throw new Error(
      "does not say how to change the rule: give `property` with `to`, or `remove`, or `find` with `replace`",
    );
  }
  if (
    change.in === "html" &&
    selector !== undefined &&
    (remove || swap || attribute !== undefined || class_name !== undefined || to !== undefined)
  )
    return;
  if (change.in === "tables" && member !== undefined && to !== undefined) return;
  throw new Error(
    `does not say what to change in ${change.in}: give \`find\` with \`replace\`${change.in === "html" ? ", or `selector` with `attribute`, `class_name`, `to`, `remove` or `swap`" : ""}`,
  );
}
