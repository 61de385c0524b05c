/**
 * Remembers the pixels of files, between runs: a browser writes the same picture as the same bytes, and reading them
 * takes a tenth of the time of decoding. No result depends on it; it is only faster.
 */

import { createHash } from "node:crypto";
import { join } from "node:path";
import { readCache, WORK, writeCache } from "./files.js";
import { decode, pixelHash } from "./picture/png.js";

const PATH = join(WORK, "pixels.json");

/** How many are remembered: some full runs. */
const MOST = 5_000;

export async function openMemo(path = PATH) {
  const known = new Map(/** @type {[string, string][]} */ ((await readCache(path)) ?? []));
  return {
    /**
     * The hash of a picture's pixels.
     * @param {Uint8Array} png
     */
    pixelsOf(png) {
      const file = createHash("sha1").update(png).digest("base64");
      const pixels = known.get(file) ?? pixelHash(decode(png));
      // The latest come last.
      known.delete(file);
      known.set(file, pixels);
      return pixels;
    },
    /** @returns {Promise<string>} Why it could not be kept; empty = it is. */
    save: () => writeCache(path, [...known].slice(-MOST)),
  };
}
