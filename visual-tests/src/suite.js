/** A run of the suite: pictures in every engine, the accessibility tree of each state, and why something is not as
 * expected. */

import { join } from "node:path";
import { hostNames } from "../hosts/index.js";
import { expectedOf, orphans } from "./acceptance.js";
import { readAccepted } from "./accepted.js";
import { currentBuild } from "./build.js";
import { releaseOf } from "./browser-version.js";
import { readCases } from "./cases.js";
import { runEngine } from "./engine-lane.js";
import { ENGINE_NAMES, startEngine } from "./engines/engine.js";
import { isAsAccepted } from "./expected.js";
import { shown } from "./files.js";
import { findChromium } from "./other-chromium.js";
import { explain } from "./explain/explain.js";
import { lookAtHosts } from "./host-look.js";
import { runInspection } from "./inspection.js";
import { openMemo } from "./memo.js";
import { writeReport } from "./report/write.js";
import { keepTaken, openRun, showAsLast } from "./run-folder.js";
import { isNamed, isOf, touched } from "./selection.js";
import { OTHERS, startServer } from "./server.js";

/** Engines that take fewer pictures, each of them slower. */
const SLOW = /** @type {EngineName[]} */ (["firefox", "webkit"]);

/** @typedef {import("./engines/engine.js").EngineName} EngineName */
/** @typedef {import("./cases.js").Picture} Picture */

/**
 * The input of a run, and its results so far.
 * @typedef {object} Run
 * @property {import("./options.js").Options} options
 * @property {boolean} is_update Whether new pictures are accepted.
 * @property {import("./cases.js").Case[]} cases
 * @property {string[]} others Host pages of `--hosts`.
 * @property {string} [chromium] Path of another Chromium.
 * @property {import("./build.js").Build} current
 * @property {import("./accepted.js").Accepted} accepted
 * @property {string} folder The folder of this run's files.
 * @property {Map<string, string>} changed Cases that can look different from the accepted build, with the reason.
 * @property {(picture: Picture) => boolean} isWanted
 * @property {Awaited<ReturnType<typeof openMemo>>} memo
 * @property {import("./server.js").Server} server
 * @property {Map<EngineName, import("./engines/engine.js").Engine>} engines Those that were started.
 * @property {Set<EngineName>} other_versions Engines whose expected pictures are of another version.
 * @property {import("./engine-lane.js").LaneSum[]} lanes
 * @property {import("./lane.js").Result[]} results
 * @property {import("./inspection.js").Inspection} inspection
 * @property {string[]} faults Problems besides pictures.
 * @property {string[]} notes
 * @property {number} looks Checks of forms without pictures: on small screens, and on host pages of `--hosts`.
 */

/**
 * @typedef {object} Outcome
 * @property {import("./engine-lane.js").LaneSum[]} lanes
 * @property {import("./lane.js").Result[]} results Of all pictures.
 * @property {import("./inspection.js").Inspection} inspection
 * @property {import("./explain/groups.js").Group[]} groups
 * @property {string[]} faults Problems besides pictures.
 * @property {string[]} notes
 * @property {string[]} orphans
 * @property {number} looks Checks of forms without pictures: on small screens, and on host pages of `--hosts`.
 * @property {number} duration_ms
 * @property {string} report Path; empty = none was written.
 * @property {import("./build.js").Build} build
 * @property {import("./cases.js").Case[]} cases
 */

/**
 * Runs the suite, and writes its report.
 * @param {import("./options.js").Options} options
 * @returns {Promise<Outcome>}
 */
export async function runSuite(options) {
  const started = performance.now();
  const run = await startRun(options);
  const { cases, faults, results, notes, lanes, current: build } = run;
  try {
    await lookAtAll(run);
    const groups = await explainAll(run);
    const troubles = [run.inspection.note, await run.memo.save()];
    const whole = {
      groups,
      engines: lanes,
      pictures: results.length,
      duration_ms: performance.now() - started,
      folder: run.folder,
    };
    const report = run.is_update ? "" : await reportOn(run, whole, troubles);
    notes.push(...troubles.filter(Boolean));
    const gone = options.words.length ? [] : await orphans(cases, run.accepted);
    const { inspection, looks } = run;
    return {
      lanes,
      results,
      inspection,
      groups,
      faults,
      notes,
      orphans: gone,
      looks,
      duration_ms: performance.now() - started,
      report,
      build,
      cases,
    };
  } finally {
    await Promise.all([...run.engines.values()].map((engine) => engine.close()));
    await run.server.close();
  }
}

/**
 * Reads everything that a run needs, and starts its server.
 * @param {import("./options.js").Options} options
 * @returns {Promise<Run>}
 */
