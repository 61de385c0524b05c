/**
 * Describes a page: every element of a form's root with its box, its computed styles, and its accessibility data.
 * Chromium only; other engines show the same cases.
 */

import { overlaps } from "./pixels.js";

/** The maximum number of elements whose styles are read: those in the regions that differ, and their ancestors. */
const MOST_STYLED = 400;

/** Elements whose fonts are asked for, at most. */
const MOST_FONTS = 40;

/** Room around a region in which an element still counts as standing there, in px of the picture. */
const NEAR = 4;

/**
 * @typedef {object} Described
 * @property {string} path The same in every build whose HTML is alike: `surface/panel/step[1]/field/input`.
 * @property {string} component
 * @property {string} text Its own.
 * @property {Record<string, string>} attributes
 * @property {import("./pixels.js").Box} box In px of the picture.
 * @property {Record<string, string> | undefined} styles Computed; those of pseudo-elements begin with `::before `. Undefined if they were not read.
 * @property {number[]} matches Indices of the selectors that match it.
 * @property {number} parent Index of the element around it; -1 = none.
 * @property {string} accessibility Role, name and states.
 * @property {string[]} fonts That its text was painted with.
 */

/** @typedef {{ elements: Described[], tree: string[] }} Description With the accessibility tree, a line a node. */

/**
 * @param {import("../engines/engine.js").Page} page
 * @param {{ regions: import("./pixels.js").Box[], scale: number, selectors: string[] }} wanted
 * @returns {Promise<Description>}
 */
export async function describe(page, { regions, scale, selectors }) {
  const near = regions.map(({ x, y, width, height }) => ({
    x: x - NEAR,
    y: y - NEAR,
    width: width + 2 * NEAR,
    height: height + 2 * NEAR,
  }));
  const { names, elements: rows } = await page.evaluate(readElements, { near, scale, selectors, most: MOST_STYLED });
  const elements = /** @type {Described[]} */ (
    rows.map((/** @type {any} */ { styles, ...row }) => ({
      ...row,
      styles: styles && unpacked(styles, names),
      accessibility: "",
      fonts: [],
    }))
  );
  const cdp = page.cdp;
  if (!cdp) return { elements, tree: [] };
  const { root } = await cdp.send("DOM.getDocument", { depth: -1, pierce: true });
  const nodes = elementsOf(root);
  const { nodes: ax } = await cdp.send("Accessibility.getFullAXTree", {});
  const byNode = new Map(ax.map((node) => [node.backendDOMNodeId, node]));
  elements.forEach((element, i) => {
    const node = byNode.get(nodes[i]?.backendNodeId);
    if (node && !node.ignored) element.accessibility = lineOf(node);
  });
  const with_text = elements.flatMap(({ text, box, styles }, i) =>
    styles && text && near.some((region) => overlaps(region, box)) ? [i] : [],
  );
  await cdp.send("CSS.enable").catch(() => {});
  for (const i of with_text.slice(0, MOST_FONTS)) {
    if (!nodes[i]) continue;
    const { fonts } = await cdp
      .send("CSS.getPlatformFontsForNode", { nodeId: nodes[i].nodeId })
      .catch(() => ({ fonts: [] }));
    elements[i].fonts = fonts.map(({ familyName, postScriptName }) => postScriptName || familyName).sort();
  }
  await cdp.send("CSS.disable").catch(() => {});
  await cdp.send("DOM.disable").catch(() => {});
  return { elements, tree: treeLines(ax, new Set(nodes.map(({ backendNodeId }) => backendNodeId))) };
}

/** The form's elements in the order in which `readElements` finds them. @param {any} root @returns {any[]} */
function elementsOf(root) {
  const found = /** @type {any[]} */ ([]);
  /** @param {any} node @param {boolean} inside */
  const visit = (node, inside) => {
    const is_host = node.localName === "dormouse-form";
    if (node.nodeType === 1 && (inside || is_host)) found.push(node);
    const shadow = is_host
      ? node.shadowRoots?.find((/** @type {any} */ one) => one.shadowRootType === "open")
      : undefined;
    for (const child of (shadow ?? node).children ?? []) visit(child, inside || is_host);
  };
  visit(root, false);
  return found;
}

/** @param {any} node */
function lineOf({ role, name, description, value, properties = [] }) {
  const states = properties.flatMap((/** @type {any} */ { name, value }) => {
    const { type, value: is } = value;
    if (
      type === "idref" ||
      type === "idrefList" ||
      type === "nodeList" ||
      is === false ||
      is === "false" ||
      is === "" ||
      name === "url"
    )
      return [];
    return is === true || is === "true" ? [name] : [`${name}=${is}`];
  });
  const texts = [
    name?.value && JSON.stringify(name.value),
    description?.value && `description=${JSON.stringify(description.value)}`,
    value?.value !== undefined && value.value !== "" && `value=${JSON.stringify(value.value)}`,
  ];
  return [role?.value, ...texts, ...states].filter(Boolean).join(" ");
}

/**
 * The form's part of the accessibility tree.
 * @param {any[]} nodes
 * @param {Set<number>} own
 */
