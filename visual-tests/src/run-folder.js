/** A folder for each run: its pictures, their build, and its report. Two runs at once never write to the same file. */

import { existsSync, readdirSync, realpathSync } from "node:fs";
import { mkdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { draftOf, WORK, writeWhole } from "./files.js";
import { isAlive, self } from "./processes.js";

const RUNS = join(WORK, "runs");

/** The path of the report of the run that ended last. */
export const REPORT = join(WORK, "report.html");

/** How many runs are kept, so that their reports can still be looked at. */
const MOST_RUNS = 5;

/** @param {string} folder Of a run. @param {import("./engines/engine.js").EngineName} engine @param {string} id */
export const takenPath = (folder, engine, id) => join(folder, "actual", engine, `${id}.png`);

/** Makes the folder of a new run, and removes those of old ones. */
export async function openRun() {
  await mkdir(RUNS, { recursive: true });
  const names = readdirSync(RUNS).sort();
  for (const name of names.slice(0, Math.max(0, names.length - MOST_RUNS + 1))) {
    const owner = await readFile(join(RUNS, name, "run.json"), "utf8")
      .then(JSON.parse)
      .catch(() => undefined);
    if (!owner || !isAlive(owner)) await rm(join(RUNS, name), { recursive: true, force: true });
  }
  const folder = join(RUNS, `${new Date().toISOString().replace(/[:.]/g, "-")}-${process.pid}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "run.json"), JSON.stringify(self()));
  return folder;
}

/**
 * Keeps the unexpected pictures of a run, and their build, for accepting them with a click.
 * @param {string} folder
 * @param {import("./lane.js").Result[]} results
 * @param {import("./build.js").Build} build
 */
export async function keepTaken(folder, results, build) {
  for (const { engine, picture, png } of results) if (png) await writeWhole(takenPath(folder, engine, picture.id), png);
  const taken = results.map(({ engine, picture, outcome }) => ({ engine, id: picture.id, outcome }));
  await writeWhole(join(folder, "taken.json"), JSON.stringify({ taken, build }));
}

/**
 * @param {string} folder
 * @returns {Promise<{ taken: { engine: string, id: string, outcome: string }[], build: import("./build.js").Build }>}
 */
export const readTaken = async (folder) => JSON.parse(await readFile(join(folder, "taken.json"), "utf8"));

/** Makes the report of a run the latest one. @param {string} folder */
export async function showAsLast(folder) {
  for (const file of ["report.html", "results.json"]) {
    const draft = draftOf(join(WORK, file));
    await symlink(relative(WORK, join(folder, file)), draft);
    await rename(draft, join(WORK, file));
  }
}

/** The folder of the run that ended last; undefined if there is none. */
export const lastRun = () => (existsSync(REPORT) ? dirname(realpathSync(REPORT)) : undefined);
