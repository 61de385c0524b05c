/** Showings: the same form on the same page, walked through its states, with the pictures of those. */

import { MODES } from "./modes.js";

/**
 * What pictures of one display have in common: the same form on the same page, walked through its states.
 * @typedef {object} Showing
 * @property {import("./cases.js").Case} of
 * @property {string} host
 * @property {number} width
 * @property {number} height
 * @property {string} mode
 * @property {Map<string, import("./cases.js").Picture>} pictures By their states.
 */

/**
 * Groups pictures by display.
 * @param {import("./cases.js").Case[]} cases
 * @param {(picture: import("./cases.js").Picture) => boolean} isWanted
 * @returns {Showing[]} Those with the same page and screen are adjacent.
 */
export function showingsOf(cases, isWanted) {
  const showings = /** @type {Map<string, Showing>} */ (new Map());
  for (const of of cases) {
    for (const picture of of.pictures) {
      if (!isWanted(picture)) continue;
      const { host, width, height, mode } = picture;
      const key = JSON.stringify([
        MODES[mode].zoom ?? 1,
        host,
        width,
        MODES[mode].media ?? {},
        MODES[mode].touch ?? false,
        mode,
        of.id,
      ]);
      if (!showings.has(key)) showings.set(key, { of, host, width, height, mode, pictures: new Map() });
      showings.get(key)?.pictures.set(picture.state, picture);
    }
  }
  return [...showings].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, showing]) => showing);
}