async function startRun(options) {
  const is_update = options.command === "update";
  const cases = await readCases(await hostNames());
  expectNamed(options, cases);
  const others = options.hosts ? await hostNames(options.hosts) : [];
  if (options.hosts && !others.length)
    throw new Error(`${options.hosts} contains no host page: each is a folder with a host.json`);
  const chromium = options.chromium ? await findChromium(options.chromium) : undefined;
  const [current, accepted, folder] = await Promise.all([currentBuild(cases), readAccepted(), openRun()]);
  const changed = touched(cases, (of) => buildsOf(of, accepted), current);
  if (options.changed) await addEdited(changed, cases, accepted);
  const isWanted = (/** @type {Picture} */ picture) =>
    isNamed(options.words, picture) && (!options.changed || changed.has(picture.of));
  const memo = await openMemo();
  const server = await startServer(options.hosts);
  server.builds.set(current.name, current);
  return {
    options,
    is_update,
    cases,
    others,
    chromium,
    current,
    accepted,
    folder,
    changed,
    isWanted,
    memo,
    server,
    engines: new Map(),
    other_versions: new Set(),
    lanes: [],
    results: [],
    inspection: { states: 0, faults: [], trees: new Map(), note: "", duration_ms: 0 },
    // Accepting everything fixes it.
    faults: accepted.fault && !is_update ? [accepted.fault] : [],
    notes: options.changed ? reasonsOf(changed) : [],
    looks: 0,
  };
}

/** Takes all pictures, and runs Chromium's checks besides pictures. @param {Run} run */
async function lookAtAll(run) {
  const { options, results, changed, cases, faults } = run;
  /** An engine that ends before its time leaves the others their results. @param {EngineName} name */
  const engineOrFault = (name) =>
    runEngine(run, name).catch((error) => {
      const others = ENGINE_NAMES.filter((other) => other !== name).join(",");
      faults.push(`${name} took no pictures: ${error.message}. Without it, name the others with --engines ${others}.`);
    });
  // The fastest engine has the machine for itself; what comes later waits for something most of the time.
  if (options.engines.includes("chromium")) await engineOrFault("chromium");
  // All come to their end before anything is closed.
  await Promise.all([
    lookCloser(run).catch((error) =>
      faults.push(`axe, fonts and accessibility trees were not looked at: ${error.message}`),
    ),
    ...SLOW.filter((name) => options.engines.includes(name)).map(engineOrFault),
  ]);
  if (options.words.length || options.changed || !options.engines.includes("chromium")) return;
  run.notes.push(...proof(unlikeOf(results), changed, cases));
}

/** What Chromium checks besides pictures. @param {Run} run */
async function lookCloser(run) {
  const { options, server, current, cases, others, isWanted } = run;
  const engine = run.engines.get("chromium");
  if (!engine) return;
  if (!options.quick) {
    const beforeOf = (/** @type {string} */ path) => buildOfTree(run, path);
    run.inspection = await runInspection({
      engine,
      server,
      build: current,
      cases,
      isWanted,
      update: run.is_update,
      beforeOf,
    });
  }
  if (!options.hosts) return;
  const found = await lookAtHosts({
    engine,
    server,
    build: current,
    cases,
    hosts: others.map((name) => OTHERS + name),
  });
  run.faults.push(...found.faults);
  run.looks += found.looks;
  run.notes.push(
    `${found.looks} looks at forms on ${others.length} host pages of ${options.hosts}: ${found.faults.length} faults.`,
  );
  if (found.zoomed.length)
    run.notes.push(`Left out, because their pages are zoomed and forms with them: ${found.zoomed.join(", ")}.`);
}

/** The build that a tree was accepted with, if another Chromium recorded it. @param {Run} run @param {string} path */
function buildOfTree({ accepted, engines, other_versions, server }, path) {
  const [told, here] = [accepted.file(path)?.version, engines.get("chromium")?.version ?? ""];
  if (!other_versions.has("chromium") && (!told || releaseOf(told, "chromium") === releaseOf(here, "chromium")))
    return undefined;
  const build = accepted.buildOf(path);
  if (build) server.builds.set(build.name, build);
  return build;
}

/** @param {import("./lane.js").Result[]} results */
const unlikeOf = (results) => results.filter(({ outcome }) => outcome !== "same");

