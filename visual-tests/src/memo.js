/**
 * Remembers which file has which pixels, between runs: a browser writes the same picture as the same bytes, and reading
 * them takes a tenth of decoding them. Nothing depends on what is remembered; it is only quicker.
 */

import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ROOT } from "./cases.js";
import { decode, pixelHash } from "./picture/png.js";

const PATH = join(ROOT, "target/visual/pixels.json");

/** How many are remembered: some full runs. */
const MOST = 5_000;

export async function openMemo(path = PATH) {
  const known = new Map(/** @type {[string, string][]} */ (await readFile(path, "utf8").then(JSON.parse, () => [])));
  return {
    /**
     * The hash of a picture's pixels.
     * @param {Uint8Array} png
     */
    pixelsOf(png) {
      const file = createHash("sha1").update(png).digest("base64");
      const pixels = known.get(file) ?? pixelHash(decode(png));
      // The latest stand last.
      known.delete(file);
      known.set(file, pixels);
      return pixels;
    },
    async save() {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, JSON.stringify([...known].slice(-MOST)));
    },
  };
}
