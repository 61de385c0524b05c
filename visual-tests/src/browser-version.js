/** Whether this browser is the one that took the expected pictures. */

import { readExpected } from "./expected.js";

/**
 * The part of a version that can change pixels: a security update of the same release does not, and if it does after
 * all, the pictures show it. WebKitGTK's first two numbers are its release.
 * @param {string} version
 * @param {string} engine
 */
export const releaseOf = (version, engine) =>
  version
    .split(".")
    .slice(0, engine === "webkit" ? 2 : 1)
    .join(".");

/**
 * The version that took the expected pictures, if it differs from this browser's release.
 * @param {{ name: import("./engines/engine.js").EngineName, version: string }} engine
 * @param {import("./cases.js").Case[]} cases
 * @param {(picture: import("./cases.js").Picture) => boolean} isWanted
 * @param {import("./accepted.js").Accepted} accepted
 * @returns {Promise<string | undefined>}
 */
export async function isOtherVersion({ name, version }, cases, isWanted, accepted) {
  const here = releaseOf(version, name);
  for (const { pictures } of cases) {
    for (const picture of pictures) {
      if (!isWanted(picture)) continue;
      // Problems of a picture are reported where it is compared.
      const expected = await readExpected(name, picture, accepted).catch(() => undefined);
      if (expected?.version && releaseOf(expected.version, name) !== here) return expected.version;
    }
  }
  return undefined;
}
