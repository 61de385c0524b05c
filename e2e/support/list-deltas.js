/**
 * Random Deltas with lists of all kinds among other lines, the same ones for the same seed. Each line has unique words,
 * so that the test finds it wherever it shows.
 */

import { drawer } from "./draw.js";

/** @typedef {{ insert: string, attributes?: Record<string, any> }} Op */

const LISTS = ["ordered", "ordered", "ordered", "bullet", "checked", "unchecked"];
const OTHERS = [{}, {}, { header: 2 }, { blockquote: true }, { blockquote: true }, { "code-block": true }];
/** Enough of them for more than one line of an editor or a form. */
const MANY_WORDS = 30;

/**
 * @param {number} seed
 * @param {number} count
 * @returns {{ delta: { ops: Op[] } }[]}
 */
export function randomListDeltas(seed, count) {
  const draw = drawer(seed);
  return Array.from({ length: count }, () => {
    const length = draw.chance(0.1) ? 40 : draw.upTo(12);
    // Some have few kinds, so that numbers get high.
    const kinds = draw.chance(0.5) ? LISTS : [draw.of(LISTS), "ordered"];
    const likes = { aligned: draw.of([0, 0.2, 0.6]), indented: draw.of([0, 0.3, 0.7]), other: draw.of([0.05, 0.3]) };
    const ops = /** @type {Op[]} */ ([]);
    for (let line = 0; line < length; line++) {
      const words = draw.chance(0.1) ? MANY_WORDS : 1;
      // An item may be empty, but not the whole text.
      if (line === 0 || draw.chance(0.95))
        ops.push({ insert: Array.from({ length: words }, () => `w${line}`).join(" ") });
      ops.push({ insert: "\n", attributes: attributes(draw, kinds, likes) });
    }
    return { delta: { ops } };
  });
}

/**
 * @param {ReturnType<typeof drawer>} draw
 * @param {string[]} kinds
 * @param {{ aligned: number, indented: number, other: number }} likes
 */
function attributes(draw, kinds, likes) {
  const given = /** @type {Record<string, any>} */ (
    draw.chance(likes.other) ? { ...draw.of(OTHERS) } : { list: draw.of(kinds) }
  );
  if (draw.chance(likes.aligned)) given.align = draw.of(["center", "right", "justify"]);
  if (draw.chance(likes.aligned / 3)) given.direction = "rtl";
  if (draw.chance(likes.indented)) given.indent = draw.chance(0.8) ? draw.upTo(3) : draw.upTo(8);
  return given;
}
