/**
 * The marker of each visible line of a page, and its distance from the words. Read from the layout, because the HTML
 * does not contain markers.
 */

/**
 * @typedef {{ words: string, marker: string, gap: number | null }} Line `gap`: px between the marker and its words, less
 * than nothing where they overlap, and none without either.
 * @typedef {{ x: number, y: number, width: number, height: number }} Box
 */

/** A marker in a form, and in the editor. */
const MARKERS = ["::marker", "::before"];

/**
 * The visible lines of elements, in order, by element.
 * @param {import("puppeteer-core").Page} page
 * @param {string} attribute Of the elements, each with a unique value.
 * @returns {Promise<Map<string, Line[]>>}
 */
export async function linesIn(page, attribute) {
  const cdp = await page.createCDPSession();
  const { documents, strings } = await cdp.send("DOMSnapshot.captureSnapshot", { computedStyles: [] });
  await cdp.detach();
  const [{ nodes, layout, textBoxes }] = documents;
  const parents = /** @type {number[]} */ (nodes.parentIndex);
  const name = (/** @type {number} */ node) => strings[/** @type {number[]} */ (nodes.nodeName)[node]];
  const closest = (/** @type {number} */ node, /** @type {(node: number) => boolean} */ is) => {
    while (node >= 0 && !is(node)) node = parents[node];
    return node;
  };
  const place = (/** @type {number} */ node) => {
    const attributes = /** @type {number[][]} */ (nodes.attributes)[node] ?? [];
    const at = attributes.findIndex((index, position) => position % 2 === 0 && strings[index] === attribute);
    return at < 0 ? undefined : strings[attributes[at + 1]];
  };
  /** The first line of a text, which its marker must be beside. */
  const firstBoxes = new Map();
  textBoxes.layoutIndex.forEach((index, at) => {
    if (!firstBoxes.has(index)) firstBoxes.set(index, box(textBoxes.bounds[at]));
  });

  const found = /** @type {Map<string, (Line & { item: number, box?: Box })[]>} */ (new Map());
  layout.nodeIndex.forEach((node, index) => {
    const text = strings[layout.text[index]]?.trim();
    if (!text) return;
    const of = closest(node, (other) => place(other) !== undefined);
    if (of < 0) return;
    const key = /** @type {string} */ (place(of));
    if (!found.has(key)) found.set(key, []);
    const lines = /** @type {(Line & { item: number, box?: Box })[]} */ (found.get(key));
    const item = closest(node, (other) => name(other) === "LI");
    const last = lines.at(-1);
    if (MARKERS.includes(name(node))) {
      if (item < 0) return;
      const own = box(layout.bounds[index]);
      if (last && last.item === item && last.box && !last.words) {
        last.marker += text;
        last.box = around(last.box, own);
      } else lines.push({ words: "", marker: text, gap: null, item, box: own });
      return;
    }
    // Lines of code are one text in a form.
    const [words, ...more] = text.split("\n").map((line) => line.trim().split(" ")[0]);
    if (last && last.item === item && last.box && !last.words) {
      last.words = words;
      last.gap = gap(last.box, firstBoxes.get(index));
    } else lines.push({ words, marker: "", gap: null, item });
    lines.push(...more.map((words) => ({ words, marker: "", gap: null, item })));
  });
  return new Map(
    [...found].map(([key, lines]) => [key, lines.map(({ words, marker, gap }) => ({ words, marker, gap }))]),
  );
}

/** @param {number[]} bounds @returns {Box} */
const box = ([x, y, width, height]) => ({ x, y, width, height });

/** @param {Box} a @param {Box} b @returns {Box} */
function around(a, b) {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

/** How far two boxes are apart on one line; without end where they are on two. @param {Box} a @param {Box} b */
function gap(a, b) {
  const isOnOneLine = a.y < b.y + b.height && b.y < a.y + a.height;
  return isOnOneLine ? Math.max(a.x - (b.x + b.width), b.x - (a.x + a.width)) : Infinity;
}
