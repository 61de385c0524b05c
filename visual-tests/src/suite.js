/** A run of the suite: pictures in every engine, what each state says to a screen reader, and why something is not as expected. */

import { join } from "node:path";
import { hostNames } from "../hosts/index.js";
import { acceptAll, acceptBuild, keepTaken, orphans } from "./acceptance.js";
import { acceptedBuild, currentBuild } from "./build.js";
import { isOtherVersion } from "./browser-version.js";
import { readCases, ROOT } from "./cases.js";
import { startEngine } from "./engines/engine.js";
import { readExpected } from "./expected.js";
import { findChromium } from "./other-chromium.js";
import { explain } from "./explain/explain.js";
import { lookAtHosts } from "./host-look.js";
import { runInspection } from "./inspection.js";
import { runLane } from "./lane.js";
import { openMemo } from "./memo.js";
import { progress } from "./progress.js";
import { writeReport } from "./report/write.js";
import { isNamed, isOf, touched } from "./selection.js";
import { OTHERS, startServer } from "./server.js";

export const REPORT = join(ROOT, "target/visual/report.html");

/**
 * Pages of an engine that take pictures at once. There are two cores; a page of Chromium waits for frames half of its time,
 * and a driver of WebKitGTK is busy with one page.
 */
const PAGES = { chromium: 4, firefox: 1, webkit: 1 };

/** Engines that take fewer pictures, each of them slower. */
const SLOW = /** @type {import("./engines/engine.js").EngineName[]} */ (["firefox", "webkit"]);

/** How long the first 300 pictures take is what the suite is held to, however many there come to be. */
export const FIRST = 300;

/**
 * @typedef {object} LaneSum
 * @property {import("./engines/engine.js").EngineName} name
 * @property {string} version
 * @property {number} pictures
 * @property {number} duration_ms From the start of the browser to the last comparison.
 * @property {number} [first_ms] To the comparison of picture number `FIRST`.
 */

/**
 * @typedef {object} Outcome
 * @property {LaneSum[]} lanes
 * @property {import("./lane.js").Result[]} results Of pictures that are not as expected.
 * @property {import("./inspection.js").Inspection} inspection
 * @property {import("./explain/groups.js").Group[]} groups
 * @property {string[]} notes
 * @property {string[]} orphans
 * @property {number} pictures
 * @property {number} looks At forms on host pages without pictures.
 * @property {number} duration_ms
 */

/**
 * Runs the suite, and writes its report.
 * @param {import("./options.js").Options} options
 * @returns {Promise<Outcome>}
 */
