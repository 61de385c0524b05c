/** Changes a compiled sheet, for shadow root or light DOM alike. */

import { readSheet, splice, tidy } from "../sheet.js";
import { replaceIn } from "./text.js";

/** @typedef {import("../sheet.js").Rule} Rule */
/** @typedef {{ start: number, end: number, text: string }} Splice */

/**
 * @param {string} css
 * @param {import("../change.js").Change & { inserts?: boolean }} change `inserts`: a declaration that is not there is added.
 * @returns {string | undefined} Undefined = the change does not apply to it.
 */
export function changeSheet(css, change) {
  if (change.find !== undefined) return replaceIn(css, change);
  if (change.add !== undefined && change.selector === undefined) return css + change.add;
  const isCondition =
    change.to_media !== undefined || change.unwrap || (change.selector === undefined && change.property === undefined);
  const splices = isCondition ? conditionSplices(css, change) : ruleSplices(css, change);
  return splices && splice(css, splices);
}

/**
 * The rules that a change applies to: those under its condition; without a condition, the unconditional rules, and if
 * there are none, those under any condition.
 * @param {string} css
 * @param {import("../change.js").Change} change
 */
function rulesOf(css, { selector, media, property, from }) {
  const rules = readSheet(css).filter((rule) => {
    if (rule.at.some(({ name }) => name.endsWith("keyframes")) && !media) return false;
    return selector === undefined || rule.selector === selector || rule.selectors.includes(selector);
  });
  const exact = rules.filter((rule) => selector === undefined || rule.selector === selector);
  const wanted = media
    ? rules.filter((rule) => media.every((condition) => rule.at.some((at) => isCondition(at, condition))))
    : ([exact.filter(({ at }) => !at.length), rules.filter(({ at }) => !at.length), rules].find((some) =>
        some.some(has),
      ) ?? []);
  return wanted.filter(has);

  /** @param {Rule} rule */
  function has({ declarations }) {
    if (property === undefined || from === undefined) return true;
    return declarations.some(
      (declaration) => declaration.property === property && tidy(declaration.value).includes(tidy(String(from))),
    );
  }
}

/** @param {import("../sheet.js").At} at @param {string} condition */
const isCondition = ({ name, prelude }, condition) => `@${name} ${prelude}` === condition;

/**
 * @param {string} css
 * @param {import("../change.js").Change & { inserts?: boolean }} change
 * @returns {Splice[] | undefined}
 */
function ruleSplices(css, change) {
  const rules = rulesOf(css, change);
  if (!rules.length) return undefined;
  if (change.to_selector !== undefined) return selectorSplices(css, rules, change);
  if (change.add !== undefined)
    return rules.slice(-1).map(({ end }) => ({ start: end, end, text: /** @type {string} */ (change.add) }));
  if (change.property === undefined) return rules.map(({ start, end }) => ({ start, end, text: "" }));
  const splices = rules.flatMap((rule) => declarationSplices(rule, change));
  if (splices.length) return splices;
  // A declaration that none of the rules has is added to the last of them, where it wins.
  if (!change.inserts || change.from !== undefined || change.remove || change.to == null) return undefined;
  const { body_end, declarations } = rules[rules.length - 1];
  return [{ start: body_end, end: body_end, text: `${declarations.length ? ";" : ""}${change.property}:${change.to}` }];
}

/** @param {Rule} rule @param {import("../change.js").Change} change */
function declarationSplices({ declarations, body_end }, { property, from, to, remove }) {
  return declarations.flatMap((declaration, i) => {
    if (declaration.property !== property) return [];
    const { value, important, start, end } = declaration;
    const old = from === undefined ? undefined : tidy(String(from)).replace(/\s*!important$/, "");
    if (old !== undefined && !value.includes(old)) return [];
    // With the semicolon after it.
    if (remove || to == null) return [{ start, end: declarations[i + 1]?.start ?? body_end, text: "" }];
    const put = String(to).replace(/\s*!important$/, "");
    const next = old === undefined || old === value ? put : value.replace(old, () => put);
    const stays = important || /!important$/.test(String(to));
    return [{ start, end, text: `${property}:${next}${stays ? "!important" : ""}` }];
  });
}

/** @param {string} css @param {Rule[]} rules @param {import("../change.js").Change} change */
function selectorSplices(css, rules, { selector = "", to_selector = "" }) {
  return rules.flatMap(({ of_selector: { start, end } }) => {
    const text = css.slice(start, end);
    const written = tidy(text);
    // The scope of light DOM before it stays.
    return written.includes(selector) ? [{ start, end, text: written.replace(selector, () => to_selector) }] : [];
  });
}

/**
 * Changes conditions: all equal ones, or those around a selector's rules.
 * @param {string} css
 * @param {import("../change.js").Change} change
 */
function conditionSplices(css, { media = [], selector, to_media, unwrap }) {
  const rules = readSheet(css).filter(
    (rule) => selector === undefined || rule.selector === selector || rule.selectors.includes(selector),
  );
  const found = new Map(
    rules.flatMap(({ at }) =>
      at.flatMap((one) => (media.every((condition) => isCondition(one, condition)) ? [[one.start, one]] : [])),
    ),
  );
  if (!found.size) return undefined;
  return [...found.values()].flatMap(({ start, end, of_prelude, of_body, name }) => {
    if (to_media !== undefined) {
      const [, to_name, prelude] = to_media.match(/^@([\w-]+)\s*(.*)$/s) ?? [];
      return [{ start, end: of_prelude?.end ?? of_body.start - 1, text: `@${to_name ?? name} ${prelude ?? ""}` }];
    }
    if (!unwrap) return [{ start, end, text: "" }];
    return [
      { start, end: of_body.start, text: "" },
      { start: of_body.end, end, text: "" },
    ];
  });
}
