/** The work of one engine in a run: it takes the pictures, compares them, and checks small screens. */

import { isOtherVersion } from "./browser-version.js";
import { confirm } from "./confirm.js";
import { startEngine } from "./engines/engine.js";
import { pathOf, readExpected } from "./expected.js";
import { lookAtSmallScreens, openInvariants } from "./invariants.js";
import { runLane } from "./lane.js";
import { progress } from "./progress.js";
import { isOf } from "./selection.js";

/**
 * Pages of an engine that take pictures at once. There are two cores; a page of Chromium waits for frames half of its time,
 * and a driver of WebKitGTK is busy with one page.
 */
const PAGES = { chromium: 4, firefox: 1, webkit: 1 };

/** The time limit of the suite is for the first 300 pictures, however many there are. */
export const FIRST = 300;

/**
 * @typedef {object} LaneSum
 * @property {EngineName} name
 * @property {string} version
 * @property {number} pictures
 * @property {number} duration_ms From the start of the browser to the last comparison.
 * @property {number} [first_ms] To the comparison of picture number `FIRST`.
 */

/** @typedef {import("./engines/engine.js").EngineName} EngineName */
/** @typedef {import("./cases.js").Picture} Picture */
/** @typedef {import("./suite.js").Run} Run */
/** @typedef {{ run: Run, name: EngineName, engine: import("./engines/engine.js").Engine, said: ReturnType<typeof progress>, isWanted: (picture: Picture) => boolean }} Lane */

/**
 * Adds the results of the engine to the run.
 * @param {Run} run
 * @param {EngineName} name
 */
export async function runEngine(run, name) {
  const begun = performance.now();
  const { current, cases, server } = run;
  const engine = await startEngine(name, run.chromium);
  run.engines.set(name, engine);
  const said = progress(name);
  let first_ms = /** @type {number | undefined} */ (undefined);
  const onProgress = (/** @type {number} */ done, /** @type {number} */ count) => {
    if (done >= FIRST) first_ms ??= performance.now() - begun;
    said.tell(done, count);
  };
  const isWanted = (/** @type {Picture} */ picture) => isOf(name, picture) && run.isWanted(picture);
  const lane = { run, name, engine, said, isWanted };
  const other = run.is_update ? undefined : await isOtherVersion(engine, cases, isWanted, run.accepted);
  if (other) run.other_versions.add(name);
  const expect = other
    ? await expectOfBoth(lane, other)
    : (/** @type {unknown} */ _, /** @type {Picture} */ picture) => readExpected(name, picture, run.accepted);
  const invariants = await openInvariants(engine, current);
  const results = await runLane({ ...shared(lane), build: current, cases, isWanted, onProgress, expect, invariants });
  if (run.options.anywhere && !other) await allowForMachine(lane, results);
  if (run.is_update) await confirm({ ...shared(lane), build: current, cases, results });
  said.end();
  run.results.push(...results);
  run.lanes.push({
    name,
    version: engine.version,
    pictures: results.length,
    duration_ms: performance.now() - begun,
    first_ms,
  });
  const named = cases.filter(({ pictures }) => pictures.some(isWanted));
  const small = await lookAtSmallScreens({ engine, server, build: current, cases: named, invariants });
  run.faults.push(...small.faults);
  run.looks += small.looks;
  const trouble = await invariants.save();
  if (trouble) run.notes.push(trouble);
}

/** @param {Lane} lane */
const shared = ({ run: { server, memo }, name, engine }) => ({ engine, server, memo, pages: PAGES[name] });

/**
 * Whether a case shows an accepted build as it did when that was accepted. If the stage, a host page or the case itself
 * has changed, both builds look different from then, and like each other.
 * @param {import("./build.js").Build} accepted
 * @param {import("./build.js").Build} current
 * @param {string} id Of the case.
 */
const isShownAsThen = (accepted, current, id) =>
  accepted.inputs === current.inputs && accepted.data[id] === current.data[id];

/**
 * Pictures of the builds that they were accepted of, by this engine on this machine; without those that would be shown in
 * another way than when they were accepted.
 * @param {Lane} lane
 * @param {(picture: Picture) => boolean} isWanted
 */
async function takeAccepted(lane, isWanted) {
  const { run, name, said } = lane;
  const buildOf = (/** @type {Picture} */ picture) => run.accepted.buildOf(pathOf(name, picture));
  const taken = /** @type {Map<string, Buffer>} */ (new Map());
  const wanted = run.cases.flatMap(({ pictures }) => pictures.filter(isWanted));
  for (const build of new Set(wanted.flatMap((picture) => buildOf(picture) ?? []))) {
    run.server.builds.set(build.name, build);
    const cases = run.cases.filter(
      ({ id, forms }) => build.cases[id]?.length === forms.length && isShownAsThen(build, run.current, id),
    );
    const isOfBuild = (/** @type {Picture} */ picture) => isWanted(picture) && buildOf(picture) === build;
    const results = await runLane({
      ...shared(lane),
      build,
      cases,
      isWanted: isOfBuild,
      onProgress: said.tell,
      expect: async () => undefined,
    });
    for (const { picture, png, outcome } of results) if (png && outcome === "new") taken.set(picture.id, png);
  }
  return taken;
}

/**
 * The expected pictures if another browser version took them: the pages then look different, so this browser takes
 * pictures of both builds.
 * @param {Lane} lane
 * @param {string} other
 */
async function expectOfBoth(lane, other) {
  const { run, name, engine } = lane;
  const taken = await takeAccepted(lane, lane.isWanted);
  run.notes.push(
    `${name} is ${engine.version}, and the expected pictures are of ${other}: ${taken.size} pictures of the accepted builds were taken again with it and compared with those of this build.`,
  );
  return async (/** @type {unknown} */ _, /** @type {Picture} */ picture) => {
    // A file that is broken is so for every browser.
    const expected = await readExpected(name, picture, run.accepted);
    const png = taken.get(picture.id);
    return expected && png && { ...expected, png, pixels: run.memo.pixelsOf(png), version: engine.version };
  };
}

/**
 * Takes the accepted build's pictures again where they are not as expected: where both builds look the same, it is the
 * machine that differs.
 * @param {Lane} lane
 * @param {import("./lane.js").Result[]} results
 */
async function allowForMachine(lane, results) {
  const { run, name } = lane;
  const unlike = new Set(results.flatMap(({ picture, outcome }) => (outcome === "changed" ? [picture.id] : [])));
  if (!unlike.size) return;
  const taken = await takeAccepted(lane, ({ id }) => unlike.has(id));
  const { memo } = run;
  const alike = results.filter(({ picture: { id }, png }) => {
    const accepted = taken.get(id);
    return unlike.has(id) && png && accepted && memo.pixelsOf(png) === memo.pixelsOf(accepted);
  });
  for (const result of alike) result.outcome = "same";
  run.notes.push(
    `${name}: ${unlike.size} pictures are not as expected; of ${alike.length} of them the build that they were accepted of looks the same here: this machine paints otherwise than the one that took them.`,
  );
}
