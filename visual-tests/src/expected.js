/**
 * The expected pictures: files in git beside their case. The content of a file counts: if its pixels are not the
 * accepted ones, the file is at fault, whatever the new picture looks like.
 */

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ACCEPTED, CASES, damageOf, reasonOf, shown } from "./files.js";
import { decode, encode, pixelHash } from "./picture/png.js";

/** Keyword of the text in a file that names the engine. */
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
 * @property {string} version Of the engine that took it; empty = not known.
 * @property {Buffer} [png] Of the accepted build, by the browser that is here, where another one took the file.
 * @property {import("./build.js").Build} [build] That it was accepted of.
 */

/** An expected picture that cannot be compared with; the message names its path. */
export class BrokenPicture extends Error {}

/**
 * @param {import("./engines/engine.js").EngineName} engine
 * @param {import("./cases.js").Picture} picture
 * @param {import("./accepted.js").Accepted} accepted
 * @returns {Promise<Expected | undefined>} Undefined if there is none.
 * @throws {BrokenPicture}
 */
export async function readExpected(engine, picture, accepted) {
  const path = pathOf(engine, picture);
  const known = accepted.file(path);
  if (!existsSync(path)) {
    if (known && !accepted.is_legacy)
      throw new BrokenPicture(`${shown(path)} is missing, but it was accepted. ${mend(picture)}`);
    return undefined;
  }
  const bytes = await readFile(path).catch((error) => {
    throw new BrokenPicture(`${shown(path)} cannot be read (${reasonOf(error)}). ${mend(picture)}`, { cause: error });
  });
  const version = known?.version || versionIn(bytes);
  if (known?.bytes && known.bytes === bytesHash(bytes))
    return { path, pixels: known.pixels, version, build: accepted.buildOf(path) };
  let pixels;
  try {
    pixels = pixelHash(decode(bytes));
  } catch (error) {
    throw new BrokenPicture(`${shown(path)} ${damageOf(bytes, error)}. ${mend(picture)}`, { cause: error });
  }
  if (!accepted.fault && !known)
    throw new BrokenPicture(
      `${shown(path)} was put there without being accepted: ${shown(ACCEPTED)} ${existsSync(ACCEPTED) ? "does not know it" : "is missing"}. ${mend(picture)}`,
    );
  if (known?.pixels && known.pixels !== pixels)
    throw new BrokenPicture(`${shown(path)} has other pixels than were accepted. ${mend(picture)}`);
  return { path, pixels, version, build: accepted.buildOf(path) };
}

/**
 * Whether a file is the one that was accepted. The text of a tree counts when it is compared.
 * @param {string} path
 * @param {import("./accepted.js").Accepted} accepted
 */
export async function isAsAccepted(path, accepted) {
  const known = accepted.file(path);
  const bytes = await readFile(path).catch(() => undefined);
  return Boolean(bytes && known && (!known.bytes || known.bytes === bytesHash(bytes)));
}

/** The picture that is compared with: of the same browser. @param {Expected} expected */
export const pictureOf = async ({ png, path }) => png ?? (await readFile(path));

/** @param {import("./cases.js").Picture} picture */
const mend = ({ of, expected }) =>
  `Take it back from git, or accept it anew with \`npm run visual:update -- ${of}/${expected}\`.`;

/** Of an engine, as a file from before `accepted.br` had it says. @param {Buffer} bytes */
function versionIn(bytes) {
  const at = bytes.indexOf(`tEXt${ENGINE}\0`);
  return at < 0
    ? ""
    : (bytes
        .toString("latin1", at + 5 + ENGINE.length, at + 4 + bytes.readUInt32BE(at - 4))
        .split(" ")
        .at(-1) ?? "");
}

/**
 * An expected picture as a file, with its entry in `accepted.br`.
 * @param {import("./engines/engine.js").Engine["name"]} engine
 * @param {string} version
 * @param {Uint8Array} png
 */
export function fileOf(engine, version, png) {
  const picture = decode(png);
  const bytes = encode(picture, { [ENGINE]: `${engine} ${version}` });
  return { bytes, record: { version, pixels: pixelHash(picture), bytes: bytesHash(bytes) } };
}

/** The entry in `accepted.br` for a file that is already expected. @param {string} path @param {string} version
 * @param {string} pixels */
export async function recordOf(path, version, pixels) {
  return { version, pixels, bytes: bytesHash(await readFile(path)) };
}

/** @param {Uint8Array} bytes */
const bytesHash = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 20);
