/** The page of a stage: it is set up again only if the next display differs, and replaced if it has crashed. */

import { MODES } from "./modes.js";
import { Dead } from "./supervisor.js";

/** After this many pages in a row have died, an engine is asked for no more. */
const MOST_DEATHS = 4;

/** Pages that have died since the last showing went well. @type {WeakMap<import("./engines/engine.js").Engine, number>} */
const deaths = new WeakMap();

/** Window of a page whose picture is as large as its canvas, until that size is known. */
const CANVAS_SCREEN = { width: 1280, height: 800 };

/**
 * Opens the first page.
 * @param {import("./engines/engine.js").Engine} engine
 * @param {import("./server.js").Server} server
 */
export async function openStagePage(engine, server) {
  let page = await newPage();
  let is_dead = false;
  let host = "";
  let screen = "";
  let media = "";
  let scale = 1;
  let is_touched = false;

  async function newPage() {
    expectLife();
    try {
      return await engine.newPage();
    } catch (error) {
      countDeath();
      throw new Error(`${engine.name} cannot open a page: ${/** @type {Error} */ (error).message}`, { cause: error });
    }
  }

  /** A page that has died once is likely to die again, and each time takes its while. */
  function expectLife() {
    if ((deaths.get(engine) ?? 0) < MOST_DEATHS) return;
    throw new Error(`not tried: ${MOST_DEATHS} pages of ${engine.name} have died after one another`);
  }

  function countDeath() {
    deaths.set(engine, (deaths.get(engine) ?? 0) + 1);
  }

  async function renew() {
    await page.close();
    // Until there is another, this one is of no use.
    is_dead = true;
    page = await newPage();
    is_dead = false;
    [host, screen, media] = ["", "", ""];
    is_touched = false;
  }

  /**
   * Each scale has a separate page: a process reuses font measurements of one scale for all others, which moves lines
   * of text up or down by 1 px.
   * @param {number} wanted
   */
  async function setScale(wanted) {
    if (wanted === scale) return;
    scale = wanted;
    await renew();
  }

  /** @param {{ width: number, height: number, scale: number }} wanted */
  async function setScreen(wanted) {
    const key = JSON.stringify(wanted);
    if (key !== screen) await page.setScreen(wanted);
    screen = key;
  }

  /** @param {string} wanted */
  async function goTo(wanted) {
    if (host !== wanted) await page.goto(server.hostUrl(wanted));
    host = wanted;
  }

  return {
    get page() {
      return page;
    },

    setScreen,

    /** Sets the page up for a showing. @param {import("./showings.js").Showing} showing */
    async setUp({ of, host: wanted, width, height, mode }) {
      const { zoom = 1, media: features = {}, touch = false, moves } = MODES[mode];
      await setScale(of.canvas ? 1 : zoom);
      const motion = moves ? "no-preference" : "reduce";
      const plain = { "prefers-reduced-motion": motion, "prefers-color-scheme": "light", "forced-colors": "none" };
      const all = { ...plain, ...features };
      if (JSON.stringify(all) !== media) await page.setMedia(all);
      media = JSON.stringify(all);
      if (touch !== is_touched) await page.setTouch?.(touch);
      is_touched = touch;
      if (of.canvas) await setScreen({ ...CANVAS_SCREEN, scale: 1 });
      else await setScreen({ width: Math.round(width / zoom), height: Math.round(height / zoom), scale: zoom });
      await goTo(wanted);
    },

    /** Sets the page up for a picture of a host page alone. @param {string} wanted @param {{ width: number, height: number }} size */
    async setUpBare(wanted, size) {
      await setScale(1);
      await setScreen({ ...size, scale: 1 });
      await goTo(wanted);
    },

    /** Has the host page loaded again before the next showing: this one left something behind. */
    distrust() {
      host = "";
    },

    /** Opens another page if the last one has died. */
    async revive() {
      expectLife();
      if (is_dead) await renew();
    },

    noteLife() {
      deaths.delete(engine);
    },

    /** Records that the page has crashed, if the error says so. @param {unknown} error */
    noteDeath(error) {
      if (!(error instanceof Dead)) return;
      is_dead = true;
      countDeath();
    },

    close: () => page.close(),
  };
}

/** @typedef {Awaited<ReturnType<typeof openStagePage>>} StagePage */
