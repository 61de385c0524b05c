/** Reads the pictures that Chromium takes: PNG of 8 bits a channel, not interlaced. https://www.w3.org/TR/png-3/ */

import { inflateSync } from "node:zlib";

/** @typedef {{ width: number, height: number, rgb: Buffer }} Picture Three bytes a pixel, row by row. */

/** Channels of the color types that occur. */
const CHANNELS = /** @type {Record<number, number>} */ ({ 2: 3, 6: 4 });

/**
 * @param {Uint8Array} png
 * @returns {Picture}
 */
export function decode(png) {
  const file = Buffer.from(png.buffer, png.byteOffset, png.length);
  const width = file.readUInt32BE(16);
  const height = file.readUInt32BE(20);
  const channels = CHANNELS[file[25]];
  if (file[24] !== 8 || !channels || file[28] !== 0) throw new Error("a PNG of another kind");
  const parts = [];
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    if (file.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(file.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const data = inflateSync(Buffer.concat(parts));
  const stride = width * channels;
  const rgb = Buffer.alloc(width * height * 3);
  let above = Buffer.alloc(stride);
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1);
    const row = data.subarray(start + 1, start + 1 + stride);
    unfilter(data[start], row, above, channels);
    if (channels === 3) row.copy(rgb, y * stride);
    else for (let x = 0; x < width; x++) row.copy(rgb, (y * width + x) * 3, x * 4, x * 4 + 3);
    above = row;
  }
  return { width, height, rgb };
}

/**
 * Undoes a row's filter, in place.
 * @param {number} filter
 * @param {Buffer} row
 * @param {Buffer} above The row before it, undone already.
 * @param {number} channels
 */
function unfilter(filter, row, above, channels) {
  for (let i = 0; i < row.length; i++) {
    const left = i < channels ? 0 : row[i - channels];
    const up = above[i];
    let predicted = 0;
    if (filter === 1) predicted = left;
    else if (filter === 2) predicted = up;
    else if (filter === 3) predicted = (left + up) >> 1;
    else if (filter === 4) predicted = paeth(left, up, i < channels ? 0 : above[i - channels]);
    row[i] = (row[i] + predicted) & 255;
  }
}

/** @param {number} left @param {number} up @param {number} corner */
function paeth(left, up, corner) {
  const estimate = left + up - corner;
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
