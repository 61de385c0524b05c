/**
 * Tries small changes of the compiled output, one at a time, and reports those that no picture shows:
 * `node visual-tests/mutate.js`. See `src/mutations/README.md`.
 */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ROOT } from "./src/cases.js";
import { readChanges } from "./src/mutations/change.js";
import { readCommandLine } from "./src/mutations/command-line.js";
import { generate, sampleOf } from "./src/mutations/generate.js";
import { getReady, readCompiled } from "./src/mutations/ready.js";
import { lineOf, sumOf, summaryOf } from "./src/mutations/summary.js";
import { readTrees } from "./src/mutations/tree.js";
import { trierOn } from "./src/mutations/trial.js";
import { worldOf } from "./src/mutations/world.js";
import { openStage } from "./src/stage.js";

/** Pages that try at once: each waits for frames half of its time. */
const PAGES = "4";

const RESULTS = join(ROOT, "target/visual/mutations.json");

const HELP = `Tries small changes of what is compiled, one at a time, and tells which of them no picture shows.

  node visual-tests/mutate.js [OPTIONS]

  --count NUMBER   how many changes, spread evenly over the kinds; default 240
  --seed NUMBER    another seed makes other changes of the same kinds; default 1
  --sample NUMBER  only this many of them, and none may be missed
  --changes FILE   use the changes in a file instead; src/mutations/README.md has the format
  --only WORD      only those whose id contains the word
  --list           print them, one line of JSON each, and try nothing
  --own            compare with the unchanged build, even if that differs from the expected pictures
  --pages NUMBER   how many pages work at the same time; default ${PAGES}
  --help

The last line counts those that were caught and those that were missed. Ends with 1 where less than 95 % are caught, or one
of a sample is missed.
`;

const values = readCommandLine(HELP, {
  count: { type: "string", default: "240" },
  seed: { type: "string", default: "1" },
  sample: { type: "string" },
  changes: { type: "string" },
  only: { type: "string" },
  pages: { type: "string", default: PAGES },
  list: { type: "boolean", default: false },
  own: { type: "boolean", default: false },
});

const compiled = await readCompiled();
const mutations = await mutationsWanted();
if (values.list) {
  for (const change of mutations) console.log(JSON.stringify(writable(change)));
} else {
  process.exitCode = (await run()) ? 0 : 1;
}

async function mutationsWanted() {
  const seed = Number(values.seed);
  const all = values.changes
    ? readChanges(JSON.parse(await readFile(values.changes, "utf8")))
    : generate(worldOf(compiled.build), { count: Number(values.count), seed });
  const wanted = values.only ? all.filter(({ id }) => id.includes(values.only ?? "")) : all;
  return values.sample ? sampleOf(wanted, { count: Number(values.sample), seed }) : wanted;
}

/** @returns {Promise<boolean>} Whether enough was caught. */
async function run() {
  const pages = Number(values.pages);
  const world = await getReady(compiled, { pages, own: values.own });
  try {
    const started = performance.now();
    const trees = await readTrees(world, pages);
    const verdicts = /** @type {import("./src/mutations/trial.js").Verdict[]} */ ([]);
    const queue = [...mutations];
    await Promise.all(
      Array.from({ length: pages }, async (_, i) => {
        const stage = await openStage(world.engine, world.server);
        const tryChange = trierOn({ ...world, trees }, stage, `mutant-${i}`);
        for (let change = queue.shift(); change; change = queue.shift()) {
          verdicts.push(await tryChange(change));
          console.log(lineOf(verdicts[verdicts.length - 1], verdicts.length, mutations.length));
        }
        await stage.close();
      }),
    );
    const duration_ms = Math.round(performance.now() - started);
    console.log(summaryOf(verdicts, duration_ms));
    const sum = sumOf(verdicts);
    await mkdir(dirname(RESULTS), { recursive: true });
    const results = {
      ...sum,
      seed: Number(values.seed),
      duration_ms,
      pictures: world.usable,
      verdicts: verdicts.map(({ change, ...verdict }) => ({ ...verdict, change: writable(change) })),
    };
    await writeFile(RESULTS, JSON.stringify(results, undefined, 1));
    // None of a sample may be missed, because each of them has been caught before.
    return values.sample ? sum.applied > 0 && sum.caught === sum.applied : sum.is_enough;
  } finally {
    await world.engine.close();
    await world.server.close();
  }
}

/**
 * A change as data, which `--changes` reads.
 * @param {import("./src/mutations/change.js").Change} change
 */
function writable({ find, ...change }) {
  return { ...change, ...(find !== undefined && { find: String(find) }) };
}
