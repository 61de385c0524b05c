/** Accepts pictures: makes what was taken the expected ones, and keeps the build that they were taken of. */

import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { acceptedBuild, keepBuild } from "./build.js";
import { accept, pathOf } from "./expected.js";
import { seenFor, treePath } from "./inspection.js";
import { isOf } from "./selection.js";
import { ROOT } from "./cases.js";
import { ENGINE_NAMES } from "./engines/engine.js";

/** What the last run took and was not expected, for accepting without taking it again. */
const TAKEN = join(ROOT, "target/visual/actual");

/** @param {import("./engines/engine.js").EngineName} engine @param {string} id */
export const takenPath = (engine, id) => join(TAKEN, engine, `${id}.png`);

/**
 * Keeps what a run took.
 * @param {import("./lane.js").Result[]} results
 */
export async function keepTaken(results) {
  await rm(TAKEN, { recursive: true, force: true });
  for (const { engine, picture, png } of results) {
    if (!png) continue;
    const path = takenPath(engine, picture.id);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, png);
  }
}

/**
 * @param {import("./lane.js").Result[]} results
 * @param {Partial<Record<import("./engines/engine.js").EngineName, string>>} versions
 * @returns {Promise<string[]>} Files that were written.
 */
export async function acceptAll(results, versions) {
  const written = [];
  for (const { engine, picture, png, outcome } of results) {
    // What has to look like another picture is accepted with that one.
    if (!png || outcome === "failed" || picture.name !== picture.expected) continue;
    written.push(await accept({ name: engine, version: versions[engine] ?? "" }, picture, png));
  }
  return written;
}

/**
 * Accepts pictures of the last run by their ids.
 * @param {{ id: string, engine: string }[]} wanted
 * @param {import("./cases.js").Case[]} cases
 * @param {Partial<Record<import("./engines/engine.js").EngineName, string>>} versions
 */
export async function acceptTaken(wanted, cases, versions) {
  const pictures = new Map(cases.flatMap(({ pictures }) => pictures.map((picture) => [picture.id, picture])));
  for (const { id, engine: name } of wanted) {
    const picture = pictures.get(id);
    const engine = ENGINE_NAMES.find((known) => known === name);
    if (!picture || !engine) throw new Error(`${name} ${id} is no picture of the suite`);
    if (picture.name !== picture.expected) throw new Error(`${id} has to look like ${picture.expected}, and is accepted with it`);
    const png = await readFile(takenPath(engine, id)).catch(() => {
      throw new Error(`the last run did not take ${id}: run \`npm run visual\` again`);
    });
    await accept({ name: engine, version: versions[engine] ?? "" }, picture, png);
  }
}

/**
 * Keeps the build behind accepted pictures; of some cases alone, the other cases keep theirs.
 * @param {import("./build.js").Build} build
 * @param {Set<string> | undefined} ids Of the cases; nothing = all.
 */
export async function acceptBuild(build, ids) {
  const before = ids && (await acceptedBuild());
  if (!before) return await keepBuild(build);
  for (const id of ids ?? []) {
    before.cases[id] = build.cases[id];
    before.data[id] = build.data[id];
  }
  await keepBuild({ ...before, files: { ...before.files, ...build.files } });
}

/**
 * Expected files that no case asks for any more.
 * @param {import("./cases.js").Case[]} cases
 */
export async function orphans(cases) {
  const found = [];
  for (const of of cases) {
    const folder = join(of.folder, "expected");
    if (!existsSync(folder)) continue;
    const known = new Set(
      of.pictures.flatMap((picture) => ENGINE_NAMES.filter((engine) => isOf(engine, picture)).map((engine) => pathOf(engine, picture))),
    );
    for (const state of seenFor(of).keys()) known.add(treePath(of, state));
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      if (entry.isFile() && !known.has(path)) found.push(path);
    }
  }
  return found;
}
