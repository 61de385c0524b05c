/** Declarations and rules in another order, if the order does not matter. */

import { parse } from "css-tree";
import { splice } from "../sheet.js";
import { bundlesChanged } from "./everywhere.js";

/** Properties that affect the same thing: a shorthand and its parts, and logical equivalents. */
const ROOTS = /** @type {[RegExp, string][]} */ ([
  [/^--/, ""],
  [/^(?:line-height|font)/, "font"],
  [/^(?:inset|top$|right$|bottom$|left$)/, "inset"],
  [/^(?:row-|column-)?gap$/, "gap"],
  [/^(?:place|align|justify)-/, "align"],
  [/^(?:min-|max-)?(?:width|height|inline-size|block-size)$/, "size"],
  [/^(?:grid|flex|order$)/, "flex"],
  [/^(?:text-decoration|text-underline)/, "decoration"],
]);

/** @param {string} property */
function rootOf(property) {
  const [, root] = ROOTS.find(([pattern]) => pattern.test(property)) ?? [];
  if (root === "") return property;
  return root ?? property.replace(/^-(webkit|moz)-/, "").split("-")[0];
}

/** @param {any} node @returns {{ start: number, end: number }} */
const spanOf = ({ loc }) => ({ start: loc.start.offset, end: loc.end.offset });

/** @param {string} css */
const treeOf = (css) =>
  parse(css, {
    positions: true,
    parseValue: false,
    parseCustomProperty: false,
    parseRulePrelude: false,
    parseAtrulePrelude: false,
  });

/**
 * What a node affects; `all` affects everything.
 * @param {any} node
 * @returns {Set<string>}
 */
function rootsIn(node) {
  if (node.type === "Declaration") return new Set([rootOf(node.property)]);
  return new Set(childrenOf(node).flatMap((child) => [...rootsIn(child)]));
}

/** @param {any} node @returns {any[]} */
const childrenOf = (node) =>
  [...((node.block ?? node).children ?? [])].filter(({ type }) => type !== "Comment" && type !== "Raw");

/** @param {Set<string>} some @param {Set<string>} others */
const areIndependent = (some, others) =>
  !some.has("all") && !others.has("all") && [...some].every((root) => !others.has(root));

/**
 * Swaps neighbors, pair by pair, if they affect different things.
 * @param {string} css
 * @param {(node: any) => boolean} isWanted
 */
function neighborsReversed(css, isWanted) {
  const splices = /** @type {{ start: number, end: number, text: string }[]} */ ([]);
  turn(treeOf(css));
  return splice(css, splices);

  /** @param {any} parent */
  function turn(parent) {
    const children = childrenOf(parent);
    for (let i = 0; i < children.length; i++) {
      const [one, other] = [children[i], children[i + 1]];
      if (other && isWanted(one) && isWanted(other) && areIndependent(rootsIn(one), rootsIn(other))) {
        const [first, second] = [spanOf(one), spanOf(other)];
        splices.push(
          { ...first, text: css.slice(second.start, second.end) },
          { ...second, text: css.slice(first.start, first.end) },
        );
        i += 1;
      } else if (one.block) turn(one);
    }
  }
}

/** @type {import("./everywhere.js").Harmless} */
export const DECLARATIONS = {
  name: "declarations in another order",
  change: (build, cases) => ({
    build: bundlesChanged(build, { css: (css) => neighborsReversed(css, ({ type }) => type === "Declaration") }),
    cases,
  }),
};

/** @type {import("./everywhere.js").Harmless} */
export const RULES = {
  name: "independent rules in another order",
  change: (build, cases) => ({
    build: bundlesChanged(build, {
      css: (css) => neighborsReversed(css, ({ type }) => type === "Rule" || type === "Atrule"),
    }),
    cases,
  }),
};
