/** Which component an element or a selector belongs to, in the words of docs/STYLES.md: no browser is needed for that. */

import { generate, parse } from "css-tree";
import { treeOf } from "./html.js";

/** @typedef {import("./html.js").Node} Node */

/** Elements within a text that merchants know by name. */
const IN_TEXT = /** @type {Record<string, string>} */ ({
  h1: "heading",
  h2: "heading",
  h3: "heading",
  a: "link",
  ul: "list",
  ol: "list",
  li: "list",
});

/** Pseudo-elements that are separate components. */
const PSEUDO = /** @type {Record<string, string>} */ ({
  backdrop: "overlay",
  placeholder: "input",
  "-webkit-search-cancel-button": "input",
});

/** The name for a whole form. */
const FORM = "form";

/**
 * @param {Node} node
 * @param {string} [otherwise] Where no element around it is named.
 */
export function componentOf(node, otherwise = FORM) {
  for (let one = /** @type {Node | undefined} */ (node); one; one = one.parent) {
    if (!one.parent) break;
    const name = one.attributes.part?.split(" ")[0];
    if (!name && IN_TEXT[one.tag]) return IN_TEXT[one.tag];
    if (!name && one.attributes.class?.split(" ").includes("m")) return "message";
    if (name) return name;
  }
  return otherwise;
}

/**
 * The components that a selector matches in a form's HTML.
 * @param {string} selector
 * @param {string} html
 * @param {string} [otherwise]
 * @returns {string[]} In the order of the form.
 */
export function componentsOf(selector, html, otherwise = FORM) {
  if (selector.startsWith("@")) return [selector.startsWith("@font-face") ? "fonts" : otherwise];
  const found = /** @type {Set<string>} */ (new Set());
  const nodes = everyNode(treeOf(html));
  for (const compounds of compoundsOf(selector)) {
    const subject = compounds.at(-1);
    if (!subject) continue;
    const own = subject.parts.find(({ type, name }) => type === "PseudoElementSelector" && PSEUDO[name]);
    if (own) found.add(PSEUDO[own.name]);
    else if (isAny(subject)) found.add(otherwise);
    else {
      // Visitors' actions add attributes to elements that the HTML does not have yet, and remove others.
      const ways = [
        { strict: true, around: true },
        { strict: false, around: true },
        { strict: false, around: false },
      ];
      for (const { strict, around } of ways) {
        const matching = nodes.filter((node) => matches(node, around ? compounds : [subject], strict));
        for (const node of matching) found.add(componentOf(node, otherwise));
        if (matching.length) break;
      }
    }
  }
  return found.size ? [...found] : [otherwise];
}

/** @typedef {{ combinator: string, parts: any[] }} Compound With the combinator before it. */

/** Parsed results. */
const read = /** @type {Map<string, Compound[][]>} */ (new Map());

/** @param {string} selector @returns {Compound[][]} A list for each of the selectors. */
function compoundsOf(selector) {
  const known = read.get(selector);
  if (known) return known;
  const lists = /** @type {Compound[][]} */ ([]);
  /** @type {any} */
  let tree;
  try {
    tree = parse(selector, { context: "selectorList" });
  } catch {
    return [];
  }
  for (const one of tree.children) {
    const compounds = [{ combinator: " ", parts: /** @type {any[]} */ ([]) }];
    for (const part of one.children ?? []) {
      if (part.type === "Combinator") compounds.push({ combinator: part.name, parts: [] });
      else compounds.at(-1)?.parts.push(part);
    }
    lists.push(compounds);
  }
  read.set(selector, lists);
  return lists;
}

/** Whether nothing in a compound says which element. @param {Compound} compound */
function isAny({ parts }) {
  return parts.every(
    ({ type, name }) =>
      (type === "TypeSelector" && name === "*") ||
      type === "PseudoElementSelector" ||
      (type === "PseudoClassSelector" && name !== "is" && name !== "where"),
  );
}

/** @param {Node} node @param {Compound[]} compounds @param {boolean} strict @returns {boolean} */
function matches(node, compounds, strict) {
  const last = /** @type {Compound} */ (compounds.at(-1));
  if (!last.parts.every((part) => matchesOne(node, part, strict))) return false;
  const rest = compounds.slice(0, -1);
  if (!rest.length) return true;
  const before = /** @type {Compound} */ (rest.at(-1));
  // The host contains everything.
  if (before.parts.some(({ type, name }) => type === "PseudoClassSelector" && name.startsWith("host"))) return true;
  const siblings = node.parent?.children ?? [];
  const index = siblings.indexOf(node);
  if (last.combinator === ">")
    return Boolean(node.parent?.parent) && matches(/** @type {Node} */ (node.parent), rest, strict);
  if (last.combinator === "+") return index > 0 && matches(siblings[index - 1], rest, strict);
  if (last.combinator === "~") return siblings.slice(0, Math.max(index, 0)).some((one) => matches(one, rest, strict));
  for (let one = node.parent; one?.parent; one = one.parent) if (matches(one, rest, strict)) return true;
  return false;
}

/** @param {Node} node @param {any} part @param {boolean} strict @returns {boolean} */
function matchesOne(node, part, strict) {
  const { type, name } = part;
  if (type === "TypeSelector") return name === "*" || name === node.tag;
  if (type === "ClassSelector") return (node.attributes.class ?? "").split(/\s+/).includes(name);
  if (type === "IdSelector") return node.attributes.id === name;
  if (type === "AttributeSelector") {
    if (!strict) return true;
    const value = node.attributes[part.name.name];
    return value !== undefined && (part.matcher !== "=" || value === (part.value.value ?? part.value.name));
  }
  if (type === "PseudoElementSelector" && name === "part")
    return (node.attributes.part ?? "").split(" ").includes(generate(part.children.first));
  if (type === "PseudoClassSelector" && (name === "is" || name === "where")) {
    return compoundsOf([...part.children].map((one) => generate(one)).join(",")).some((compounds) =>
      matches(node, compounds, strict),
    );
  }
  return true;
}

/** @param {Node} root @returns {Node[]} In reading order. */
function everyNode(root) {
  return root.children.flatMap((child) => [child, ...everyNode(child)]);
}
