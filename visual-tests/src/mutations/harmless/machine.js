/** Another machine: fewer cores for the browser, other painting threads, and other work at the same time. */

import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { ROOT } from "../../cases.js";

/**
 * @typedef {object} Machine
 * @property {string} name
 * @property {(browser: string) => string} [starts] The command that starts the browser.
 * @property {number} [workers] So many threads work for nothing all the while.
 */

/** @type {Machine[]} */
export const MACHINES = [
  { name: "one core for the browser", starts: (browser) => `taskset -c 0 ${browser}` },
  { name: "one thread that paints", starts: (browser) => `${browser} --num-raster-threads=1` },
  { name: "four threads that paint", starts: (browser) => `${browser} --num-raster-threads=4` },
  { name: "two cores busy", workers: 2 },
];

/**
 * Writes a program that starts the browser so.
 * @param {Machine} machine
 * @param {string} browser
 * @returns {Promise<string>} Its path.
 */
export async function starterOf({ name, starts }, browser) {
  if (!starts) return browser;
  const folder = join(ROOT, "target/visual/starters");
  const path = join(folder, name.replace(/\W+/g, "-"));
  await mkdir(folder, { recursive: true });
  await writeFile(path, `#!/bin/sh\nexec ${starts(JSON.stringify(browser))} "$@"\n`);
  await chmod(path, 0o755);
  return path;
}

/** How long a worker runs if nothing ends it. */
const LONGEST_MS = 300_000;

/**
 * Keeps cores busy.
 * @param {number} count
 * @returns {() => Promise<void>} Ends it.
 */
export function keepBusy(count) {
  const code = `const end = Date.now() + ${LONGEST_MS}; let sum = 0; while (Date.now() < end) for (let i = 0; i < 1e7; i++) sum += Math.sqrt(i);`;
  const workers = Array.from({ length: count }, () => new Worker(code, { eval: true }));
  return async () => void (await Promise.all(workers.map((worker) => worker.terminate())));
}
