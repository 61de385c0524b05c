/** A lane: one engine takes pictures, on as many stages as it has pages, and each is compared with the expected one. */

import { BLANK } from "./cases.js";
import { showingsOf, openStage } from "./stage.js";
import { readExpected } from "./expected.js";

/** At most so many showings are handed to a stage at once. */
const CHUNK = 8;

/**
 * Whether two showings are best taken after one another by the same stage: going to a host page costs more than showing a
 * form on it, and on the blank page another screen or mode costs most.
 * @param {import("./stage.js").Showing} first
 * @param {import("./stage.js").Showing} other
 */
const belongTogether = (first, other) =>
  first.host === other.host && (first.host !== BLANK || (first.width === other.width && first.mode === other.mode));

/**
 * @typedef {object} Result
 * @property {import("./cases.js").Picture} picture
 * @property {import("./engines/engine.js").EngineName} engine
 * @property {"same" | "changed" | "new" | "failed"} outcome
 * @property {Buffer} [png] What was taken, unless it is the same.
 * @property {import("./expected.js").Expected} [expected]
 * @property {string} [problem] Why there is no picture.
 * @property {string[]} log What console and network told.
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
 * @param {(engine: import("./engines/engine.js").EngineName, picture: import("./cases.js").Picture) => Promise<import("./expected.js").Expected | undefined>} [lane.expect]
 * What a picture has to look like. Default: the accepted one.
 */
export async function runLane({ engine, server, build, cases, isWanted, memo, pages, onProgress = () => {}, expect = readExpected }) {
  const showings = showingsOf(cases, isWanted);
  const all = showings.reduce((sum, { pictures }) => sum + pictures.size, 0);
  const chunks = [];
  for (let i = 0; i < showings.length; ) {
    const first = showings[i];
    let end = i + 1;
    while (end < showings.length && end - i < CHUNK && belongTogether(first, showings[end])) end += 1;
    chunks.push(showings.slice(i, end));
    i = end;
  }
  const results = /** @type {Result[]} */ ([]);

  async function work() {
    const stage = await openStage(engine, server);
    try {
      for (let chunk = chunks.shift(); chunk; chunk = chunks.shift()) for (const showing of chunk) await show(stage, showing);
    } finally {
      await stage.close();
    }
  }

  /** @param {import("./stage.js").Stage} stage @param {import("./stage.js").Showing} showing */
  async function show(stage, showing) {
    const shown = /** @type {Result[]} */ ([]);
    let problem = "";
    try {
      await stage.show(showing, build, async (picture, png) => {
        const expected = await expect(engine.name, picture);
        const same = expected?.pixels === memo.pixelsOf(png);
        shown.push({ picture, engine: engine.name, outcome: same ? "same" : expected ? "changed" : "new", log: [], expected, ...(!same && { png }) });
      });
    } catch (error) {
      problem = /** @type {Error} */ (error).message;
    }
    const log = stage.takeLog();
    // A page of ours says nothing, and asks for nothing that is not there.
    problem ||= log.length ? `the console or the network told something:\n${log.join("\n")}` : "";
    for (const picture of showing.pictures.values()) {
      const result = shown.find((result) => result.picture === picture) ?? { picture, engine: engine.name, outcome: /** @type {const} */ ("failed"), log };
      results.push({ ...result, log, ...(problem && { outcome: /** @type {const} */ ("failed"), problem }) });
    }
    onProgress(results.length, all);
  }

  await Promise.all(Array.from({ length: Math.min(pages, Math.max(chunks.length, 1)) }, work));
  return results;
}
