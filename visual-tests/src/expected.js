/**
 * The expected pictures: files in git beside their case, each with the hash of its pixels and the version of the engine
 * that took it, so that comparing needs no decoding.
 */

import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CASES } from "./cases.js";
import { decode, encode, pixelHash, texts } from "./picture/png.js";

/** Keywords of the texts in a file. */
const PIXELS = "Pixels";
const ENGINE = "Software";

/**
 * @param {import("./engines/engine.js").EngineName} engine
 * @param {import("./cases.js").Picture} picture
 */
export const pathOf = (engine, { of, expected }) => join(CASES, of, "expected", engine, `${expected}.png`);

/**
 * @typedef {object} Expected
 * @property {string} path
 * @property {string} pixels Hash of its pixels.
 * @property {string} version Of the engine that took it.
 */

/**
 * @param {import("./engines/engine.js").EngineName} engine
 * @param {import("./cases.js").Picture} picture
 * @returns {Promise<Expected | undefined>} Nothing = there is none.
 */
export async function readExpected(engine, picture) {
  const path = pathOf(engine, picture);
  if (!existsSync(path)) return undefined;
  const file = await readFile(path);
  const found = texts(file);
  // One that was put there by hand is compared all the same.
  return { path, pixels: found[PIXELS] ?? pixelHash(decode(file)), version: (found[ENGINE] ?? "").split(" ").at(-1) ?? "" };
}

/**
 * Makes a picture the expected one.
 * @param {{ name: import("./engines/engine.js").EngineName, version: string }} engine
 * @param {import("./cases.js").Picture} picture
 * @param {Uint8Array} png
 */
export async function accept(engine, picture, png) {
  const path = pathOf(engine.name, picture);
  const pixels = decode(png);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, encode(pixels, { [PIXELS]: pixelHash(pixels), [ENGINE]: `${engine.name} ${engine.version}` }));
  return path;
}
