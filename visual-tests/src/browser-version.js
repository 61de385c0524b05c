/** Whether the browser that is here is the one that took the expected pictures. */

import { readExpected } from "./expected.js";

/**
 * What of a version can change pixels: a security update of the same release does not, and if it does after all, the
 * pictures say so. WebKitGTK's first two numbers are its release.
 * @param {string} version
 * @param {string} engine
 */
export const releaseOf = (version, engine) => version.split(".").slice(0, engine === "webkit" ? 2 : 1).join(".");

/**
 * The version that took the expected pictures, where it is another release than the one that is here.
 * @param {{ name: import("./engines/engine.js").EngineName, version: string }} engine
 * @param {import("./cases.js").Case[]} cases
 * @param {(picture: import("./cases.js").Picture) => boolean} isWanted
 * @returns {Promise<string | undefined>}
 */
export async function isOtherVersion({ name, version }, cases, isWanted) {
  const here = releaseOf(version, name);
  for (const { pictures } of cases) {
    for (const picture of pictures) {
      if (!isWanted(picture)) continue;
      const expected = await readExpected(name, picture);
      if (expected?.version && releaseOf(expected.version, name) !== here) return expected.version;
    }
  }
  return undefined;
}
