/**
 * Makes changes that must not change any picture, and reports those that do: `node visual-tests/silence.js`. See
 * `src/mutations/README.md`.
 */

import { startChromium } from "./src/engines/chromium.js";
import { readCommandLine } from "./src/mutations/command-line.js";
import { MACHINES, keepBusy, starterOf } from "./src/mutations/harmless/machine.js";
import { CLASSES, IDS } from "./src/mutations/harmless/rename.js";
import { DECLARATIONS, RULES } from "./src/mutations/harmless/reorder.js";
import { NOTATION, SPACES } from "./src/mutations/harmless/rewrite.js";
import { randomOf, shuffled } from "./src/mutations/random.js";
import { getReady, readCompiled } from "./src/mutations/ready.js";
import { takePictures } from "./src/mutations/take.js";

/** Pages that take pictures at once: each waits for frames half of its time. */
const PAGES = "4";

const HELP = `Makes invisible changes, and expects that no picture shows one.

  node visual-tests/silence.js [OPTIONS]

  --only WORD      only those whose name contains the word
  --share NUMBER   the share of the cases to test, from 0 to 1; default 1
  --seed NUMBER    chooses the share; default 1
  --own            compare with the unchanged build, even if that differs from the expected pictures
  --pages NUMBER   how many pages work at the same time; default ${PAGES}
  --help
`;

const values = readCommandLine(HELP, {
  only: { type: "string" },
  share: { type: "string", default: "1" },
  seed: { type: "string", default: "1" },
  pages: { type: "string", default: PAGES },
  own: { type: "boolean", default: false },
});

const HARMLESS = [CLASSES, IDS, DECLARATIONS, RULES, SPACES, NOTATION];
const BROWSER = process.env.CHROMIUM || "/usr/bin/chromium";

const pages = Number(values.pages);
const compiled = await readCompiled();
const { server, memo, reach, engine } = await getReady(compiled, { pages, own: values.own });
const some = Math.ceil(compiled.cases.length * Number(values.share));
const cases = shuffled(compiled.cases, randomOf(Number(values.seed))).slice(0, some);
const known = new Set(cases.flatMap((of) => of.pictures.flatMap(({ id }) => (reach.get(id)?.is_expected ? [id] : []))));
const sums = /** @type {boolean[]} */ ([]);

for (const [i, { name, change }] of HARMLESS.entries()) {
  if (!isWanted(name)) continue;
  const changed = change({ ...compiled.build, name: `silent-${i}` }, cases);
  await look(name, engine, changed.build, changed.cases);
}
await engine.close();
for (const machine of MACHINES) {
  if (!isWanted(machine.name)) continue;
  const rest = machine.workers ? keepBusy(machine.workers) : async () => {};
  const other = await startChromium(await starterOf(machine, BROWSER));
  await look(machine.name, other, compiled.build, cases);
  await other.close();
  await rest();
}
await server.close();
const silent = sums.filter(Boolean).length;
console.log(`\n${silent} passed, ${sums.length - silent} failed`);
process.exitCode = silent && silent === sums.length ? 0 : 1;

/**
 * Takes all pictures under a change, and reports those that differ.
 * @param {string} name
 * @param {import("./src/engines/engine.js").Engine} engine
 * @param {import("./src/build.js").Build} build
 * @param {import("./src/cases.js").Case[]} cases
 */
async function look(name, engine, build, cases) {
  const started = performance.now();
  const taken = new Set();
  const same = new Set();
  const problems = /** @type {string[]} */ ([]);
  await takePictures({
    engine,
    server,
    build,
    cases,
    pages,
    isWanted: ({ id }) => known.has(id),
    onPicture({ id }, png) {
      taken.add(id);
      if (memo.pixelsOf(png) === reach.get(id)?.pixels) same.add(id);
    },
    onShown({ of, mode, width }, _, problem) {
      if (problem) problems.push(`${of.id} ${mode} ${width} px: ${problem}`);
    },
  });
  const failed = [...known].filter((id) => !same.has(id));
  console.log(
    `${name}: ${same.size} passed, ${failed.length + problems.length} failed; ${Math.round((performance.now() - started) / 1000)} s`,
  );
  for (const id of failed) console.log(`  ${id}: ${taken.has(id) ? "another picture" : "no picture"}`);
  for (const problem of problems) console.log(`  ${problem}`);
  sums.push(!failed.length && !problems.length);
}

/** @param {string} name */
function isWanted(name) {
  return !values.only || name.includes(values.only);
}
