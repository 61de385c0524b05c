/** Prepares everything for trying changes: the build, a browser, and the pictures before any change. */

import { hostNames } from "../../hosts/index.js";
import { readAccepted } from "../accepted.js";
import { isOtherVersion } from "../browser-version.js";
import { currentBuild } from "../build.js";
import { readCases } from "../cases.js";
import { startEngine } from "../engines/engine.js";
import { openMemo } from "../memo.js";
import { isOf } from "../selection.js";
import { startServer } from "../server.js";
import { findReach } from "./reach.js";

/** @typedef {Awaited<ReturnType<typeof readCompiled>>} Compiled */

/** The cases with their pictures in Chromium, and their compiled output. */
export async function readCompiled() {
  const all = await readCases(await hostNames());
  const cases = all.map((of) => ({ ...of, pictures: of.pictures.filter((picture) => isOf("chromium", picture)) }));
  return { cases, build: await currentBuild(cases) };
}

/**
 * @param {Compiled} compiled
 * @param {{ pages: number, own: boolean }} options `own`: the pictures of the unchanged build are the expected ones.
 */
export async function getReady({ cases, build }, { pages, own }) {
  const [server, memo, engine] = await Promise.all([startServer(), openMemo(), startEngine("chromium")]);
  server.builds.set(build.name, build);
  const reach = await findReach({ engine, server, build, cases, memo, pages, onProgress });
  // Another browser paints otherwise: there the unchanged build is compared with, as the suite does.
  const other = await isOtherVersion(engine, cases, () => true, await readAccepted());
  const is_own = own || other !== undefined;
  if (is_own) for (const shown of reach.values()) shown.is_expected = true;
  const usable = [...reach.values()].filter(({ is_expected }) => is_expected).length;
  console.log(`${usable} of ${reach.size} pictures are as expected before any change, and are looked at`);
  return { cases, build, server, memo, engine, reach, usable, is_own };
}

/** @param {number} done @param {number} all */
function onProgress(done, all) {
  if (process.stderr.isTTY)
    process.stderr.write(`\r${done} of ${all} pictures of the unchanged build${done === all ? "\n" : ""}`);
}