export async function runSuite(options) {
  const started = performance.now();
  const update = options.command === "update";
  const cases = await readCases(await hostNames());
  const unmatched = options.words.filter((word) => !cases.some(({ pictures }) => pictures.some((picture) => isNamed([word], picture))));
  if (unmatched.length) throw new Error(`no picture's id contains ${unmatched.map((word) => JSON.stringify(word)).join(" or ")}; ids are as button/states/hover@480`);
  const others = options.hosts ? await hostNames(options.hosts) : [];
  if (options.hosts && !others.length) throw new Error(`${options.hosts} has no host page: a folder for each, with a host.json`);
  const chromiumPath = options.chromium ? await findChromium(options.chromium) : undefined;
  const [current, accepted] = await Promise.all([currentBuild(cases), acceptedBuild()]);
  const changed = touched(cases, accepted, current);
  const notes = /** @type {string[]} */ ([]);
  if (options.changed) for (const [reason, ids] of byReason(changed)) notes.push(`--changed: ${reason}: ${ids.length > 3 ? `${ids.length} cases` : ids.join(", ")}`);
  const isWanted = (/** @type {import("./cases.js").Picture} */ picture) => isNamed(options.words, picture) && (!options.changed || changed.has(picture.of));
  const [server, memo] = await Promise.all([startServer(options.hosts), openMemo()]);
  server.builds.set(current.name, current);
  const lanes = /** @type {LaneSum[]} */ ([]);
  const all = /** @type {import("./lane.js").Result[]} */ ([]);
  let inspection = /** @type {import("./inspection.js").Inspection} */ ({ states: 0, faults: [], written: [], duration_ms: 0 });
  let groups = /** @type {import("./explain/groups.js").Group[]} */ ([]);
  const open = /** @type {Map<string, import("./engines/engine.js").Engine>} */ (new Map());
  let looks = 0;
  let chromiumIsOther = false;

  /** @param {import("./engines/engine.js").EngineName} name */
  async function lane(name) {
    const begun = performance.now();
    const engine = await startEngine(name, chromiumPath);
    open.set(name, engine);
    const said = progress(name);
    let first_ms = /** @type {number | undefined} */ (undefined);
    const onProgress = (/** @type {number} */ done, /** @type {number} */ count) => {
      if (done >= FIRST) first_ms ??= performance.now() - begun;
      said.tell(done, count);
    };
    const wanted = (/** @type {import("./cases.js").Picture} */ picture) => isOf(name, picture) && isWanted(picture);
    /**
     * Pictures of the accepted build, by this engine on this machine.
     * @param {import("./build.js").Build} accepted
     * @param {(picture: import("./cases.js").Picture) => boolean} isWanted
     */
    const takeAccepted = async (accepted, isWanted) => {
      const results = await runLane({ engine, server, build: register(accepted), cases: casesIn(accepted), isWanted, memo, pages: PAGES[name], onProgress: said.tell, expect: async () => undefined });
      return new Map(results.flatMap(({ picture, png }) => (png ? [[picture.id, png]] : [])));
    };
    let compare = readExpected;
    const other = update ? undefined : await isOtherVersion(engine, cases, wanted);
    if (name === "chromium") chromiumIsOther = !!other;
    if (other && accepted) {
      // The pictures of another version are nobody's fault: both builds are seen by the browser that is there.
      const taken = await takeAccepted(accepted, wanted);
      compare = async (_, picture) => {
        const png = taken.get(picture.id);
        return png && { path: "", pixels: memo.pixelsOf(png), version: engine.version, png };
      };
      notes.push(`${name} is ${engine.version}, and the expected pictures are of ${other}: ${taken.size} pictures of the accepted build were taken again with it and compared with those of this build.`);
    } else if (other) notes.push(`${name} is ${engine.version}, and the expected pictures are of ${other}; no accepted build was kept to compare with.`);
    const results = await runLane({ engine, server, build: current, cases, isWanted: wanted, memo, pages: PAGES[name], onProgress, expect: compare });
    const others = new Set(results.flatMap(({ picture, outcome }) => (outcome === "changed" ? [picture.id] : [])));
    if (options.anywhere && !other && accepted && others.size) {
      const taken = await takeAccepted(accepted, ({ id }) => others.has(id));
      const alike = results.filter(({ picture, png }) => png && others.has(picture.id) && taken.has(picture.id) && memo.pixelsOf(png) === memo.pixelsOf(/** @type {Buffer} */ (taken.get(picture.id))));
      for (const result of alike) result.outcome = "same";
      notes.push(`${name}: ${alike.length} pictures are not as expected, and the accepted build looks the same here: this machine paints otherwise than the one that took them.`);
    }
    said.end();
    all.push(...results);
    lanes.push({ name, version: engine.version, pictures: results.length, duration_ms: performance.now() - begun, first_ms });
  }

  /** @param {import("./build.js").Build} build */
  function register(build) {
    server.builds.set(build.name, build);
    return build;
  }

  /** @param {import("./build.js").Build} build */
  const casesIn = (build) => cases.filter(({ id, forms }) => build.cases[id]?.length === forms.length);

  /** What Chromium tells beyond pictures. */
  async function lookCloser() {
    const engine = open.get("chromium");
    if (!engine) return;
    if (!options.quick) {
      inspection = await runInspection({ engine, server, build: current, cases, isWanted, update, before: chromiumIsOther && accepted ? register(accepted) : undefined });
    }
    if (options.hosts) {
      const found = await lookAtHosts({ engine, server, build: current, cases, hosts: others.map((name) => OTHERS + name) });
      inspection.faults.push(...found.faults);
      looks = found.looks;
      notes.push(`${looks} looks at forms on ${others.length} host pages of ${options.hosts}: ${found.faults.length} faults.`);
      if (found.zoomed.length) notes.push(`Left out, because their pages are zoomed and forms with them: ${found.zoomed.join(", ")}.`);
    }
  }

  try {
    // The fastest engine has the machine for itself; what comes then waits for something most of the time.
    if (options.engines.includes("chromium")) await lane("chromium");
    // All come to their end before anything is closed.
    const ends = await Promise.allSettled([lookCloser(), ...SLOW.filter((name) => options.engines.includes(name)).map(lane)]);
    for (const end of ends) if (end.status === "rejected") throw end.reason;
    const results = all.filter(({ outcome }) => outcome !== "same");
    await keepTaken(results);
    const versions = Object.fromEntries(lanes.map(({ name, version }) => [name, version]));
    if (!options.words.length && !options.changed && options.engines.includes("chromium")) notes.push(...proof(results, changed, cases));
    if (update) {
      await acceptAll(results, versions);
      const ids = new Set(cases.flatMap(({ id, pictures }) => (pictures.some((picture) => isNamed(options.words, picture)) ? [id] : [])));
      await acceptBuild(current, options.words.length ? ids : undefined);
    } else if (results.length) {
      const engine = open.get("chromium") ?? (await startEngine("chromium", chromiumPath));
      open.set("chromium", engine);
      if (accepted) register(accepted);
      groups = await explain({ results, cases, current, accepted, server, engine });
    }
    const duration_ms = performance.now() - started;
    const report = { groups, engines: lanes, pictures: all.length, duration_ms, notes: [...notes, ...inspection.faults] };
    if (!update) await writeReport(report, REPORT);
    return { lanes, results, inspection, groups, notes, orphans: options.words.length ? [] : await orphans(cases), pictures: all.length, looks, duration_ms };
  } finally {
    await memo.save();
    await Promise.all([...open.values()].map((engine) => engine.close()));
    await server.close();
  }
}

/**
 * What a full run proves of the way that takes only what can have changed.
 * @param {import("./lane.js").Result[]} results
 * @param {Map<string, string>} changed
 * @param {import("./cases.js").Case[]} cases
 */
function proof(results, changed, cases) {
  const missed = results.filter(({ picture, outcome }) => outcome === "changed" && !changed.has(picture.of));
  const taken = cases.filter(({ id }) => changed.has(id)).reduce((sum, { pictures }) => sum + pictures.length, 0);
  const all = cases.reduce((sum, { pictures }) => sum + pictures.length, 0);
  if (!missed.length) return [`--changed would have taken ${taken} of ${all} pictures, and missed none that changed.`];
  return [`--changed would have missed ${missed.length} pictures: ${missed.map(({ picture }) => picture.id).join(", ")}`];
}

/** @param {Map<string, string>} changed Cases with the reason why they can differ. */
function byReason(changed) {
  const ids = /** @type {Map<string, string[]>} */ (new Map());
  for (const [id, reason] of changed) ids.set(reason, [...(ids.get(reason) ?? []), id]);
  return ids;
}
