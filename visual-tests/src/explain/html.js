/** Differences between two pieces of HTML: elements, attributes, texts. */

import { parseFragment } from "parse5";

/** The maximum length of a shown text. */
const MAX_TEXT = 80;

/**
 * @typedef {object} Node An element, as small as comparing and matching want it.
 * @property {string} tag
 * @property {Record<string, string>} attributes
 * @property {Node | undefined} parent
 * @property {Node[]} children
 * @property {string} text Its own, without that of its children.
 */

/**
 * @typedef {object} HtmlChange
 * @property {Node} node The element, or its parent.
 * @property {string} what `text`, an attribute's name, or `element`.
 * @property {string} from Empty = was not there.
 * @property {string} to
 */

/** Parsed HTML; the same HTML is needed again and again. */
const parsed = /** @type {Map<string, Node>} */ (new Map());
const MOST = 2_000;

/**
 * @param {string} html
 * @returns {Node} What holds it.
 */
export function treeOf(html) {
  const known = parsed.get(html);
  if (known) return known;
  /** @param {any} node @param {Node} parent */
  const read = (node, parent) => {
    if (node.nodeName === "#text") parent.text += node.value;
    if (!node.tagName) return;
    const one = /** @type {Node} */ ({
      tag: node.tagName,
      attributes: Object.fromEntries(node.attrs.map((/** @type {any} */ { name, value }) => [name, value])),
      parent,
      children: [],
      text: "",
    });
    parent.children.push(one);
    for (const child of node.childNodes) read(child, one);
  };
  const root = /** @type {Node} */ ({ tag: "", attributes: {}, parent: undefined, children: [], text: "" });
  for (const node of parseFragment(html).childNodes) read(node, root);
  if (parsed.size > MOST) parsed.clear();
  parsed.set(html, root);
  return root;
}

/**
 * @param {string} from
 * @param {string} to
 * @returns {HtmlChange[]}
 */
export function htmlChanges(from, to) {
  const changes = /** @type {HtmlChange[]} */ ([]);
  if (from !== to) compare(treeOf(from), treeOf(to), changes);
  return changes;
}

/** @param {Node} was @param {Node} is @param {HtmlChange[]} changes */
function compare(was, is, changes) {
  for (const name of new Set([...Object.keys(was.attributes), ...Object.keys(is.attributes)])) {
    const [from, to] = [was.attributes[name], is.attributes[name]];
    if (from !== to) changes.push({ node: is, what: name, from: shown(name, from), to: shown(name, to) });
  }
  if (was.text !== is.text) changes.push({ node: is, what: "text", from: cut(was.text), to: cut(is.text) });
  const pairs = aligned(was.children, is.children);
  for (const [one, other] of pairs) {
    if (one && other) compare(one, other, changes);
    else if (one) changes.push({ node: one, what: "element", from: tagOf(one), to: "" });
    else if (other) changes.push({ node: other, what: "element", from: "", to: tagOf(other) });
  }
}

/**
 * Pairs up children that are the same element: the longest common subsequence of their kinds.
 * @param {Node[]} was
 * @param {Node[]} is
 * @returns {[Node | undefined, Node | undefined][]}
 */
function aligned(was, is) {
  const kinds = (/** @type {Node} */ { tag, attributes }) => `${tag} ${attributes.part ?? attributes.id ?? ""}`;
  const same = (/** @type {number} */ i, /** @type {number} */ j) => kinds(was[i]) === kinds(is[j]);
  const lengths = Array.from({ length: was.length + 1 }, () => new Uint16Array(is.length + 1));
  for (let i = was.length - 1; i >= 0; i--) {
    for (let j = is.length - 1; j >= 0; j--)
      lengths[i][j] = same(i, j) ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
  }
  const pairs = /** @type {[Node | undefined, Node | undefined][]} */ ([]);
  let [i, j] = [0, 0];
  while (i < was.length || j < is.length) {
    if (i < was.length && j < is.length && same(i, j)) pairs.push([was[i++], is[j++]]);
    else if (j >= is.length || (i < was.length && lengths[i + 1][j] >= lengths[i][j + 1]))
      pairs.push([was[i++], undefined]);
    else pairs.push([undefined, is[j++]]);
  }
  return pairs;
}

/** @param {Node} node */
const tagOf = ({ tag, attributes }) => `<${tag}${attributes.part ? ` part="${attributes.part}"` : ""}>`;

/** @param {string} name @param {string | undefined} value */
const shown = (name, value) => (value === undefined ? "" : value === "" ? name : cut(value));

/** @param {string} text */
const cut = (text) => (text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text);
