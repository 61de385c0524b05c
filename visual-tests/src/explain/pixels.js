/** The exact difference of two pictures: how many pixels, how much, and in which regions. */

/** Pixels within this distance belong to one region; doubled until there are few enough regions. */
const CELL = 8;

/** The maximum number of regions to show. */
const MAX_REGIONS = 12;

/** @typedef {{ x: number, y: number, width: number, height: number }} Box In px of the picture. */

/**
 * @typedef {Box & { pixels: number, largest: number }} Region `largest` is the largest difference of a channel, 1 to 255.
 */

/**
 * @typedef {object} Difference
 * @property {number} pixels That differ; those that only one of the two pictures has do.
 * @property {number} largest The largest difference of a channel, 0 to 255.
 * @property {{ width: number, height: number }} size Of what holds both pictures.
 * @property {Uint8Array} mask A byte for each pixel of it: the largest difference of its channels.
 * @property {Region[]} regions From top to bottom.
 */

/**
 * @param {import("../picture/png.js").Picture} expected
 * @param {import("../picture/png.js").Picture} actual
 * @returns {Difference}
 */
export function difference(expected, actual) {
  const size = { width: Math.max(expected.width, actual.width), height: Math.max(expected.height, actual.height) };
  const mask = new Uint8Array(size.width * size.height);
  const shared = { width: Math.min(expected.width, actual.width), height: Math.min(expected.height, actual.height) };
  if (shared.width < size.width || shared.height < size.height) {
    mask.fill(255);
    for (let y = 0; y < shared.height; y++) mask.fill(0, y * size.width, y * size.width + shared.width);
  }
  for (let y = 0; y < shared.height; y++) {
    const [a, b] = [y * expected.width * 3, y * actual.width * 3];
    const length = shared.width * 3;
    if (expected.rgb.compare(actual.rgb, b, b + length, a, a + length) === 0) continue;
    for (let x = 0; x < shared.width; x++) {
      const [i, j] = [a + x * 3, b + x * 3];
      const most = Math.max(
        Math.abs(expected.rgb[i] - actual.rgb[j]),
        Math.abs(expected.rgb[i + 1] - actual.rgb[j + 1]),
        Math.abs(expected.rgb[i + 2] - actual.rgb[j + 2]),
      );
      if (most) mask[y * size.width + x] = most;
    }
  }
  let pixels = 0;
  let largest = 0;
  for (const value of mask) {
    if (!value) continue;
    pixels += 1;
    if (value > largest) largest = value;
  }
  return { pixels, largest, size, mask, regions: pixels ? regionsOf(mask, size) : [] };
}

/**
 * Boxes around connected pixels.
 * @param {Uint8Array} mask
 * @param {{ width: number, height: number }} size
 */
function regionsOf(mask, size) {
  for (let cell = CELL; ; cell *= 2) {
    const regions = merged(connected(mask, size, cell));
    if (regions.length <= MAX_REGIONS) return regions.sort((a, b) => a.y - b.y || a.x - b.x);
  }
}

/**
 * Regions of neighboring cells in which a pixel differs.
 * @param {Uint8Array} mask
 * @param {{ width: number, height: number }} size
 * @param {number} cell
 */
function connected(mask, { width, height }, cell) {
  const columns = Math.ceil(width / cell);
  const rows = Math.ceil(height / cell);
  const cells = /** @type {(Region & { right: number, bottom: number } | undefined)[]} */ (new Array(columns * rows));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = mask[y * width + x];
      if (!value) continue;
      const at = Math.floor(y / cell) * columns + Math.floor(x / cell);
      const box = (cells[at] ??= { x, y, width: 0, height: 0, right: x, bottom: y, pixels: 0, largest: 0 });
      box.x = Math.min(box.x, x);
      box.right = Math.max(box.right, x);
      box.bottom = y;
      box.pixels += 1;
      box.largest = Math.max(box.largest, value);
    }
  }
  const regions = /** @type {Region[]} */ ([]);
  for (let start = 0; start < cells.length; start++) {
    if (!cells[start]) continue;
    const found = [];
    const open = [start];
    while (open.length) {
      const at = /** @type {number} */ (open.pop());
      const box = cells[at];
      if (!box) continue;
      cells[at] = undefined;
      found.push(box);
      const [column, row] = [at % columns, Math.floor(at / columns)];
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const [x, y] = [column + dx, row + dy];
          if (x >= 0 && y >= 0 && x < columns && y < rows) open.push(y * columns + x);
        }
      }
    }
    const x = Math.min(...found.map((box) => box.x));
    const y = Math.min(...found.map((box) => box.y));
    const right = Math.max(...found.map((box) => box.right));
    const bottom = Math.max(...found.map((box) => box.bottom));
    regions.push({
      x,
      y,
      width: right - x + 1,
      height: bottom - y + 1,
      pixels: found.reduce((sum, box) => sum + box.pixels, 0),
      largest: Math.max(...found.map((box) => box.largest)),
    });
  }
  return regions;
}

/**
 * Boxes that lie over each other become one.
 * @param {Region[]} regions
 */
function merged(regions) {
  const out = /** @type {Region[]} */ ([]);
  for (let region of regions) {
    for (let i = 0; i < out.length;) {
      if (overlaps(region, out[i])) {
        region = around(region, out[i]);
        out.splice(i, 1);
        // It has grown, and may reach others now.
        i = 0;
      } else i += 1;
    }
    out.push(region);
  }
  return out;
}

/** @param {Region} a @param {Region} b @returns {Region} */
function around(a, b) {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
    pixels: a.pixels + b.pixels,
    largest: Math.max(a.largest, b.largest),
  };
}

/** @param {Box} a @param {Box} b */
export function overlaps(a, b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
