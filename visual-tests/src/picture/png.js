/**
 * PNG, as browsers write it: 8 bits a channel, not interlaced. https://www.w3.org/TR/png-3/
 *
 * Decoding is most of the cost of comparing, so this code is fast: one loop per filter, and no copy of an unused
 * channel. An opaque picture has three bytes per pixel in memory, whatever its file has.
 */

import { createHash } from "node:crypto";
import { crc32, deflateSync, inflateSync } from "node:zlib";

/** @typedef {{ width: number, height: number, rgb: Buffer }} Picture Three bytes a pixel, row by row. */

/** Channels of the color types that occur; 3 is an index into a palette. */
const CHANNELS = /** @type {Record<number, number>} */ ({ 2: 3, 3: 1, 6: 4 });
/** Browsers take opaque pictures of pages, and only colors are compared. */
const TRANSPARENT = "a PNG with transparent pixels";

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

/**
 * @param {Uint8Array} png
 * @returns {Picture}
 */
export function decode(png) {
  const file = Buffer.from(png.buffer, png.byteOffset, png.length);
  if (file.length < 33 || !file.subarray(0, 8).equals(SIGNATURE)) throw new Error("not a PNG");
  const width = file.readUInt32BE(16);
  const height = file.readUInt32BE(20);
  const channels = CHANNELS[file[25]];
  if (file[24] !== 8 || !channels || file[28] !== 0)
    throw new Error("the PNG must be in color with 8 bits per channel");
  const parts = [];
  let palette = /** @type {Buffer} */ (Buffer.alloc(0));
  let has_end = false;
  for (const { type, data, is_sound } of chunks(file)) {
    if (!is_sound) throw new Error(`a PNG whose part ${type} does not have its checksum`);
    if (type === "IDAT") parts.push(data);
    if (type === "PLTE") palette = data;
    if (type === "tRNS") throw new Error(TRANSPARENT);
    has_end ||= type === "IEND";
  }
  if (!has_end) throw new Error("a PNG that is cut off");
  const data = inflateSync(Buffer.concat(parts));
  const stride = width * channels;
  if (data.length < (stride + 1) * height) throw new Error("a PNG that is cut off");
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1) + 1;
    unfilter(data, start, stride, y ? start - stride - 1 : -1, data[start - 1], channels);
  }
  const rgb = Buffer.allocUnsafe(width * height * 3);
  for (let y = 0, to = 0; y < height; y++) {
    let from = y * (stride + 1) + 1;
    if (channels === 3) {
      data.copy(rgb, to, from, from + stride);
      to += stride;
      continue;
    }
    if (channels === 1) {
      for (let x = 0; x < width; x++, from += 1, to += 3) {
        const at = data[from] * 3;
        if (at >= palette.length) throw new Error("a PNG with a color that its palette lacks");
        rgb[to] = palette[at];
        rgb[to + 1] = palette[at + 1];
        rgb[to + 2] = palette[at + 2];
      }
      continue;
    }
    for (let x = 0; x < width; x++, from += 4, to += 3) {
      rgb[to] = data[from];
      rgb[to + 1] = data[from + 1];
      rgb[to + 2] = data[from + 2];
      if (data[from + 3] !== 255) throw new Error(TRANSPARENT);
    }
  }
  return { width, height, rgb };
}

/**
 * Undoes a row's filter, in place.
 * @param {Buffer} data
 * @param {number} start Where the row is.
 * @param {number} length
 * @param {number} above Where the decoded row before it is; -1 = none.
 * @param {number} filter
 * @param {number} channels
 */
function unfilter(data, start, length, above, filter, channels) {
  const end = start + length;
  if (filter === 0) return;
  if (filter === 1) {
    for (let i = start + channels; i < end; i++) data[i] += data[i - channels];
    return;
  }
  if (filter === 2) {
    if (above < 0) return;
    for (let i = start, up = above; i < end; i++, up++) data[i] += data[up];
    return;
  }
  for (let i = start, up = above; i < end; i++, up++) {
    const left = i < start + channels ? 0 : data[i - channels];
    const over = above < 0 ? 0 : data[up];
    if (filter === 3) data[i] += (left + over) >> 1;
    else if (filter === 4) data[i] += paeth(left, over, i < start + channels || above < 0 ? 0 : data[up - channels]);
    else throw new Error(`a PNG with the filter ${filter}, which does not exist`);
  }
}

