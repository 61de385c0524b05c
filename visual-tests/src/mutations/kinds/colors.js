/** Colors that are a little off: 1 step of a channel on a large area, 8 on a small one. */

import { isTransparent } from "../unseen.js";
import { valueOf, withoutFallbacks } from "./candidate.js";

/** @typedef {import("./candidate.js").Kind} Kind */
/** @typedef {import("../world.js").Declared} Declared */

const HEX = /#[\da-f]{3,8}\b/gi;

/** A translucent color. */
const ALPHA = /#(?:[\da-f]{8}|[\da-f]{4})\b/i;

/** The share in a mixture. */
const SHARE = /(\d+)%(?=,|\))/g;

/** Custom properties with the color of a panel or of an overlay over the page. */
const LARGE_PROPERTIES = /^--dormouse-(bg|o)$/;

/** Rules whose background is as large as a block. */
const LARGE_SELECTORS = /^(\.p|\.cp|\.rv|\.cu > \*|\.e|\.d::backdrop|\.a|\.c)$/;

/** @param {Declared} declared */
const isLarge = ({ property, selector }) =>
  LARGE_PROPERTIES.test(property) || (property === "background" && LARGE_SELECTORS.test(selector));

/** @param {Declared} declared */
const isColored = ({ property, value }) =>
  (withoutFallbacks(value).match(HEX) ?? []).some((color) => !isTransparent(color)) &&
  !/^--dormouse-(w|r|a|s|motion|to)$/.test(property);

/**
 * A color with one channel some steps away, downwards if there is no room above. A translucent color is painted weaker,
 * so it needs more steps to change one.
 * @param {string} color
 * @param {number} channel 0 = red, 3 = how opaque it is.
 * @param {number} wanted Steps.
 */
export function shifted(color, channel, wanted) {
  const digits = color.slice(1);
  const long = digits.length < 6 ? digits.replace(/./g, "$&$&") : digits;
  const channels = /** @type {string[]} */ (long.match(/../g)).map((pair) => parseInt(pair, 16));
  const steps = channel === 3 ? wanted : Math.ceil((wanted * 255) / (channels[3] ?? 255));
  channels[channel] += channels[channel] + steps > 255 ? -steps : steps;
  return `#${channels.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/**
 * @param {Declared} declared
 * @param {number} steps That are to be seen; of a color that is mixed with another it takes more.
 */
function candidatesOf(declared, steps) {
  const { value } = declared;
  return [...withoutFallbacks(value).matchAll(HEX)].flatMap((match) => {
    if (isTransparent(match[0])) return [];
    const share = Number(value.slice(match.index).match(/^#\w+ (\d+)%/)?.[1] ?? 100);
    const in_mixture = Math.ceil((steps * 100) / share);
    return [0, 1, 2].map((channel) =>
      valueOf(
        declared,
        value.slice(0, match.index) +
          shifted(match[0], channel, in_mixture) +
          value.slice(match.index + match[0].length),
      ),
    );
  });
}

/** @type {Kind[]} */
export const COLORS = [
  {
    kind: "color of a large area",
    visible: "1 step of a channel: a banner of another red than the page's.",
    candidates: ({ declared }) =>
      declared.filter((one) => isLarge(one) && isColored(one)).flatMap((one) => candidatesOf(one, 1)),
  },
  {
    kind: "color of a small area",
    visible: "8 steps of a channel: words, lines and signs in another color.",
    candidates: ({ declared }) =>
      declared
        .filter((one) => !isLarge(one) && isColored(one) && !/shadow/.test(one.property))
        .flatMap((one) => candidatesOf(one, 8)),
  },
  {
    kind: "mixed color",
    visible: "8 hundredths of a mixture are 20 steps between black and white.",
    candidates: ({ declared }) =>
      declared
        .filter(({ value }) => value.includes("color-mix("))
        .flatMap((one) =>
          [...one.value.matchAll(SHARE)].map((match) => {
            const share = Number(match[1]);
            return valueOf(
              one,
              `${one.value.slice(0, match.index)}${share > 90 ? share - 8 : share + 8}${one.value.slice(match.index + match[1].length)}`,
            );
          }),
        ),
  },
  {
    kind: "system color",
    visible: "Forced colors have few: one in place of another is black where it was white.",
    candidates: ({ declared }) =>
      declared
        .filter(({ value }) => /CanvasText|ButtonText|LinkText|Highlight/.test(value))
        .map((one) => valueOf(one, one.value.replace(/CanvasText|ButtonText|LinkText|Highlight/, "GrayText"))),
  },
  {
    kind: "shadow color",
    visible: "A shadow darker by a thirtieth.",
    candidates: ({ declared }) =>
      declared
        .filter(({ property, value }) => /^(box-shadow|--dormouse-s)$/.test(property) && ALPHA.test(value))
        .map((one) =>
          valueOf(
            one,
            one.value.replace(ALPHA, (color) => shifted(color, 3, 8)),
          ),
        ),
  },
];
