/**
 * Checks every state of every case on small screens, in one engine, without pictures, with the rules of
 * `stage/invariants.js`. The screens are frames of one page, because no engine makes a window as small as a phone, and
 * none is resized. A state that passed and has not changed since is not checked again.
 */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { BLANK } from "./cases.js";
import { readCache, WORK, writeCache } from "./files.js";
import { fingerprint } from "./selection.js";
import { requestOf } from "./show-request.js";

/** The smallest screens, in CSS px: an old phone, a phone with the browser's bars, and the same on its side. */
export const SCREENS = [
  { width: 320, height: 480 },
  { width: 375, height: 553 },
  { width: 667, height: 375 },
];

/** At most so many states are remembered: some full runs. */
const MOST = 20_000;

/**
 * Which states of a build are known to pass in an engine, kept between runs.
 * @param {import("./engines/engine.js").Engine} engine
 * @param {import("./build.js").Build} build
 */
export async function openInvariants(engine, build) {
  const path = join(WORK, `invariants.${engine.name}.json`);
  const [source, kept] = await Promise.all([
    readFile(new URL("./stage/invariants.js", import.meta.url), "utf8"),
    readCache(path),
  ]);
  const known = new Set(/** @type {string[]} */ (kept ?? []));
  const modules = fingerprint(Object.entries(build.modules).flat());
  const keys = /** @type {Map<string, string>} */ (new Map());
  /** @param {string} of Id of a case. @param {string} look What is looked at of it. */
  const keyOf = (of, look) => {
    if (!keys.has(of))
      keys.set(
        of,
        fingerprint([
          of,
          engine.version,
          source,
          modules,
          build.inputs,
          build.data[of],
          JSON.stringify(build.cases[of]),
        ]),
      );
    return `${keys.get(of)} ${look}`;
  };
  return {
    /** @param {string} of @param {string} look */
    isKnown: (of, look) => known.has(keyOf(of, look)),
    /** @param {string} of @param {string} look */
    note: (of, look) => void known.add(keyOf(of, look)),
    /** @returns {Promise<string>} Why it could not be kept; empty = it is. */
    save: () => writeCache(path, [...known].slice(-MOST)),
  };
}

/** @typedef {Awaited<ReturnType<typeof openInvariants>>} Invariants */

/**
 * @param {object} run
 * @param {import("./engines/engine.js").Engine} run.engine
 * @param {import("./server.js").Server} run.server
 * @param {import("./build.js").Build} run.build
 * @param {import("./cases.js").Case[]} run.cases
 * @param {Invariants} run.invariants
 * @returns {Promise<{ faults: string[], looks: number }>} Faults, a line each, and how many looks there are.
 */
export async function lookAtSmallScreens({ engine, server, build, cases, invariants }) {
  const wanted = cases.filter(({ canvas }) => !canvas);
  const missing = wanted.filter(({ id }) => !invariants.isKnown(id, "small screens"));
  const faults = /** @type {string[]} */ ([]);
  if (missing.length) {
    const page = await engine.newPage();
    try {
      await page.setMedia({
        "prefers-reduced-motion": "reduce",
        "prefers-color-scheme": "light",
        "forced-colors": "none",
      });
      await page.setScreen({
        width: SCREENS.reduce((sum, { width }) => sum + width, 0),
        height: Math.max(...SCREENS.map(({ height }) => height)),
        scale: 1,
      });
      await page.goto(server.hostUrl(BLANK));
      await page.evaluate(makeFrames, SCREENS, server.hostUrl(BLANK));
      for (const of of missing) {
        const found = /** @type {string[]} */ (
          await page.evaluate(lookAt, { walk: of.walk, showing: requestOf(server, build, of) })
        );
        if (!found.length) invariants.note(of.id, "small screens");
        faults.push(...found.map((fault) => `${of.id}: ${engine.name}: ${fault}`));
      }
    } finally {
      await page.close();
    }
  }
  return { faults, looks: wanted.reduce((sum, { walk }) => sum + walk.length, 0) * SCREENS.length };
}

/**
 * Runs in the page.
 * @param {{ width: number, height: number }[]} screens @param {string} url
 */
async function makeFrames(screens, url) {
  document.body.style.cssText = "margin:0;display:flex;align-items:start";
  await Promise.all(
    screens.map(({ width, height }) => {
      const frame = document.createElement("iframe");
      frame.style.cssText = `flex:none;border:0;width:${width}px;height:${height}px`;
      frame.src = url;
      document.body.append(frame);
      return new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
    }),
  );
}

/**
 * Runs in the page: walks through a case in every frame.
 * @param {{ walk: { name: string, actions: { verb: string, selector: string, value: string }[] }[], showing: any }} request
 */
async function lookAt({ walk, showing }) {
  /** Actions that only the driver can do: a pointer changes no layout, and a key ends the walk. */
  const [POINTER, KEY] = [["hover", "down"], "key"];
  const faults = /** @type {string[]} */ ([]);
  for (const frame of document.querySelectorAll("iframe")) {
    const view = /** @type {any} */ (frame.contentWindow);
    const screen = `${view.innerWidth}×${view.innerHeight}`;
    try {
      await view.stage.show(structuredClone(showing));
      let has_acted = false;
      for (const { name, actions } of walk) {
        if (actions.some(({ verb }) => verb === KEY || verb === "at" || verb === "end")) break;
        for (const { verb, selector, value } of actions) {
          if (POINTER.includes(verb)) continue;
          has_acted = true;
          await view.stage.act(verb, selector, value);
        }
        for (const fault of view.stageInvariants({ has_acted, moves: false }))
          faults.push(`${name} on ${screen}: ${fault}`);
      }
    } catch (error) {
      faults.push(`on ${screen}: ${/** @type {Error} */ (error).message}`);
    }
    await view.stage.reset();
  }
  return faults;
}
