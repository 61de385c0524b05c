/** The same, written otherwise: with spaces and comments, attributes in another order, colors in another notation. */

import { readSheet, splice } from "../sheet.js";
import { attributesChanged, bundlesChanged } from "./everywhere.js";

/** @type {import("./everywhere.js").Harmless} */
export const SPACES = {
  name: "spaces, line breaks, comments, and attributes in another order",
  change: (build, cases) => ({
    build: bundlesChanged(build, {
      css: (css) =>
        splice(
          css,
          readSheet(css).flatMap(({ start, declarations, body_end }) => [
            { start, end: start, text: "\n/* A rule. */\n" },
            ...declarations.map((declaration) => ({ start: declaration.start, end: declaration.start, text: "\n  " })),
            { start: body_end, end: body_end, text: css[body_end - 1] === ";" || !declarations.length ? "\n" : " ;\n" },
          ]),
        ),
      html: (html) => attributesChanged(html, (attributes) => attributes.reverse()),
    }),
    cases,
  }),
};

const HEX = /#(?:[\da-f]{8}|[\da-f]{6}|[\da-f]{4}|[\da-f]{3})\b/gi;

/** Takes turns between the ways to write a color. @param {string} hex @param {number} index */
function otherwise(hex, index) {
  const digits = hex.slice(1);
  const long = digits.length < 6 ? digits.replace(/./g, "$&$&") : digits;
  const [r, g, b, a = 255] = /** @type {string[]} */ (long.match(/../g)).map((pair) => parseInt(pair, 16));
  if (index % 3 === 0) return `#${long.toUpperCase()}`;
  if (index % 3 === 1) return `rgb(${r} ${g} ${b}${a === 255 ? "" : ` / ${a / 255}`})`;
  return `rgba(${r},${g},${b},${a / 255})`;
}

/** @type {import("./everywhere.js").Harmless} */
export const NOTATION = {
  name: "colors in another notation",
  change: (build, cases) => ({
    build: bundlesChanged(build, {
      css: (css) => {
        let index = 0;
        return splice(
          css,
          readSheet(css).flatMap(({ declarations }) =>
            declarations
              // An address may have such a sign, too.
              .filter(({ value }) => !value.includes("url("))
              .map(({ start, end }) => ({
                start,
                end,
                text: css.slice(start, end).replace(HEX, (hex) => otherwise(hex, index++)),
              })),
          ),
        );
      },
    }),
    cases,
  }),
};
