/** Compares two descriptions of a page, and separates causes from their effects. */

/** Computed styles that say where an element is, which its box says better. */
const FOLLOWS =
  /^(?:::[\w-]+ )?(?:width|height|inline-size|block-size|perspective-origin|transform-origin|top|right|bottom|left|inset-.*|grid-template-(?:rows|columns))$/;

/** Properties that default to the color of the text. */
const OF_COLOR = /(?:^|-)(?:color|fill|stroke)$|(?:^|\s)(?:text-decoration$|text-emphasis|column-rule|outline|border)/;

/** Attributes that are names by which the compiled texts know each other. */
const NAMES = ["class", "id"];

/** Boxes are the same up to so much, in px. */
const EPSILON = 1 / 128;

/**
 * @typedef {object} ElementChange
 * @property {string} path
 * @property {string} component
 * @property {import("./pixels.js").Box} [box] Where it is now.
 * @property {import("./pixels.js").Box} [was] Where it was.
 * @property {"added" | "removed" | "changed"} what
 * @property {{ x: number, y: number } | undefined} moved In px.
 * @property {{ width: number, height: number } | undefined} resized By so many px.
 * @property {StyleChange[]} styles Computed styles, without those that follow.
 * @property {string[]} follows Names of computed styles that follow from size, color or the element around it.
 * @property {[string, string] | undefined} text
 * @property {{ name: string, from: string, to: string }[]} attributes
 * @property {[string, string] | undefined} accessibility
 * @property {[string, string] | undefined} fonts
 * @property {number[]} matches Indices of the selectors that match it.
 */

/** @typedef {{ property: string, from: string, to: string }} StyleChange */

/** @typedef {import("./describe.js").Described} Described */

/**
 * @param {import("./describe.js").Description} was
 * @param {import("./describe.js").Description} is
 * @returns {ElementChange[]} In reading order.
 */
export function compare(was, is) {
  const before = new Map(was.elements.map((element) => [element.path, element]));
  const after = new Set(is.elements.map(({ path }) => path));
  const changes = /** @type {ElementChange[]} */ ([]);
  const seen = /** @type {Map<number, StyleChange[]>} */ (new Map());
  const moves = /** @type {Map<number, string>} */ (new Map());
  is.elements.forEach((element, i) => {
    const old = before.get(element.path);
    if (!old) {
      changes.push({ ...bare(element), what: "added", box: element.box });
      return;
    }
    const all = styleChanges(old, element);
    seen.set(i, all);
    const change = changeOf(old, element, all, seen.get(element.parent) ?? []);
    if (!change) return;
    moves.set(i, JSON.stringify(change.moved));
    // An element that disappears with its parent adds no information.
    if (!isMove(change) || moves.get(i) !== moves.get(element.parent)) changes.push(change);
  });
  for (const element of was.elements)
    if (!after.has(element.path)) changes.push({ ...bare(element), what: "removed", was: element.box });
  return changes;
}

/** Whether an element has only moved. @param {ElementChange} change */
function isMove({ moved, resized, styles, text, attributes, accessibility, fonts }) {
  return Boolean(moved) && !resized && !styles.length && !text && !attributes.length && !accessibility && !fonts;
}

/** @param {Described} element @returns {ElementChange} */
function bare({ path, component, matches, text }) {
  return {
    path,
    component,
    what: "changed",
    moved: undefined,
    resized: undefined,
    styles: [],
    follows: [],
    text: text ? ["", text] : undefined,
    attributes: [],
    accessibility: undefined,
    fonts: undefined,
    matches,
  };
}

