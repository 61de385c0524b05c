/** A stage: one page of an engine that shows case after case, and is set up anew only where the next one differs. */

import { MODES } from "./modes.js";

/**
 * What pictures have in common that are taken of one showing: the same form on the same page, walked through its states.
 * @typedef {object} Showing
 * @property {import("./cases.js").Case} of
 * @property {string} host
 * @property {number} width
 * @property {number} height
 * @property {string} mode
 * @property {Map<string, import("./cases.js").Picture>} pictures By their states.
 */

/** Where the pointer waits: outside the page. */
const AWAY = { x: -9, y: -9 };

/** Window of a page whose picture is as large as its canvas, until that is known. */
const CANVAS_SCREEN = { width: 1280, height: 800 };

/**
 * Groups pictures by what is shown for them.
 * @param {import("./cases.js").Case[]} cases
 * @param {(picture: import("./cases.js").Picture) => boolean} isWanted
 * @returns {Showing[]} Those that want the same page and screen stand together.
 */
export function showingsOf(cases, isWanted) {
  const showings = /** @type {Map<string, Showing>} */ (new Map());
  for (const of of cases) {
    for (const picture of of.pictures) {
      if (!isWanted(picture)) continue;
      const { host, width, height, mode } = picture;
      const key = JSON.stringify([MODES[mode].zoom ?? 1, host, width, MODES[mode].media ?? {}, MODES[mode].touch ?? false, mode, of.id]);
      if (!showings.has(key)) showings.set(key, { of, host, width, height, mode, pictures: new Map() });
      showings.get(key)?.pictures.set(picture.state, picture);
    }
  }
  return [...showings].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, showing]) => showing);
}

/**
 * @param {import("./engines/engine.js").Engine} engine
 * @param {import("./server.js").Server} server
 */
export async function openStage(engine, server) {
  let page = await engine.newPage();
  let host = "";
  let screen = "";
  let media = "";
  let is_pointer_away = true;
  let scale = 1;
  let is_touched = false;

  /**
   * Each scale has a page of its own: what a process has measured of a font at one scale it uses at every other, and
   * lines of text stand 1 px higher or lower.
   * @param {number} wanted
   */
  async function setScale(wanted) {
    if (wanted === scale) return;
    scale = wanted;
    await page.close();
    page = await engine.newPage();
    [host, screen, media] = ["", "", ""];
    is_touched = false;
  }

  /** @param {{ width: number, height: number, scale: number }} wanted */
  async function setScreen(wanted) {
    const key = JSON.stringify(wanted);
    if (key !== screen) await page.setScreen(wanted);
    screen = key;
  }

  /** @param {Showing} showing */
  async function setUp({ of, host: wanted, width, height, mode }) {
    const { zoom = 1, media: features = {}, touch = false, moves } = MODES[mode];
    const all = { "prefers-reduced-motion": moves ? "no-preference" : "reduce", "prefers-color-scheme": "light", "forced-colors": "none", ...features };
    await setScale(of.canvas ? 1 : zoom);
    if (JSON.stringify(all) !== media) await page.setMedia(all);
    media = JSON.stringify(all);
    if (touch !== is_touched) await page.setTouch?.(touch);
    is_touched = touch;
    if (of.canvas) await setScreen({ ...CANVAS_SCREEN, scale: 1 });
    else await setScreen({ width: Math.round(width / zoom), height: Math.round(height / zoom), scale: zoom });
    if (host !== wanted) await page.goto(server.hostUrl(wanted));
    host = wanted;
  }

  /** @param {import("./actions.js").Action} action */
  async function act({ verb, selector, value }) {
    if (verb === "key") await page.pressKey(value);
    else if (verb === "hover" || verb === "down") {
      const { x, y } = await page.evaluate((selector) => /** @type {any} */ (window).stage.middle(selector), selector);
      await page.movePointer(x, y);
      is_pointer_away = false;
      if (verb === "down") await page.pressPointer();
    } else {
      await page.evaluate((verb, selector, value) => /** @type {any} */ (window).stage.act(verb, selector, value), verb, selector, value);
      return;
    }
    await page.evaluate(() => /** @type {any} */ (window).stage.hold());
  }

  return {
    engine,
    get page() {
      return page;
    },

    /**
     * Shows a case, and calls for every state that has a picture, while it is there.
     * @param {Showing} showing
     * @param {import("./build.js").Build} build
     * @param {(picture: import("./cases.js").Picture, png: Buffer) => unknown} onPicture
     */
    async show(showing, build, onPicture) {
      const { of, mode, pictures } = showing;
      const { moves = false, is_light = false, sheet = "" } = MODES[mode];
      await setUp(showing);
      const last = of.walk.findLastIndex(({ name }) => pictures.has(name));
      let pressed = false;
      let problem = "";
      try {
        await page.evaluate((request) => /** @type {any} */ (window).stage.show(request), {
          build: `${server.origin}/build/${build.name}`,
          items: build.cases[of.id].map(({ bundle, light }) => ({ bundle, light: light && server.origin + light })),
          parts: Object.fromEntries(
            Object.keys(build.modules).flatMap((file) => {
              const name = file.match(/^parts\/(.*)\.js$/)?.[1];
              return name ? [[name, `${server.origin}/build/${build.name}/${file}`]] : [];
            }),
          ),
          teaser: of.teaser,
          is_light,
          holds: moves,
          sheet,
          canvas: of.canvas,
        });
        if (of.canvas) {
          const size = await page.evaluate(() => /** @type {any} */ (window).stage.canvasSize());
          await setScreen({ ...size, scale: 1 });
        }
        for (const { name, actions } of of.walk.slice(0, last + 1)) {
          for (const action of actions) {
            await act(action);
            pressed ||= action.verb === "down";
          }
          const picture = pictures.get(name);
          if (!picture) continue;
          // Its screenshots do not make a frame of their own.
          if (engine.name === "firefox") await page.evaluate(() => /** @type {any} */ (window).stage.frames());
          await onPicture(picture, await page.shoot());
        }
      } catch (error) {
        problem = /** @type {Error} */ (error).message;
      }
      if (pressed) await page.releasePointer();
      if (!is_pointer_away) await page.movePointer(AWAY.x, AWAY.y);
      is_pointer_away = true;
      const left = await page.evaluate(() => /** @type {any} */ (window).stage.reset()).catch(String);
      // What is wrong with the page now is not the next case's fault, and not its problem.
      if (left || problem) host = "";
      if (left) problem ||= `the page is not as it was before the form:\n${left}`;
      if (problem) throw new Error(`${of.id}, ${mode}, ${showing.width} px, on ${showing.host}: ${problem}`);
    },

    /**
     * A picture of a page by itself.
     * @param {string} wanted Name of the host page.
     * @param {{ width: number, height: number }} size
     */
    async bare(wanted, size) {
      await setScale(1);
      await setScreen({ ...size, scale: 1 });
      if (host !== wanted) await page.goto(server.hostUrl(wanted));
      host = wanted;
      return await page.shoot();
    },

    /** What console and network told since the last call, and what was asked for in vain. */
    takeLog: () => [...page.takeLog(), ...server.takeUnknown().map((path) => `not there: ${path}`)],

    async close() {
      await page.close();
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof openStage>>} Stage */
