/** Accepts pictures that changed, are new or are gone, after listing them. */

import { createInterface } from "node:readline/promises";
import { accept } from "../acceptance.js";
import { ENGINE_NAMES } from "../engines/engine.js";
import { pathOf } from "../expected.js";
import { shown } from "../files.js";
import { runSuite } from "../suite.js";
import { resultLine } from "./lines.js";
import { openMemo } from "../memo.js";

/** Where the command cannot ask, and `--yes` was not given. */
const NOT_ASKED = 2;

/**
 * @param {import("../options.js").Options} options
 * @returns {Promise<number>} The exit code: 1 where something could not be accepted.
 */
export async function updateAll(options) {
  const { results, lanes, inspection, faults, notes, orphans, build, cases } = await runSuite(options);
  const versions = Object.fromEntries(lanes.map(({ name, version }) => [name, version]));
  const { pictures, refused } = await sorted(results, versions);
  const trees = [...inspection.trees].map(([path, text]) => ({ path, text, version: versions.chromium ?? "" }));
  const written = pictures.filter(({ png }) => png);
  const new_trees = trees.filter(({ text }) => text !== undefined);

  for (const { engine, picture, outcome } of written) console.log(`  ${engine} ${picture.id}: ${outcome}`);
  for (const { path } of new_trees) console.log(`  ${shown(path)}`);
  for (const path of orphans) console.log(`  ${shown(path)}: no case asks for it, so it will be deleted`);
  for (const result of refused) console.log(`${result.outcome}:${resultLine(result)}`);
  for (const fault of [...faults, ...inspection.faults]) console.log(`fault: ${fault}`);
  for (const note of notes) console.log(note);

  const changes = written.length + new_trees.length + orphans.length;
  const what = `${written.length} pictures and ${new_trees.length} trees, and delete ${orphans.length} files`;
  if (changes && !options.yes) {
    if (!process.stdin.isTTY) {
      console.log(`\nNothing was accepted: say --yes to accept ${what}.`);
      return NOT_ASKED;
    }
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    const answer = await terminal.question(`\nAccept ${what}? [y/N] `);
    terminal.close();
    if (!/^y(es)?$/i.test(answer.trim())) {
      console.log("Nothing was accepted.");
      return NOT_ASKED;
    }
  }
  const is_everything = !options.words.length && !options.changed && lanes.length === ENGINE_NAMES.length;
  await accept({ build, cases, pictures, trees, gone: orphans, is_everything });
  console.log(
    `\naccepted ${written.length} of ${results.length} pictures and ${new_trees.length} trees; deleted ${orphans.length} files that no case asks for. Look at them before you commit: git diff --stat visual-tests`,
  );
  return refused.length || faults.length || inspection.faults.length ? 1 : 0;
}

/**
 * What is accepted, and what is not.
 * @param {import("../lane.js").Result[]} results
 * @param {Record<string, string>} versions
 */
async function sorted(results, versions) {
  const memo = await openMemo();
  const pixels = /** @type {Map<string, string>} */ (new Map());
  const pictures = [];
  const refused = /** @type {import("../lane.js").Result[]} */ ([]);
  const followers = /** @type {import("../lane.js").Result[]} */ ([]);
  for (const result of results) {
    const { engine, picture, png, outcome, expected } = result;
    if (outcome === "failed" || outcome === "unsteady") refused.push(result);
    else if (picture.name !== picture.expected) followers.push(result);
    else {
      pixels.set(pathOf(engine, picture), png ? memo.pixelsOf(png) : (expected?.pixels ?? ""));
      pictures.push({ engine, version: versions[engine] ?? "", picture, png, pixels: expected?.pixels, outcome });
    }
  }
  for (const result of followers) {
    if (result.outcome === "same" && !pixels.has(pathOf(result.engine, result.picture))) continue;
    const own = result.png ? memo.pixelsOf(result.png) : result.expected?.pixels;
    if (own === pixels.get(pathOf(result.engine, result.picture))) continue;
    refused.push({
      ...result,
      problem: `it has to look like ${result.picture.of}/${result.picture.expected}, and does not`,
    });
  }
  return { pictures, refused };
}
