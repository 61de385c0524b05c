/**
 * Random Deltas, the same ones for the same seed.
 *
 * They avoid what Quill renders by accident of its edit history (`withoutQuirks`; a falsy format of a line, an invalid
 * header level), or unsafely (in semantic HTML: a video's address and a code's language, unescaped).
 */

import * as values from "./delta-values.js";
import { drawer } from "./draw.js";

/**
 * @typedef {{ insert?: any, retain?: any, delete?: any, attributes?: Record<string, any> }} Op
 * @typedef {{ profile: "default" | "style" | "class", delta: { ops: (Op | null)[] } }} Case
 */

const INLINE = ["bold", "italic", "underline", "strike", "code"];
const LISTS = ["ordered", "bullet", "checked", "unchecked"];

/**
 * @param {number} seed
 * @param {number} count
 * @returns {Case[]}
 */
export function randomDeltas(seed, count) {
  const draw = drawer(seed);
  return Array.from({ length: count }, () => {
    const profile = draw.of(/** @type {Case["profile"][]} */ (["default", "default", "default", "style", "class"]));
    const lines = draw.upTo(draw.chance(0.1) ? 30 : 6);
    const ops = /** @type {Op[]} */ ([]);
    // A few attributes for the whole Delta, so that neighbors have them in common and merge.
    const palette = Array.from({ length: 4 }, () => inlineAttributes(draw, profile));
    for (let line = 0; line < lines; line++) {
      for (let runs = draw.upTo(5); runs > 0; runs--) ops.push(piece(draw, palette));
      if (line < lines - 1 || draw.chance(0.9))
        ops.push(op("\n".repeat(draw.chance(0.1) ? 2 : 1), lineAttributes(draw)));
    }
    return { profile, delta: { ops: withoutQuirks(ops, profile) } };
  });
}

/** @typedef {ReturnType<typeof drawer>} Drawer */

/**
 * @param {any} insert
 * @param {Record<string, any>} attributes
 * @returns {Op}
 */
const op = (insert, attributes) => (Object.keys(attributes).length > 0 ? { insert, attributes } : { insert });

/**
 * Something in a line.
 * @param {Drawer} draw
 * @param {Record<string, any>[]} palette
 * @returns {Op}
 */
function piece(draw, palette) {
  if (draw.chance(0.005)) return draw.of([{ insert: { mention: { id: 1 } } }, { insert: { formula: "x" } }, null]);
  if (draw.chance(0.02))
    return draw.of([{ retain: 1 }, { delete: 2 }, { insert: "" }, { insert: 5 }, { insert: true }, { insert: {} }, {}]);
  const attributes = draw.chance(0.4) ? {} : { ...draw.of(palette) };
  if (draw.chance(0.1)) {
    if (draw.chance(0.5)) attributes.alt = draw.of(['A "b" <c> & d', "Shop", "", "\u00a0"]);
    if (draw.chance(0.5)) attributes.width = draw.of(["100", 100, "50%", 0, '1" onload="x']);
    if (draw.chance(0.2)) attributes.height = draw.of(["20", 20, null]);
    return op({ image: draw.of(values.IMAGES) }, attributes);
  }
  if (draw.chance(0.03)) {
    if (draw.chance(0.5)) attributes.align = draw.of(values.ALIGNS);
    if (draw.chance(0.3)) attributes.width = draw.of(["100", 100, 0]);
    if (draw.chance(0.2)) attributes.height = draw.of(["20", 20, null]);
    return op({ video: draw.of(values.VIDEOS) }, attributes);
  }
  // On text, a format of lines does nothing.
  if (draw.chance(0.03)) Object.assign(attributes, draw.of([{ align: "center" }, { header: 1 }, { list: "bullet" }]));
  const text = draw.chance(0.05)
    ? draw.of(values.TEXTS_OF_LINES)
    : Array.from({ length: draw.upTo(3) }, () => draw.of(values.TEXTS)).join("");
  return op(text, attributes);
}

/**
 * @param {Drawer} draw
 * @param {Case["profile"]} profile
 */
