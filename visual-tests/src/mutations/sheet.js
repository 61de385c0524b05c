/**
 * Reads a compiled sheet as rules with their positions in its text, so that a change is a splice and everything else
 * stays as it is, byte by byte.
 *
 * A sheet for light DOM is read as its source: its selectors without the scope that `light.rs` added.
 */

import { parse } from "css-tree";

/**
 * @typedef {object} Declaration
 * @property {string} property
 * @property {string} value Tidied, without `!important`.
 * @property {boolean} important
 * @property {number} start
 * @property {number} end
 */

/**
 * @typedef {object} At A rule around rules: `@media (max-width:640px)`.
 * @property {string} name
 * @property {string} prelude Tidied.
 * @property {number} start
 * @property {number} end
 * @property {{ start: number, end: number } | undefined} of_prelude
 * @property {{ start: number, end: number }} of_body Between its braces.
 */

/**
 * @typedef {object} Rule
 * @property {At[]} at The outermost first.
 * @property {string} selector Tidied, without the scope of a sheet for light DOM.
 * @property {string[]} selectors Each of a list.
 * @property {Declaration[]} declarations
 * @property {number} start
 * @property {number} end
 * @property {{ start: number, end: number }} of_selector
 * @property {number} body_end Position of its closing brace.
 */

const sheets = /** @type {Map<string, Rule[]>} */ (new Map());

/**
 * Reads a sheet; the result is cached, because hundreds of changes use the same sheets.
 * @param {string} css
 */
export function readSheet(css) {
  let rules = sheets.get(css);
  if (!rules) {
    rules = rulesIn(css);
    sheets.set(css, rules);
  }
  return rules;
}

/**
 * Finds the name of a rule in a sheet.
 * @param {Pick<Rule, "at" | "selector">} rule
 */
export const keyOf = ({ at, selector }) =>
  [...at.map(({ name, prelude }) => `@${name} ${prelude}`), selector].join(" | ");

/**
 * Writes a selector, a condition or a value as the compiler does: no space that means nothing.
 * @param {string} css
 */
export function tidy(css) {
  return css
    .replace(/\s+/g, " ")
    .replace(/\s*([,>{};])\s*/g, "$1")
    .replace(/([:(])\s+/g, "$1")
    .replace(/\s+\)/g, ")")
    .replace(/;\s*}/g, "}")
    .trim();
}

/** What `light.rs` puts before every selector: the form's host, with more weight than a page's sheets have. */
const SCOPE = /^dormouse-form\[data-form-id="[^"]*"\](?::not\(#\\#\))+/;

/** @param {string} selector */
function unscoped(selector) {
  const scope = selector.match(SCOPE)?.[0];
  if (!scope) return selector;
  const rest = selector.slice(scope.length);
  if (rest.startsWith(" ")) return rest.slice(1);
  return rest === "" || rest.startsWith("::") ? `:host${rest}` : `:host(${rest})`;
}

/** @param {string} css */
function rulesIn(css) {
  const rules = /** @type {Rule[]} */ ([]);
  const tree = parse(css, {
    positions: true,
    parseValue: false,
    parseCustomProperty: false,
    parseRulePrelude: false,
    parseAtrulePrelude: false,
  });
  collect(tree, []);
  return rules;

  /** @param {any} node @param {At[]} at */
  function collect(node, at) {
    for (const child of node.children) {
      if (child.type === "Atrule" && child.block) {
        const { prelude, block, name } = child;
        const inner = {
          name: name.toLowerCase(),
          prelude: tidy(prelude?.value ?? ""),
          ...spanOf(child),
          of_prelude: prelude && spanOf(prelude),
          of_body: { start: spanOf(block).start + 1, end: spanOf(block).end - 1 },
        };
        const hasDeclarations = block.children.some((/** @type {any} */ inside) => inside.type === "Declaration");
        if (hasDeclarations) add(child, at, `@${inner.name}`, prelude ?? block);
        else collect(block, [...at, inner]);
      } else if (child.type === "Rule") add(child, at, child.prelude.value, child.prelude);
    }
  }

  /** @param {any} node @param {At[]} at @param {string} prelude @param {any} placed */
  function add(node, at, prelude, placed) {
    const selectors = splitList(prelude).map((selector) => tidy(unscoped(selector.trim())));
    rules.push({
      at,
      selector: selectors.join(","),
      selectors,
      declarations: [...node.block.children].flatMap((child) =>
        child.type === "Declaration" ? [declarationOf(child)] : [],
      ),
      ...spanOf(node),
      of_selector: spanOf(placed),
      body_end: spanOf(node.block).end - 1,
    });
  }
}

/** @param {any} node */
function declarationOf({ property, value, important, loc }) {
  return {
    property,
    value: tidy(value.value ?? ""),
    important: Boolean(important),
    start: loc.start.offset,
    end: loc.end.offset,
  };
}

/** @param {any} node */
const spanOf = ({ loc }) => ({ start: loc.start.offset, end: loc.end.offset });

/**
 * Splits a list at its commas, and not at those within brackets or strings.
 * @param {string} list
 * @param {string} [separator]
 */
export function splitList(list, separator = ",") {
  const parts = [""];
  let depth = 0;
  let quote = "";
  for (const character of list) {
    if (quote) quote = character === quote ? "" : quote;
    else if (character === '"' || character === "'") quote = character;
    else if ("([".includes(character)) depth += 1;
    else if (")]".includes(character)) depth -= 1;
    if (character === separator && !depth && !quote) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts;
}

/**
 * Puts texts in place of others.
 * @param {string} text
 * @param {{ start: number, end: number, text: string }[]} splices That do not overlap.
 */
export function splice(text, splices) {
  let out = "";
  let at = 0;
  for (const { start, end, text: put } of [...splices].sort((a, b) => a.start - b.start)) {
    out += text.slice(at, start) + put;
    at = end;
  }
  return out + text.slice(at);
}