/** @param {Described} was @param {Described} is @param {StyleChange[]} all @param {StyleChange[]} around @returns {ElementChange | undefined} */
function changeOf(was, is, all, around) {
  const inherited = new Set(around.map(({ property, from, to }) => `${property}\n${from}\n${to}`));
  const colors = new Map(
    all.flatMap((change) =>
      /(?:^|\s)color$/.test(change.property) ? [[change.property.replace(/color$/, ""), change]] : [],
    ),
  );
  const follows = /** @type {string[]} */ ([]);
  const styles = all.filter(({ property, from, to }) => {
    const color = colors.get(property.match(/^::[\w-]+ /)?.[0] ?? "");
    const is_cause =
      !FOLLOWS.test(property) &&
      !inherited.has(`${property}\n${from}\n${to}`) &&
      !(color && property !== color.property && OF_COLOR.test(property) && from.replace(color.from, color.to) === to);
    if (!is_cause) follows.push(property);
    return is_cause;
  });
  const moved = { x: rounded(is.box.x - was.box.x), y: rounded(is.box.y - was.box.y) };
  const resized = { width: rounded(is.box.width - was.box.width), height: rounded(is.box.height - was.box.height) };
  const names = new Set([...Object.keys(was.attributes), ...Object.keys(is.attributes)]);
  const attributes = [...names].flatMap((name) => {
    const [from, to] = [was.attributes[name] ?? "", is.attributes[name] ?? ""];
    return from === to || NAMES.includes(name) ? [] : [{ name, from, to }];
  });
  const change = /** @type {ElementChange} */ ({
    path: is.path,
    component: is.component,
    what: "changed",
    box: is.box,
    was: was.box,
    moved: moved.x || moved.y ? moved : undefined,
    resized: resized.width || resized.height ? resized : undefined,
    styles,
    follows,
    text: pair(was.text, is.text),
    attributes,
    accessibility: pair(was.accessibility, is.accessibility),
    fonts: pair(was.fonts.join(", "), is.fonts.join(", ")),
    matches: [...new Set([...was.matches, ...is.matches])],
  });
  const is_any =
    change.moved ||
    change.resized ||
    styles.length ||
    follows.length ||
    change.text ||
    attributes.length ||
    change.accessibility ||
    change.fonts;
  return is_any ? change : undefined;
}

/** @param {Described} was @param {Described} is @returns {StyleChange[]} */
function styleChanges(was, is) {
  if (!was.styles || !is.styles) return [];
  const changes = [];
  for (const property of new Set([...Object.keys(was.styles), ...Object.keys(is.styles)])) {
    const [from, to] = [was.styles[property] ?? "", is.styles[property] ?? ""];
    if (from !== to) changes.push({ property, from, to });
  }
  return withoutTwins(changes);
}

/** Logical properties repeat the physical ones. @param {StyleChange[]} changes */
function withoutTwins(changes) {
  const has = (/** @type {string} */ name, /** @type {string} */ from, /** @type {string} */ to) =>
    changes.some((one) => one.property === name && one.from === from && one.to === to);
  return changes.filter(({ property, from, to }) => {
    const limit = property.match(/^(min|max)-(?:block|inline)-size$/)?.[1];
    if (limit) return !has(`${limit}-height`, from, to) && !has(`${limit}-width`, from, to);
    if (!/-(?:inline|block)-(?:start|end)|-(?:start|end)-(?:start|end)-radius/.test(property)) return true;
    const stem = property.replace(/-(?:inline|block)-(?:start|end)|-(?:start|end)-(?:start|end)-/, "\0");
    const [head, tail] = stem.split("\0");
    return !changes.some(
      (other) =>
        other.property !== property &&
        !/inline|block|start|end/.test(other.property) &&
        other.property.startsWith(head) &&
        other.property.endsWith(tail) &&
        other.from === from &&
        other.to === to,
    );
  });
}

/** @param {string} from @param {string} to @returns {[string, string] | undefined} */
const pair = (from, to) => (from === to ? undefined : [from, to]);

/** @param {number} px */
const rounded = (px) => (Math.abs(px) < EPSILON ? 0 : Math.round(px * 100) / 100);

/**
 * The lines by which two texts differ, with `-` and `+` before them.
 * @param {string[]} was
 * @param {string[]} is
 */
export function lineChanges(was, is) {
  let start = 0;
  while (start < was.length && start < is.length && was[start] === is[start]) start += 1;
  let end = 0;
  while (end < was.length - start && end < is.length - start && was[was.length - 1 - end] === is[is.length - 1 - end])
    end += 1;
  const [a, b] = [was.slice(start, was.length - end), is.slice(start, is.length - end)];
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i][j] = a[i] === b[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
  }
  const lines = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) [i, j] = [i + 1, j + 1];
    else if (j >= b.length || (i < a.length && lengths[i + 1][j] >= lengths[i][j + 1]))
      lines.push(`- ${a[i++].trim()}`);
    else lines.push(`+ ${b[j++].trim()}`);
  }
  return lines;
}
