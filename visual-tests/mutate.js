/**
 * Tries small changes of what is compiled, one at a time, and tells which of them no picture shows:
 * `node visual-tests/mutate.js`. See `src/mutations/README.md`.
 */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { hostNames } from "./hosts/index.js";
import { currentBuild } from "./src/build.js";
import { ROOT, readCases } from "./src/cases.js";
import { startEngine } from "./src/engines/engine.js";
import { openMemo } from "./src/memo.js";
import { readChanges } from "./src/mutations/change.js";
import { generate } from "./src/mutations/generate.js";
import { randomOf, shuffled } from "./src/mutations/random.js";
import { findReach } from "./src/mutations/reach.js";
import { lineOf, sumOf, summaryOf } from "./src/mutations/summary.js";
import { openTrees } from "./src/mutations/tree.js";
import { trierOn } from "./src/mutations/trial.js";
import { worldOf } from "./src/mutations/world.js";
import { startServer } from "./src/server.js";
import { openStage } from "./src/stage.js";

const RESULTS = join(ROOT, "target/visual/mutations.json");

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "240" },
    seed: { type: "string", default: "1" },
    sample: { type: "string" },
    changes: { type: "string" },
    only: { type: "string" },
    pages: { type: "string", default: "2" },
    list: { type: "boolean", default: false },
    // Pictures that are not as expected are compared with what the unchanged build shows, while somebody works on them.
    own: { type: "boolean", default: false },
  },
});

const started = performance.now();
const seconds = () => Math.round((performance.now() - started) / 1000);
const cases = await readCases(await hostNames());
const build = await currentBuild(cases);
const mutations = await mutationsWanted();
if (values.list) {
  for (const { find, ...change } of mutations) console.log(JSON.stringify({ ...change, ...(find !== undefined && { find: String(find) }) }));
} else {
  process.exitCode = (await run()) ? 0 : 1;
}

async function mutationsWanted() {
  const seed = Number(values.seed);
  const all = values.changes ? readChanges(JSON.parse(await readFile(values.changes, "utf8"))) : generate(worldOf(build), { count: Number(values.count), seed });
  const wanted = values.only ? all.filter(({ id }) => id.includes(values.only ?? "")) : all;
  return values.sample ? shuffled(wanted, randomOf(seed)).slice(0, Number(values.sample)) : wanted;
}

/** @returns {Promise<boolean>} Whether enough was caught. */
async function run() {
  const [server, memo, engine] = await Promise.all([startServer(), openMemo(), startEngine("chromium")]);
  try {
    server.builds.set(build.name, build);
    const pages = Number(values.pages);
    const reach = await findReach({ engine, server, build, cases, memo, pages, onProgress });
    if (values.own) for (const shown of reach.values()) shown.is_expected = true;
    const usable = [...reach.values()].filter(({ is_expected }) => is_expected).length;
    console.log(`${usable} of ${reach.size} pictures are as expected before any change, and are looked at; ${seconds()} s`);

    const trees = openTrees(build);
    const verdicts = /** @type {import("./src/mutations/trial.js").Verdict[]} */ ([]);
    const queue = [...mutations];
    const tried = performance.now();
    await Promise.all(
      Array.from({ length: pages }, async (_, i) => {
        const stage = await openStage(engine, server);
        const tryChange = trierOn({ build, cases, reach, server, memo, trees }, stage, `mutant-${i}`);
        for (let change = queue.shift(); change; change = queue.shift()) {
          verdicts.push(await tryChange(change));
          console.log(lineOf(verdicts[verdicts.length - 1], verdicts.length, mutations.length));
        }
        await stage.close();
      }),
    );
    console.log(summaryOf(verdicts, (performance.now() - tried) / 1000));
    const sum = sumOf(verdicts);
    await mkdir(dirname(RESULTS), { recursive: true });
    await writeFile(RESULTS, JSON.stringify({ ...sum, seed: Number(values.seed), pictures: usable, verdicts: verdicts.map(written) }, undefined, 1));
    // Of a sample none may be missed: each of them has been caught before.
    return values.sample ? sum.applied > 0 && sum.caught === sum.applied : sum.is_enough;
  } finally {
    await engine.close();
    await server.close();
  }
}

/** @param {number} done @param {number} all */
function onProgress(done, all) {
  if (process.stdout.isTTY) process.stdout.write(`\r${done} of ${all} showings of the unchanged build`);
}

/** @param {import("./src/mutations/trial.js").Verdict} verdict */
function written({ change: { find, ...change }, ...verdict }) {
  return { ...verdict, change: { ...change, ...(find !== undefined && { find: String(find) }) } };
}