function treeLines(nodes, own) {
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const lines = /** @type {string[]} */ ([]);
  /** @param {any} node @param {number} depth @param {boolean} inside */
  const visit = (node, depth, inside) => {
    const is_own = inside || own.has(node.backendDOMNodeId);
    // A node's text has separate lines where it was wrapped.
    const is_shown = is_own && !node.ignored && node.role?.value !== "InlineTextBox" && node.role?.value !== "none";
    if (is_shown) lines.push("  ".repeat(depth) + lineOf(node));
    for (const id of node.childIds ?? []) {
      const child = byId.get(id);
      if (child) visit(child, is_shown ? depth + 1 : depth, is_own);
    }
  };
  if (nodes[0]) visit(nodes[0], 0, false);
  return lines;
}

/** @param {string[][]} packed @param {string[]} names */
function unpacked(packed, names) {
  const styles = /** @type {Record<string, string>} */ ({});
  for (const [pseudo, ...values] of packed) {
    values.forEach((value, i) => {
      if (value !== "") styles[`${pseudo}${pseudo && " "}${names[i]}`] = value;
    });
  }
  return styles;
}

/**
 * Runs in the page.
 * @param {{ near: import("./pixels.js").Box[], scale: number, selectors: string[], most: number }} wanted
 */
function readElements({ near, scale, selectors, most }) {
  const names = [...getComputedStyle(document.documentElement)];
  const elements = /** @type {any[]} */ ([]);
  let styled = 0;

  /** @param {Element} element @param {string} pseudo */
  const stylesOf = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo || null);
    return [pseudo, ...names.map((name) => style.getPropertyValue(name))];
  };

  /** @param {Element} element */
  function allStyles(element) {
    const all = [stylesOf(element, "")];
    for (const pseudo of ["::before", "::after"]) {
      const { content, display } = getComputedStyle(element, pseudo);
      if (content !== "none" && content !== "normal" && display !== "none") all.push(stylesOf(element, pseudo));
    }
    if (element.matches("input,textarea")) all.push(stylesOf(element, "::placeholder"));
    if (element.matches("dialog[open],:popover-open")) all.push(stylesOf(element, "::backdrop"));
    return all;
  }

  /** @param {Element} element */
  const partOf = (element) => element.getAttribute("part")?.split(" ")[0] ?? "";

  /** @param {Element} element @param {string} around */
  function componentOf(element, around) {
    const tags = /** @type {Record<string, string>} */ ({
      H1: "heading",
      H2: "heading",
      H3: "heading",
      A: "link",
      UL: "list",
      OL: "list",
      LI: "list",
    });
    return partOf(element) || tags[element.tagName] || (element.classList.contains("m") ? "message" : around);
  }

  /** @param {Element} element @param {string} selector */
  function matches(element, selector) {
    try {
      if (/^:host/.test(selector) && element.localName === "dormouse-form") return true;
      return element.matches(selector);
    } catch {
      return false;
    }
  }

  /** @param {Element} element @param {string} path @param {string} around @param {number} parent */
  function read(element, path, around, parent) {
    const component = componentOf(element, around);
    const { x, y, width, height } = element.getBoundingClientRect();
    const box = { x: x * scale, y: y * scale, width: width * scale, height: height * scale };
    const is_near = near.some(
      (one) =>
        one.x < box.x + box.width &&
        box.x < one.x + one.width &&
        one.y < box.y + box.height &&
        box.y < one.y + one.height,
    );
    // An ancestor may be the reason even if it has no box itself.
    const is_host = element.localName === "dormouse-form" || partOf(element) === "surface";
    const wanted = (is_near || is_host) && styled < most;
    if (wanted) styled += 1;
    const text = [...element.childNodes]
      .flatMap((node) => (node.nodeType === 3 ? [/** @type {Text} */ (node).data] : []))
      .join("")
      .trim();
    const index = elements.length;
    const value =
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? { "(value)": element.value } : {};
    elements.push({
      path,
      component,
      text,
      attributes: { ...Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])), ...value },
      box,
      styles: wanted ? allStyles(element) : undefined,
      matches: selectors.flatMap((selector, i) => (matches(element, selector) ? [i] : [])),
      parent,
    });
    const children =
      element.localName === "dormouse-form" && element.shadowRoot ? element.shadowRoot.children : element.children;
    const counts = /** @type {Record<string, number>} */ ({});
    const totals = /** @type {Record<string, number>} */ ({});
    const nameOf = (/** @type {Element} */ child) => partOf(child) || child.localName;
    for (const child of children) totals[nameOf(child)] = (totals[nameOf(child)] ?? 0) + 1;
    for (const child of children) {
      const name = nameOf(child);
      counts[name] = (counts[name] ?? 0) + 1;
      read(child, `${path}/${totals[name] > 1 ? `${name}[${counts[name]}]` : name}`, component, index);
    }
  }

  const hosts = [...document.querySelectorAll("dormouse-form")];
  hosts.forEach((host, i) => read(host, hosts.length > 1 ? `form[${i + 1}]` : "form", "form", -1));
  return { names, elements };
}
