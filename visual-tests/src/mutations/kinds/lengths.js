/** Lengths that are 1 px, or a twentieth of an em, more than they were. */

import { valueOf, withoutFallbacks } from "./candidate.js";

/** @typedef {import("./candidate.js").Kind} Kind */

/** A length in px or em, or a bare zero. */
const LENGTH = /(?<![\w.#%-])(-?(?:\d+\.\d+|\.\d+|\d+))(px|em)\b|(?<![\w.#%(-])0(?![\w.%])/g;

/**
 * Every value that differs in one length.
 * @param {string} value
 */
export function longerValues(value) {
  return [...withoutFallbacks(value).matchAll(LENGTH)].map((match) => {
    const at = match.index;
    const [found, amount, unit] = match;
    const more = unit === "em" ? `${round(Number(amount) + 0.05)}em` : `${round(Number(amount ?? 0) + 1)}px`;
    return value.slice(0, at) + more + value.slice(at + found.length);
  });
}

/** @param {number} number */
const round = (number) => Math.round(number * 1000) / 1000;

/**
 * @param {string} kind
 * @param {string} visible
 * @param {RegExp} properties
 * @param {(declared: import("../world.js").Declared) => boolean} [fits]
 * @returns {Kind}
 */
function kindOf(kind, visible, properties, fits = () => true) {
  return {
    kind,
    visible,
    candidates: ({ declared }) =>
      declared
        .filter((one) => properties.test(one.property) && fits(one))
        .flatMap((one) => longerValues(one.value).map((to) => valueOf(one, to))),
  };
}

/** Without a style, a border has no effect, whatever its width. @param {import("../world.js").Declared} declared */
const hasStyle = ({ property, value, siblings }) =>
  /solid|dashed|dotted|double/.test(value) ||
  (/-width$/.test(property) && /solid/.test(siblings.border ?? siblings["border-style"] ?? "solid"));

/** @type {Kind[]} */
export const LENGTHS = [
  kindOf("padding", "Moves or grows what is around it.", /^padding/),
  kindOf("margin", "Moves what is around it.", /^margin/),
  kindOf("gap", "Moves elements that are side by side.", /^(row-|column-)?gap$/),
  kindOf("width", "Grows a box.", /^((min-|max-)?width|flex|grid-template-columns|flex-basis|--dormouse-w)$/),
  kindOf("height", "Grows a box.", /^(min-|max-)?height$/),
  kindOf("place", "Moves a box.", /^(inset.*|top|right|bottom|left)$/),
  kindOf(
    "border width",
    "Draws a thicker line, or moves what is within.",
    /^border(-(top|block|inline|bottom|left|right))?(-width)?$/,
    hasStyle,
  ),
  kindOf("radius", "Cuts corners otherwise.", /^(border.*-radius|--dormouse-r)$/),
  kindOf("outline", "Draws the focus ring elsewhere, or thicker.", /^outline(-offset|-width)?$/),
  kindOf("underline", "Draws the line elsewhere.", /^text-underline-offset$/),
  kindOf("shadow size", "Paints a shadow elsewhere.", /^(box-shadow|--dormouse-s)$/, ({ value }) => value !== "none"),
  kindOf("font size", "Writes larger.", /^font-size$/),
  kindOf("letter spacing", "Writes wider.", /^letter-spacing$/),
];
