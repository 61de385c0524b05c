/** Names the kind of a difference. This is only a name for the reader: no difference is tolerated because of it. */

import pixelmatch from "pixelmatch";

/** How far something may have moved and is still recognized, in px. */
const FARTHEST = 16;

/** Pixels of which every shift is tried first. */
const SAMPLE = 200;

/** Share of the pixels that an explanation must explain. */
const ENOUGH = 0.98;

/** Share of the colors that must move along; the rest blends with the background. */
const SAME_COLORS = 0.9;

/** Room around a region, in px: whether a shape is the same shows at its edge. */
const ROOM = 3;

/** Differences above this size, in px, get no label, because none is needed. */
const LARGEST_REGION = 400_000;

/** @typedef {import("../picture/png.js").Picture} Picture */

/**
 * @param {Picture} expected
 * @param {Picture} actual
 * @param {import("./pixels.js").Difference} found
 * @returns {{ label: string, regions: string[] }} Of the picture, and of each of its regions.
 */
export function labels(expected, actual, found) {
  if (expected.width !== actual.width || expected.height !== actual.height) {
    const label = `size ${expected.width} × ${expected.height} → ${actual.width} × ${actual.height}`;
    return { label, regions: found.regions.map(() => label) };
  }
  const regions = found.regions.map((region) => labelOf(expected, actual, found, region));
  const kinds = [...new Set(regions)];
  return { label: kinds.length > 2 ? `${kinds.slice(0, 2).join(", ")} and more` : kinds.join(", "), regions };
}

/**
 * @param {Picture} expected
 * @param {Picture} actual
 * @param {import("./pixels.js").Difference} found
 * @param {import("./pixels.js").Box} region
 */
function labelOf(expected, actual, found, region) {
  if (region.width * region.height > LARGEST_REGION) return "text or shape";
  const points = /** @type {number[]} */ ([]);
  for (let y = region.y; y < region.y + region.height; y++) {
    for (let x = region.x; x < region.x + region.width; x++)
      if (found.mask[y * found.size.width + x]) points.push(y * found.size.width + x);
  }
  if (isAntialiasing(expected, actual, region)) return "antialiasing only";
  const shift = shiftOf(expected, actual, points);
  if (shift) return `moved by (${shift.x}, ${shift.y})`;
  return isColorOnly(expected, actual, region, new Set(points)) ? "color only" : "text or shape";
}

/** @param {Picture} expected @param {Picture} actual @param {import("./pixels.js").Box} region */
function isAntialiasing(expected, actual, region) {
  const box = grown(region, expected);
  const [a, b] = [crop(expected, box), crop(actual, box)];
  return pixelmatch(a, b, undefined, box.width, box.height, { threshold: 0 }) === 0;
}

/**
 * How far everything in a region has moved: the colors that disappeared are those that appeared.
 * @param {Picture} expected
 * @param {Picture} actual
 * @param {number[]} points
 */
function shiftOf(expected, actual, points) {
  if (colorsShared(expected, actual, points) < SAME_COLORS) return undefined;
  const step = Math.max(1, Math.floor(points.length / SAMPLE));
  const sample = points.filter((_, i) => i % step === 0);
  let best = /** @type {{ x: number, y: number, length: number } | undefined} */ (undefined);
  for (let y = -FARTHEST; y <= FARTHEST; y++) {
    for (let x = -FARTHEST; x <= FARTHEST; x++) {
      const length = Math.abs(x) + Math.abs(y);
      if (!length || (best && length >= best.length)) continue;
      if (shareMoved(expected, actual, sample, x, y) >= ENOUGH && shareMoved(expected, actual, points, x, y) >= ENOUGH)
        best = { x, y, length };
    }
  }
  return best;
}

/** @param {Picture} expected @param {Picture} actual @param {number[]} points @param {number} dx @param {number} dy */
function shareMoved(expected, actual, points, dx, dy) {
  const { width, height } = expected;
  let wrong = 0;
  const most = points.length * (1 - ENOUGH);
  for (const point of points) {
    const [x, y] = [point % width, Math.floor(point / width)];
    const from = x - dx >= 0 && x - dx < width && y - dy >= 0 && y - dy < height ? point - dy * width - dx : -1;
    const to = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height ? point + dy * width + dx : -1;
    if (
      from < 0 ||
      to < 0 ||
      color(actual, point) !== color(expected, from) ||
      color(expected, point) !== color(actual, to)
    ) {
      if (++wrong > most) return 0;
    }
  }
  return 1 - wrong / points.length;
}

/** Share of the pixels whose colors occur on both sides equally often. @param {Picture} expected @param {Picture} actual @param {number[]} points */
function colorsShared(expected, actual, points) {
  const counts = /** @type {Map<number, number>} */ (new Map());
  for (const point of points) counts.set(color(expected, point), (counts.get(color(expected, point)) ?? 0) + 1);
  let shared = 0;
  for (const point of points) {
    const left = counts.get(color(actual, point)) ?? 0;
    if (left > 0) shared += 1;
    counts.set(color(actual, point), left - 1);
  }
  return shared / points.length;
}

/**
 * Whether every color became one other color, and stayed in place.
 * @param {Picture} expected
 * @param {Picture} actual
 * @param {import("./pixels.js").Box} region
 * @param {Set<number>} points
 */
function isColorOnly(expected, actual, region, points) {
  const box = grown(region, expected);
  const became = /** @type {Map<number, Map<number, number>>} */ (new Map());
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let x = box.x; x < box.x + box.width; x++) {
      const point = y * expected.width + x;
      const to = became.get(color(expected, point)) ?? new Map();
      to.set(color(actual, point), (to.get(color(actual, point)) ?? 0) + 1);
      became.set(color(expected, point), to);
    }
  }
  const usual = new Map(
    [...became].map(([from, to]) => [from, [...to].reduce((most, one) => (one[1] > most[1] ? one : most))[0]]),
  );
  const touched = new Set([...points].map((point) => color(expected, point)));
  // If a color also stayed, or became two others, a shape appeared, disappeared or grew.
  let others = 0;
  for (const from of touched)
    for (const [to, count] of became.get(from) ?? []) if (to !== usual.get(from)) others += count;
  // And where two colors became one.
  const targets = new Set([...touched].map((from) => usual.get(from)));
  return others <= points.size * (1 - ENOUGH) && targets.size * 2 > touched.size;
}

/** @param {Picture} picture @param {number} point */
function color({ rgb }, point) {
  const i = point * 3;
  return (rgb[i] << 16) | (rgb[i + 1] << 8) | rgb[i + 2];
}

/** @param {import("./pixels.js").Box} region @param {Picture} picture */
function grown(region, { width, height }) {
  const [x, y] = [Math.max(region.x - ROOM, 0), Math.max(region.y - ROOM, 0)];
  return {
    x,
    y,
    width: Math.min(region.x + region.width + ROOM, width) - x,
    height: Math.min(region.y + region.height + ROOM, height) - y,
  };
}

/** Four bytes a pixel. @param {Picture} picture @param {import("./pixels.js").Box} box */
function crop({ width, rgb }, box) {
  const out = new Uint8Array(box.width * box.height * 4).fill(255);
  for (let y = 0, to = 0; y < box.height; y++) {
    let from = ((box.y + y) * width + box.x) * 3;
    for (let x = 0; x < box.width; x++, to += 4, from += 3) out.set(rgb.subarray(from, from + 3), to);
  }
  return out;
}