/** @param {number} left @param {number} up @param {number} corner */
function paeth(left, up, corner) {
  const estimate = left + up - corner;
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** @param {Buffer} file */
function* chunks(file) {
  for (let at = 8; at + 12 <= file.length;) {
    const length = file.readUInt32BE(at);
    const end = at + 8 + length;
    const is_sound = end + 4 <= file.length && crc32(file.subarray(at + 4, end)) === file.readUInt32BE(end);
    yield { type: file.toString("latin1", at + 4, at + 8), data: file.subarray(at + 8, end), is_sound };
    at = end + 4;
  }
}

/**
 * Writes a picture as a small file.
 * @param {Picture} picture
 * @param {Record<string, string>} texts Keyword to text, in Latin 1.
 */
export function encode(picture, texts = {}) {
  const { width, height } = picture;
  const indexed = withPalette(picture);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, indexed ? 3 : 2, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    ...Object.entries(texts).map(([keyword, text]) => chunk("tEXt", Buffer.from(`${keyword}\0${text}`, "latin1"))),
    ...(indexed ? [chunk("PLTE", indexed.palette)] : []),
    chunk("IDAT", deflateSync(indexed ? indexed.rows : filtered(picture), { level: 9, memLevel: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/**
 * A picture as indices into its colors; undefined if it has too many colors for an index.
 * @param {Picture} picture
 */
function withPalette({ width, height, rgb }) {
  const indices = /** @type {Map<number, number>} */ (new Map());
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0, from = 0; y < height; y++) {
    for (let x = 0, to = y * (width + 1) + 1; x < width; x++, from += 3, to++) {
      const color = (rgb[from] << 16) | (rgb[from + 1] << 8) | rgb[from + 2];
      let index = indices.get(color);
      if (index === undefined) {
        index = indices.size;
        if (index === 256) return undefined;
        indices.set(color, index);
      }
      rows[to] = index;
    }
  }
  return {
    rows,
    palette: Buffer.from([...indices.keys()].flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255])),
  };
}

/**
 * The rows of a picture, each with the filter that leaves the least.
 * @param {Picture} picture
 */
function filtered({ width, height, rgb }) {
  const stride = width * 3;
  const rows = Buffer.allocUnsafe((stride + 1) * height);
  const above = Buffer.alloc(stride);
  const tried = [0, 1, 2, 4].map((filter) => ({ filter, row: Buffer.allocUnsafe(stride) }));
  for (let y = 0; y < height; y++) {
    const row = rgb.subarray(y * stride, (y + 1) * stride);
    let best = tried[0];
    let least = Infinity;
    for (const attempt of tried) {
      const sum = filterRow(attempt.filter, row, above, attempt.row, least);
      if (sum < least) [best, least] = [attempt, sum];
    }
    rows[y * (stride + 1)] = best.filter;
    best.row.copy(rows, y * (stride + 1) + 1);
    row.copy(above);
  }
  return rows;
}

/**
 * Filters a row, and returns the sum of the result: a smaller one compresses better.
 * @param {number} filter
 * @param {Buffer} row
 * @param {Buffer} above
 * @param {Buffer} out
 * @param {number} least Beyond it the row is of no use.
 */
function filterRow(filter, row, above, out, least) {
  let sum = 0;
  for (let i = 0; i < row.length && sum < least; i++) {
    const left = i < 3 ? 0 : row[i - 3];
    const predicted =
      filter === 0
        ? 0
        : filter === 1
          ? left
          : filter === 2
            ? above[i]
            : paeth(left, above[i], i < 3 ? 0 : above[i - 3]);
    const rest = (row[i] - predicted) & 255;
    out[i] = rest;
    sum += rest < 128 ? rest : 256 - rest;
  }
  return sum;
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const out = Buffer.alloc(data.length + 12);
  out.writeUInt32BE(data.length, 0);
  out.write(type, 4, "latin1");
  data.copy(out, 8);
  out.writeUInt32BE(crc32(out.subarray(4, data.length + 8)), data.length + 8);
  return out;
}

/**
 * The texts that were written with a picture.
 * @param {Uint8Array} png
 */
export function texts(png) {
  const file = Buffer.from(png.buffer, png.byteOffset, png.length);
  const found = /** @type {Record<string, string>} */ ({});
  for (const { type, data } of chunks(file)) {
    // They come before the pixels.
    if (type === "IDAT") break;
    if (type !== "tEXt") continue;
    const end = data.indexOf(0);
    found[data.toString("latin1", 0, end)] = data.toString("latin1", end + 1);
  }
  return found;
}

/**
 * Names pixels: equal exactly where size and every channel of every pixel are.
 * @param {Picture} picture
 */
export function pixelHash({ width, height, rgb }) {
  return createHash("sha256").update(`${width}x${height}\n`).update(rgb).digest("hex").slice(0, 32);
}