function inlineAttributes(draw, profile) {
  const attributes = /** @type {Record<string, any>} */ ({});
  for (let count = draw.upTo(4) - 1; count > 0; count--) {
    const name = draw.of([
      ...INLINE,
      ...INLINE,
      "script",
      "link",
      "link",
      "color",
      "color",
      "background",
      "background",
      "font",
      "size",
      "unknown",
    ]);
    attributes[name] = draw.chance(0.04) ? draw.of(values.FALSY) : inlineValue(draw, profile, name);
  }
  return attributes;
}

/**
 * @param {Drawer} draw
 * @param {Case["profile"]} profile
 * @param {string} name
 */
function inlineValue(draw, profile, name) {
  const listed = (profile === "style" ? values.LISTED.style : values.LISTED.default)[name];
  if (listed) return draw.of(listed[draw.chance(0.75) ? 0 : 1]);
  if (name === "link") return draw.of(values.LINKS);
  if (name === "script") return draw.of(["super", "sub", "super", "sub", true]);
  if (name === "color" || name === "background") {
    if (profile === "class") return draw.of(values.COLOR_CLASSES);
    return draw.of(draw.chance(0.8) ? values.COLORS : values.NO_COLORS);
  }
  return draw.chance(0.9) ? true : draw.of(values.TRUTHY);
}

/** @param {Drawer} draw */
function lineAttributes(draw) {
  const attributes = /** @type {Record<string, any>} */ ({});
  if (draw.chance(0.6)) {
    Object.assign(
      attributes,
      draw.of([
        { header: draw.of([1, 2, 3, 4, 5, 6, "2"]) },
        { list: draw.of(LISTS) },
        { list: draw.of(LISTS) },
        { list: draw.of(LISTS) },
        { blockquote: draw.of([true, "yes"]) },
        { "code-block": draw.of([true, ...values.LANGUAGES]) },
        { "code-block": true },
        { table: draw.of(["row-1", "row-2", 'r"<3>']) },
        { blockquote: true, list: "bullet" },
        { list: "ordered", header: 2 },
      ]),
    );
  }
  if (draw.chance(0.25)) attributes.align = draw.of(values.ALIGNS);
  if (draw.chance(0.1)) attributes.direction = draw.of(values.DIRECTIONS);
  if (draw.chance(0.3)) attributes.indent = draw.of(values.INDENTS);
  // On the end of a line, a format of text does nothing.
  if (draw.chance(0.05)) attributes.bold = true;
  return attributes;
}

/**
 * Removes what Quill does by accident: a value that an attributor does not accept
 * - after a run with an accepted value leaves that unchanged;
 * - for a color, on a run with its own element, may separate that run from the next, depending on the order of the
 * attributes.
 * @param {(Op | null)[]} ops
 * @param {Case["profile"]} profile
 * @returns {(Op | null)[]}
 */
export function withoutQuirks(ops, profile) {
  let before = /** @type {string[]} */ ([]);
  return ops.map((given) => {
    const isInserted =
      typeof given?.insert === "string" ? given.insert !== "" : Object.keys(given?.insert ?? {}).length > 0;
    if (!isInserted) return given;
    const written = given.attributes ?? {};
    const hasElement = ELEMENTS.some((name) => written[name]);
    const isQuirk = (/** @type {string} */ name) =>
      written[name] &&
      !accepts(profile, name, written[name]) &&
      (before.includes(name) || (hasElement && COLORED.includes(name)));
    const attributes = Object.fromEntries(Object.entries(written).filter(([name]) => !isQuirk(name)));
    const startsLine = given.insert.video || /[\r\n]$/.test(given.insert);
    before = startsLine
      ? []
      : ATTRIBUTORS.filter((name) => attributes[name] && accepts(profile, name, attributes[name]));
    return op(given.insert, attributes);
  });
}

const ELEMENTS = [...INLINE, "script", "link"];
const COLORED = ["color", "background"];
const ATTRIBUTORS = [...COLORED, "font", "size"];

/**
 * @param {Case["profile"]} profile
 * @param {string} name
 * @param {any} value
 */
function accepts(profile, name, value) {
  const listed = (profile === "style" ? values.LISTED.style : values.LISTED.default)[name];
  if (listed) return listed[0].includes(value);
  if (name === "color" || name === "background") return profile === "class" || values.COLORS.includes(value);
  return true;
}
