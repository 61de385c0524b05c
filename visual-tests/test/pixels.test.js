/** Regions and labels of differences, on pictures that are made here. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { labels } from "../src/explain/label.js";
import { difference } from "../src/explain/pixels.js";

/** @typedef {[x: number, y: number, width: number, height: number, color: number[]]} Shape */

/** A gray ground with rectangles on it. @param {Shape[]} shapes @param {{ width?: number, height?: number }} [size] */
function picture(shapes, { width = 120, height = 80 } = {}) {
  const rgb = Buffer.alloc(width * height * 3, 240);
  for (const [left, top, wide, high, color] of shapes) {
    for (let y = top; y < top + high; y++) for (let x = left; x < left + wide; x++) rgb.set(color, (y * width + x) * 3);
  }
  return { width, height, rgb };
}

const RED = [200, 0, 0];
const BLUE = [0, 0, 200];

/** @param {Shape[]} before @param {Shape[]} after */
function compared(before, after) {
  const [expected, actual] = [picture(before), picture(after)];
  const found = difference(expected, actual);
  return { found, ...labels(expected, actual, found) };
}

describe("a difference", () => {
  it("is nothing between equal pictures", () => {
    const { found } = compared([[5, 5, 10, 10, RED]], [[5, 5, 10, 10, RED]]);
    assert.deepEqual([found.pixels, found.largest, found.regions], [0, 0, []]);
  });

  it("counts one step of one channel of one pixel", () => {
    const { found } = compared([[60, 40, 1, 1, [240, 240, 240]]], [[60, 40, 1, 1, [240, 241, 240]]]);
    assert.deepEqual([found.pixels, found.largest], [1, 1]);
    assert.deepEqual(found.regions, [{ x: 60, y: 40, width: 1, height: 1, pixels: 1, largest: 1 }]);
  });

  it("has a tight box for each separate difference, and one for connected ones", () => {
    const { found } = compared(
      [],
      [
        [3, 4, 10, 5, RED],
        [15, 4, 10, 5, RED],
        [90, 60, 20, 10, BLUE],
      ],
    );
    assert.deepEqual(
      found.regions.map(({ x, y, width, height }) => [x, y, width, height]),
      [
        [3, 4, 22, 5],
        [90, 60, 20, 10],
      ],
    );
    assert.equal(
      found.regions.reduce((sum, { pixels }) => sum + pixels, 0),
      found.pixels,
    );
  });

  it("has few regions however many things differ", () => {
    const dots = /** @type {Shape[]} */ ([]);
    for (let y = 0; y < 400; y += 20) for (let x = 0; x < 400; x += 20) dots.push([x, y, 1, 1, RED]);
    const { regions, pixels } = difference(
      picture([], { width: 400, height: 400 }),
      picture(dots, { width: 400, height: 400 }),
    );
    assert.equal(pixels, 400);
    assert.ok(regions.length <= 12, `${regions.length} regions`);
  });

  it("treats pixels that only one picture has as different", () => {
    const { pixels, size } = difference(picture([]), picture([], { height: 82 }));
    assert.deepEqual([pixels, size], [240, { width: 120, height: 82 }]);
  });
});

describe("a label", () => {
  it("says how far something has moved", () => {
    const shape = (/** @type {number} */ x, /** @type {number} */ y) =>
      /** @type {Shape[]} */ ([
        [20 + x, 20 + y, 9, 7, RED],
        [31 + x, 23 + y, 5, 4, BLUE],
      ]);
    assert.equal(compared(shape(0, 0), shape(1, 0)).label, "moved by (1, 0)");
    assert.equal(compared(shape(0, 0), shape(-3, 5)).label, "moved by (-3, 5)");
  });

  it("does not call growth a move", () => {
    assert.equal(compared([[20, 20, 40, 20, RED]], [[20, 20, 41, 20, RED]]).label, "text or shape");
  });

  it("says that only a color changed", () => {
    assert.equal(
      compared(
        [
          [20, 20, 40, 20, RED],
          [25, 25, 5, 5, BLUE],
        ],
        [
          [20, 20, 40, 20, [201, 0, 0]],
          [25, 25, 5, 5, BLUE],
        ],
      ).label,
      "color only",
    );
  });

  it("says that something came or went", () => {
    assert.equal(compared([], [[20, 20, 40, 20, RED]]).label, "text or shape");
  });

  it("says that only edges are blended otherwise", () => {
    const edge = (/** @type {number} */ level) =>
      /** @type {Shape[]} */ ([
        [20, 20, 30, 30, [0, 0, 0]],
        [20, 20, 1, 1, [level, level, level]],
      ]);
    assert.equal(compared(edge(120), edge(124)).label, "antialiasing only");
  });

  it("says that the size changed", () => {
    const [expected, actual] = [picture([]), picture([], { height: 90 })];
    assert.equal(labels(expected, actual, difference(expected, actual)).label, "size 120 × 80 → 120 × 90");
  });
});
