/** Ways in which a picture can be broken, each with the expected message. */

import { copyFile, mkdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { decode, encode } from "../../src/picture/png.js";
import { FIRST } from "./small-suite.js";

/** @typedef {{ name: string, says: RegExp, act: (path: string, suite: import("./small-suite.js").Small) => Promise<unknown> }} Damage */

/** @type {Damage[]} */
export const PICTURES = [
  { name: "has 0 bytes", says: /is empty \(0 bytes\)/, act: (path) => truncate(path, 0) },
  {
    name: "is cut off",
    says: /is damaged \(.*cut off|checksum/,
    act: async (path) => truncate(path, Math.floor((await readFile(path)).length / 2)),
  },
  {
    name: "lacks its last byte",
    says: /is damaged/,
    act: async (path) => truncate(path, (await readFile(path)).length - 1),
  },
  {
    name: "is a pointer of Git LFS",
    says: /is a pointer of Git LFS/,
    act: (path) => writeFile(path, "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 1234\n"),
  },
  {
    name: "is a JPEG",
    says: /is damaged \(not a PNG\)/,
    act: (path) => writeFile(path, Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(200)])),
  },
  {
    name: "has a bit turned over in its pixels",
    says: /does not have its checksum/,
    act: (path) => turnBit(path, "IDAT", 20),
  },
  {
    name: "has a bit turned over in its texts",
    says: /does not have its checksum/,
    act: (path) => turnBit(path, "tEXt", 6),
  },
  {
    name: "was edited with its texts kept",
    says: /has other pixels than were accepted/,
    act: (path) => edit(path, (picture) => void (picture.rgb[300] ^= 1)),
  },
  {
    name: "was resized",
    says: /has other pixels than were accepted/,
    act: (path) =>
      edit(
        path,
        (picture) =>
          void ((picture.height -= 1), (picture.rgb = picture.rgb.subarray(0, picture.width * picture.height * 3))),
      ),
  },
  {
    name: "is another case's picture",
    says: /has other pixels than were accepted/,
    act: (path, suite) => copyFile(suite.picture("button/second/open@480"), path),
  },
  { name: "was made transparent", says: /transparent pixels/, act: makeTransparent },
  { name: "is gone", says: /is missing, but it was accepted/, act: (path) => rm(path) },
  { name: "is a folder", says: /cannot be read \(EISDIR/, act: (path) => rm(path).then(() => mkdir(path)) },
];

/** Lets a picture's first color be invisible, with its colors kept. @param {string} path */
async function makeTransparent(path) {
  const bytes = await readFile(path);
  const at = bytes.indexOf("IDAT", 0, "latin1") - 4;
  const chunk = Buffer.concat([Buffer.from("\0\0\0\x01tRNS\0", "latin1"), Buffer.alloc(4)]);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 9)), 9);
  await writeFile(path, Buffer.concat([bytes.subarray(0, at), chunk, bytes.subarray(at)]));
}

/** @param {string} path @param {string} part @param {number} offset Behind its name. */
async function turnBit(path, part, offset) {
  const bytes = await readFile(path);
  bytes[bytes.indexOf(part, 0, "latin1") + offset] ^= 1;
  await writeFile(path, bytes);
}

/** Writes a picture again, with the same texts, after a change. @param {string} path @param {(picture: import("../../src/picture/png.js").Picture) => void} change */
async function edit(path, change) {
  const bytes = await readFile(path);
  const at = bytes.indexOf("tEXt", 0, "latin1");
  const text = bytes.toString("latin1", at + 4, at + 4 + bytes.readUInt32BE(at - 4)).split("\0");
  const picture = decode(bytes);
  change(picture);
  await writeFile(path, encode(picture, { [text[0]]: text[1] }));
}

/** The name that a message must contain. @param {import("./small-suite.js").Small} suite */
export const damaged = (suite) => suite.picture(FIRST);