/** Why pictures are not as expected. @param {Run} run @returns {Promise<import("./explain/groups.js").Group[]>} */
async function explainAll({ is_update, results, engines, chromium, cases, current, server, notes }) {
  const unlike = unlikeOf(results);
  if (is_update || !unlike.length) return [];
  let groups;
  try {
    // Chromium checks what a separate stage shows, if it is among the engines.
    const engine = engines.get("chromium") ?? (await startEngine("chromium", chromium));
    engines.set("chromium", engine);
    groups = await explain({ results: unlike, cases, current, server, engine });
  } catch (error) {
    // The pictures are reported without a reason, each by itself.
    notes.push(`Why pictures are not as expected could not be found out: ${/** @type {Error} */ (error).message}`);
    groups = await explain({ results: unlike, cases, current, server });
  }
  const unsteady = groups.filter(({ kind }) => kind === "unsteady");
  for (const { result } of unsteady.flatMap(({ pictures }) => pictures)) result.outcome = "unsteady";
  return groups;
}

/**
 * Writes the report.
 * @param {Run} run
 * @param {Omit<import("./report/data.js").Report, "notes">} whole
 * @param {string[]} troubles Gets why there is no report.
 * @returns {Promise<string>} Its path; empty = there is none.
 */
async function reportOn({ results, current, notes, faults, inspection }, whole, troubles) {
  const unlike = unlikeOf(results);
  try {
    if (unlike.length) await keepTaken(whole.folder, unlike, current);
    const all = { ...whole, notes: [...notes, ...faults, ...inspection.faults] };
    const { page } = await writeReport(all, join(whole.folder, "report.html"));
    await showAsLast(whole.folder);
    return page;
  } catch (error) {
    // The results are reported anyway.
    troubles.push(`There is no report: ${/** @type {Error} */ (error).message}.`);
    return "";
  }
}

/**
 * The builds that the pictures and trees of a case were accepted of, each once.
 * @param {import("./cases.js").Case} of
 * @param {import("./accepted.js").Accepted} accepted
 */
function buildsOf(of, accepted) {
  return [...new Set(expectedOf(of).map((path) => accepted.buildOf(path)))];
}

/**
 * Adds the cases of which a file is not the one that was accepted: edited, damaged or gone.
 * @param {Map<string, string>} changed
 * @param {import("./cases.js").Case[]} cases
 * @param {import("./accepted.js").Accepted} accepted
 */
async function addEdited(changed, cases, accepted) {
  for (const of of cases) {
    for (const path of changed.has(of.id) ? [] : expectedOf(of)) {
      if (await isAsAccepted(path, accepted)) continue;
      changed.set(of.id, `${shown(path)} is not the file that was accepted`);
      break;
    }
  }
}

/** @param {import("./options.js").Options} options @param {import("./cases.js").Case[]} cases */
function expectNamed({ words, engines }, cases) {
  const ids = cases.flatMap(({ pictures }) => pictures.map(({ id }) => id));
  for (const word of words) {
    if (ids.some((id) => isNamed([word], { id }))) continue;
    const near = ids.filter((id) => id.includes(word)).slice(0, 3);
    throw new Error(
      `no picture is named by ${JSON.stringify(word)}; ${near.length ? `it occurs in ${near.join(", ")}: *${word} names those, too` : "ids are as button/states/hover@480"}`,
    );
  }
  const isTaken = (/** @type {Picture} */ picture) =>
    isNamed(words, picture) && engines.some((name) => isOf(name, picture));
  if (!cases.some(({ pictures }) => pictures.some(isTaken)))
    throw new Error(`${engines.join(" and ")} take no picture that is named by ${words.join(" ")}`);
}

/**
 * What a full run proves about the mode that takes only changed cases.
 * @param {import("./lane.js").Result[]} results
 * @param {Map<string, string>} changed
 * @param {import("./cases.js").Case[]} cases
 */
function proof(results, changed, cases) {
  const missed = results.filter(({ picture, outcome }) => outcome === "changed" && !changed.has(picture.of));
  const taken = cases.filter(({ id }) => changed.has(id)).reduce((sum, { pictures }) => sum + pictures.length, 0);
  const all = cases.reduce((sum, { pictures }) => sum + pictures.length, 0);
  if (!missed.length) return [`--changed would have taken ${taken} of ${all} pictures, and missed none that changed.`];
  return [
    `--changed would have missed ${missed.length} pictures: ${missed.map(({ picture }) => picture.id).join(", ")}`,
  ];
}

/** The cases that `--changed` takes, and why. @param {Map<string, string>} changed Cases with the reason why they
 * can differ. */
function reasonsOf(changed) {
  const by_reason = /** @type {Map<string, string[]>} */ (new Map());
  for (const [id, reason] of changed) by_reason.set(reason, [...(by_reason.get(reason) ?? []), id]);
  return [...by_reason].map(
    ([reason, ids]) => `--changed: ${reason}: ${ids.length > 3 ? `${ids.length} cases` : ids.join(", ")}`,
  );
}
