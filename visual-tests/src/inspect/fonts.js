/**
 * The fonts in which a form's text is really painted. A picture in a fallback font looks right until another machine
 * takes it, and a missing font of the form looks like any change, so this check names the font.
 */

import { FAMILIES } from "../fonts.js";

/** Families of fonts that a form brings: `form-compile/src/font/`. */
const OWN = /^["']?dormouse-(?!.*-fallback)/;

/** Longest piece of a text that is quoted. */
const QUOTE_CHARACTERS = 40;

/**
 * @typedef {object} Painted
 * @property {string} families As computed.
 * @property {string} weight
 * @property {string} part
 * @property {string} text
 */

/**
 * @param {import("../stage.js").Stage} stage
 * @param {import("../cases.js").Case} of Knows the fonts by the names that people gave them.
 * @returns {Promise<string[]>} A line for each font that is missing, or that the form does not name.
 */
export async function fontFaults(stage, of) {
  const cdp = /** @type {import("puppeteer-core").CDPSession} */ (stage.page.cdp);
  await cdp.send("DOM.enable");
  await cdp.send("CSS.enable");
  const { root } = await cdp.send("DOM.getDocument", { depth: -1, pierce: true });
  const painted = /** @type {Painted[]} */ (await stage.page.evaluate(textsInPage));
  const nodes = /** @type {number[][]} */ ([]);
  for (const host of hostsIn(root)) collect(host, nodes);
  if (nodes.length !== painted.length)
    throw new Error(`the protocol sees ${nodes.length} texts, and the page ${painted.length}`);
  const brought = new Set(
    of.forms.flatMap(({ form }) =>
      (form.versions[0].styles?.fonts ?? []).map((/** @type {any} */ { family }) => family),
    ),
  );
  const faults = new Set();
  await Promise.all(
    nodes.map(async (ids, i) => {
      for (const nodeId of ids) {
        const { fonts } = await cdp.send("CSS.getPlatformFontsForNode", { nodeId });
        for (const fault of faultsOf(painted[i], fonts, [...brought].join(" or "))) faults.add(fault);
      }
    }),
  );
  await cdp.send("CSS.disable");
  await cdp.send("DOM.disable");
  return /** @type {string[]} */ ([...faults]);
}

/**
 * @param {Painted} painted
 * @param {{ familyName: string, postScriptName: string, isCustomFont: boolean, glyphCount: number }[]} fonts
 * @param {string} brought Families that the form brings.
 */
function faultsOf({ families, weight, part, text }, fonts, brought) {
  const quoted = JSON.stringify(text.length > QUOTE_CHARACTERS ? `${text.slice(0, QUOTE_CHARACTERS)}…` : text);
  const used = [...new Set(fonts.map(({ familyName }) => familyName))].join(", ");
  const wanted = families
    .split(",")[0]
    .trim()
    .replace(/^["']|["']$/g, "");
  if (
    OWN.test(wanted) &&
    fonts.length &&
    !fonts.some(({ isCustomFont, familyName }) => isCustomFont && !(familyName in FAMILIES))
  ) {
    return [
      `missing font: ${brought || wanted} ${weight}, which the ${part} ${quoted} asks for, is not there; ${used} was used instead`,
    ];
  }
  return fonts
    .filter(({ familyName, isCustomFont }) => !isCustomFont && !(familyName in FAMILIES))
    .map(
      ({ familyName, glyphCount }) =>
        `fallback font: ${glyphCount} glyphs of the ${part} ${quoted} are painted in ${familyName}, which is not a font of the suite`,
    );
}

/** @param {any} node @returns {any[]} */
function hostsIn(node) {
  if (node.localName === "dormouse-form") return [node];
  return (node.children ?? []).flatMap(hostsIn);
}

/**
 * Elements with their own text, in the order of `textsInPage`; an input has its text in a tree of the browser.
 * @param {any} node
 * @param {number[][]} found
 */
function collect(node, found) {
  const own = (/** @type {any} */ node) =>
    (node.children ?? []).some(({ nodeType, nodeValue }) => nodeType === 3 && nodeValue.trim());
  if (node.localName === "input") {
    const inner = /** @type {number[]} */ ([]);
    const walk = (/** @type {any} */ node) => {
      if (own(node)) inner.push(node.nodeId);
      for (const child of [...(node.children ?? []), ...(node.shadowRoots ?? [])]) walk(child);
    };
    walk(node);
    found.push(inner);
    return;
  }
  if (own(node) && node.localName !== "style") found.push([node.nodeId]);
  for (const child of [...(node.shadowRoots ?? []), ...(node.children ?? [])])
    if (child.nodeType !== 3) collect(child, found);
}

/** Runs in the page. */
function textsInPage() {
  const found = /** @type {Painted[]} */ ([]);
  /** @param {Element} element @param {string} text */
  const note = (element, text) => {
    const { fontFamily, fontWeight } = getComputedStyle(element);
    const part = element.closest("[part]")?.getAttribute("part")?.split(" ")[0] ?? element.localName;
    found.push({ families: fontFamily, weight: fontWeight, part, text });
  };
  /** @param {Element | ShadowRoot} node */
  const walk = (node) => {
    if (node instanceof HTMLInputElement) return note(node, node.value || node.placeholder);
    if (node instanceof Element && node.localName !== "style") {
      const text = [...node.childNodes]
        .filter(({ nodeType }) => nodeType === 3)
        .map(({ nodeValue }) => nodeValue?.trim())
        .join(" ")
        .trim();
      if (text) note(node, text);
    }
    if (node instanceof Element && node.shadowRoot) walk(node.shadowRoot);
    for (const child of node.children) walk(child);
  };
  for (const host of document.querySelectorAll("dormouse-form")) walk(host);
  return found;
}
