/** A lane: one engine takes pictures, on as many stages as it has pages, and each is compared with the expected one. */

import { BLANK } from "./cases.js";
import { showingsOf } from "./showings.js";
import { openStage } from "./stage.js";
import { BrokenPicture } from "./expected.js";

/** At most so many showings are handed to a stage at once. */
const CHUNK = 8;

/**
 * Whether two showings are best taken after one another by the same stage: going to a host page costs more than showing a
 * form on it, and on the blank page another screen or mode costs most.
 * @param {import("./showings.js").Showing} first
 * @param {import("./showings.js").Showing} other
 */
const belongTogether = (first, other) =>
  first.host === other.host && (first.host !== BLANK || (first.width === other.width && first.mode === other.mode));

/**
 * @typedef {object} Result
 * @property {import("./cases.js").Picture} picture
 * @property {import("./engines/engine.js").EngineName} engine
 * @property {"same" | "changed" | "new" | "broken" | "unsteady" | "failed"} outcome Broken = its expected file cannot be
 * compared with; unsteady = a second attempt gave another picture; failed = it could not be taken.
 * @property {Buffer} [png] The new picture, unless it is the same.
 * @property {import("./expected.js").Expected} [expected]
 * @property {string} [problem] Why there is no picture, or the problem with the expected one.
 * @property {string[]} log Console and network messages.
 */

/**
 * @param {object} lane
 * @param {import("./engines/engine.js").Engine} lane.engine
 * @param {import("./server.js").Server} lane.server
 * @param {import("./build.js").Build} lane.build
 * @param {import("./cases.js").Case[]} lane.cases
 * @param {(picture: import("./cases.js").Picture) => boolean} lane.isWanted
 * @param {Awaited<ReturnType<typeof import("./memo.js").openMemo>>} lane.memo
 * @param {number} lane.pages
 * @param {(done: number, all: number) => void} [lane.onProgress]
 * @param {(engine: import("./engines/engine.js").EngineName, picture: import("./cases.js").Picture) => Promise<import("./expected.js").Expected | undefined>} lane.expect
 * What a picture must look like.
 * @param {import("./invariants.js").Invariants} [lane.invariants] What must hold, whatever was accepted.
 */
export async function runLane({
  engine,
  server,
  build,
  cases,
  isWanted,
  memo,
  pages,
  onProgress = () => {},
  expect,
  invariants,
}) {
  const showings = showingsOf(cases, isWanted);
  const all = showings.reduce((sum, { pictures }) => sum + pictures.size, 0);
  const chunks = [];
  for (let i = 0; i < showings.length;) {
    const first = showings[i];
    let end = i + 1;
    while (end < showings.length && end - i < CHUNK && belongTogether(first, showings[end])) end += 1;
    chunks.push(showings.slice(i, end));
    i = end;
  }
  const results = /** @type {Result[]} */ ([]);

  async function work() {
    let stage = /** @type {import("./stage.js").Stage | undefined} */ (undefined);
    for (let chunk = chunks.shift(); chunk; chunk = chunks.shift()) {
      for (const showing of chunk) {
        try {
          stage ??= await openStage(engine, server);
          await show(stage, showing);
        } catch (error) {
          // Without a page, each picture has the same problem.
          for (const picture of showing.pictures.values())
            results.push({
              picture,
              engine: engine.name,
              outcome: "failed",
              problem: /** @type {Error} */ (error).message,
              log: [],
            });
          onProgress(results.length, all);
        }
      }
    }
    await stage?.close();
  }

  /** @param {import("./stage.js").Stage} stage @param {import("./showings.js").Showing} showing */
  async function show(stage, showing) {
    const shown = /** @type {Result[]} */ ([]);
    let problem = "";
    try {
      await stage.show(showing, build, async (picture, png, findFaults) => {
        const faults = !invariants || invariants.isKnown(picture.of, picture.name) ? [] : await findFaults();
        if (!faults.length) invariants?.note(picture.of, picture.name);
        shown.push(faults.length ? faulty(picture, faults) : await compared(picture, png));
      });
    } catch (error) {
      problem = /** @type {Error} */ (error).message;
    }
    const log = stage.takeLog();
    // Our page reports nothing, and requests only existing files.
    problem ||= log.length ? `the console or the network told something:\n${log.join("\n")}` : "";
    for (const picture of showing.pictures.values()) {
      const result = shown.find((result) => result.picture === picture) ?? {
        picture,
        engine: engine.name,
        outcome: /** @type {const} */ ("failed"),
        log,
      };
      results.push({ ...result, log, ...(problem && { outcome: /** @type {const} */ ("failed"), problem }) });
    }
    onProgress(results.length, all);
  }

  /** Without its picture, so that it cannot be accepted. @param {import("./cases.js").Picture} picture @param
   * {string[]} faults @returns {Result} */
  function faulty(picture, faults) {
    return {
      picture,
      engine: engine.name,
      outcome: "failed",
      problem: `whatever was accepted, this must not be:\n${faults.join("\n")}`,
      log: [],
    };
  }

  /** @param {import("./cases.js").Picture} picture @param {Buffer} png @returns {Promise<Result>} */
  async function compared(picture, png) {
    const result = { picture, engine: engine.name, log: [] };
    try {
      const expected = await expect(engine.name, picture);
      const same = expected?.pixels === memo.pixelsOf(png);
      return { ...result, outcome: same ? "same" : expected ? "changed" : "new", expected, ...(!same && { png }) };
    } catch (error) {
      if (!(error instanceof BrokenPicture)) throw error;
      return { ...result, outcome: "broken", problem: error.message, png };
    }
  }

  await Promise.all(Array.from({ length: Math.min(pages, Math.max(chunks.length, 1)) }, work));
  return results;
}
