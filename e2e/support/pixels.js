/** Compares pictures of pages, exactly. */

import { decode } from "../../visual-tests/src/picture/png.js";

/** @typedef {{ x: number, y: number, width: number, height: number }} Box */
/** @typedef {import("../../visual-tests/src/picture/png.js").Picture} Picture */

/** How long a picture may take to match: the browser repaints an image when it is decoded in full quality. */
const WAIT_MS = 8_000;

/**
 * The whole visible page.
 * @param {import("puppeteer-core").Page} page
 */
export async function shoot(page) {
  return decode(await page.screenshot({ captureBeyondViewport: false, optimizeForSpeed: true }));
}

/**
 * Takes a picture that comes twice in a row.
 * @param {import("puppeteer-core").Page} page
 */
export async function shootSettled(page) {
  for (let last = await shoot(page); ;) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    const next = await shoot(page);
    if (last.rgb.equals(next.rgb)) return next;
    last = next;
  }
}

/**
 * Waits until two pictures are equal; a real leak never disappears.
 * @param {import("puppeteer-core").Page} page
 * @param {(picture: Picture) => string} difference Empty = there is none.
 * @returns {Promise<string>} The last difference.
 */
export async function differs(page, difference) {
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const found = difference(await shoot(page));
    if (!found || Date.now() > deadline) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/**
 * How two pictures differ in a part of them; empty if they do not.
 * @param {Picture} one
 * @param {Picture} other
 * @param {object} [where]
 * @param {Box} [where.within] Default: everywhere.
 * @param {(Box | undefined)[]} [where.but] Where anything may differ.
 * @param {number} [where.levels] How much a channel may differ. Default 0.
 * @param {number} [where.lower] How much lower the same part is in the second picture. Default 0.
 */
export function difference(one, other, { within, but = [], levels = 0, lower = 0 } = {}) {
  const { x, y, width, height } = within ?? { x: 0, y: 0, width: one.width, height: one.height - lower };
  const boxes = but.filter((box) => box !== undefined);
  const by = (/** @type {number} */ a, /** @type {number} */ b) => Math.abs(one.rgb[a] - other.rgb[b]);
  let count = 0;
  let first = "";
  const [least, most] = [
    { x: Infinity, y: Infinity },
    { x: -1, y: -1 },
  ];
  for (let row = y; row < y + height; row++) {
    for (let column = x; column < x + width; column++) {
      const a = (row * one.width + column) * 3;
      const b = ((row + lower) * other.width + column) * 3;
      if (Math.max(by(a, b), by(a + 1, b + 1), by(a + 2, b + 2)) <= levels) continue;
      if (boxes.some((box) => isIn(box, column, row + lower))) continue;
      count++;
      first ||= `${one.rgb.subarray(a, a + 3).toString("hex")} became ${other.rgb.subarray(b, b + 3).toString("hex")}`;
      least.x = Math.min(least.x, column);
      least.y = Math.min(least.y, row);
      most.x = Math.max(most.x, column);
      most.y = Math.max(most.y, row);
    }
  }
  return (count && `${count} pixels from ${least.x},${least.y} to ${most.x},${most.y}; the first: ${first}`) || "";
}

/** @param {Box} box @param {number} x @param {number} y */
const isIn = (box, x, y) => x >= box.x && y >= box.y && x < box.x + box.width && y < box.y + box.height;
