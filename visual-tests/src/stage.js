/** A stage: one page of an engine that shows case after case. */

import { MODES } from "./modes.js";
import { requestOf } from "./show-request.js";
import { openStagePage } from "./stage-page.js";
import { Dead, SECONDS, within } from "./supervisor.js";
import { startWalk } from "./walk.js";

/**
 * Called for each state that has a picture, while it shows; `findFaults` returns the invariants that are broken then.
 * @typedef {(picture: import("./cases.js").Picture, png: Buffer, findFaults: () => Promise<string[]>) => unknown} OnPicture
 */

/**
 * @param {import("./engines/engine.js").Engine} engine
 * @param {import("./server.js").Server} server
 */
export async function openStage(engine, server) {
  const kept = await openStagePage(engine, server);

  async function shoot() {
    // Its screenshots do not trigger a frame.
    if (engine.name === "firefox") await kept.page.evaluate(() => /** @type {any} */ (window).stage.frames());
    return await kept.page.shoot();
  }

  /** @param {import("./showings.js").Showing} showing @param {import("./build.js").Build} build */
  async function place({ of, mode }, build) {
    const { moves = false, is_light = false, sheet = "" } = MODES[mode];
    const request = { ...requestOf(server, build, of), is_light, holds: moves, sheet };
    await kept.page.evaluate((request) => /** @type {any} */ (window).stage.show(request), request);
    if (!of.canvas) return;
    const size = await kept.page.evaluate(() => /** @type {any} */ (window).stage.canvasSize());
    await kept.setScreen({ ...size, scale: 1 });
  }

  /**
   * Walks as far as there are pictures.
   * @param {import("./showings.js").Showing} showing
   * @param {ReturnType<typeof startWalk>} walk
   * @param {OnPicture} onPicture
   */
  async function take({ of, mode, pictures }, walk, onPicture) {
    const findFaults = () => {
      const state = { has_acted: walk.has_acted, moves: Boolean(MODES[mode].moves) };
      return kept.page.evaluate((state) => /** @type {any} */ (window).stageInvariants(state), state);
    };
    const last = of.walk.findLastIndex(({ name }) => pictures.has(name));
    for (const { name, actions } of of.walk.slice(0, last + 1)) {
      for (const action of actions) await walk.act(action);
      const picture = pictures.get(name);
      if (picture) await onPicture(picture, await shoot(), findFaults);
    }
  }

  /**
   * @param {import("./showings.js").Showing} showing
   * @param {import("./build.js").Build} build
   * @param {OnPicture} onPicture
   */
  async function perform(showing, build, onPicture) {
    let walk = /** @type {ReturnType<typeof startWalk> | undefined} */ (undefined);
    let problem = "";
    try {
      await kept.setUp(showing);
      walk = startWalk(kept.page);
      await place(showing, build);
      await take(showing, walk, onPicture);
    } catch (error) {
      problem = messageUnlessDead(error);
    }
    await walk?.end();
    const left = await kept.page.evaluate(() => /** @type {any} */ (window).stage.reset()).catch(messageUnlessDead);
    // Problems of the page at this point do not belong to the next case.
    if (left || problem) kept.distrust();
    if (left) problem ||= `the page is not as it was before the form:\n${left}`;
    if (problem) throw new Error(problem);
  }

  return {
    engine,

    /** A picture of the current state. */
    shoot,

    get page() {
      return kept.page;
    },

    /**
     * Shows a case, and calls for every state that has a picture, while it is there.
     * @param {import("./showings.js").Showing} showing
     * @param {import("./build.js").Build} build
     * @param {OnPicture} onPicture
     */
    async show(showing, build, onPicture) {
      const { of, mode, width, host: on } = showing;
      try {
        await kept.revive();
        await within(SECONDS.showing, "showing it", perform(showing, build, onPicture), kept.page.gone);
        kept.noteLife();
      } catch (error) {
        kept.noteDeath(error);
        const { message } = /** @type {Error} */ (error);
        throw new Error(`${of.id}, ${mode}, ${width} px, on ${on}: ${message}`, { cause: error });
      }
    },

    /**
     * A picture of a page without a form.
     * @param {string} host Name of the host page.
     * @param {{ width: number, height: number }} size
     */
    async bare(host, size) {
      try {
        await kept.revive();
        await kept.setUpBare(host, size);
        return await kept.page.shoot();
      } catch (error) {
        kept.noteDeath(error);
        throw error;
      }
    },

    /** Console and network messages since the last call, and failed requests. */
    takeLog: () => [...kept.page.takeLog(), ...server.takeUnknown().map((path) => `not there: ${path}`)],

    close: kept.close,
  };
}

/** Only a page that still runs can have its own problem. @param {unknown} error */
function messageUnlessDead(error) {
  if (error instanceof Dead) throw error;
  return /** @type {Error} */ (error).message;
}

/** @typedef {Awaited<ReturnType<typeof openStage>>} Stage */
