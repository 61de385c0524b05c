/**
 * What is looked at once for each state of a case, in Chromium: its accessibility tree against the kept one, axe, and the
 * fonts that its text is painted in. A state that nothing has touched since it was found good is not looked at again.
 */

import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { BLANK, ROOT } from "./cases.js";
import { inspect, treeOf } from "./inspect/inspect.js";
import { MODES } from "./modes.js";
import { fingerprint } from "./selection.js";
import { openStage, showingsOf } from "./stage.js";

const KNOWN = join(ROOT, "target/visual/inspected.json");
const PAGES = 3;

/**
 * @typedef {object} Inspection
 * @property {number} states That were looked at, now or before.
 * @property {string[]} faults
 * @property {string[]} written Trees that were accepted.
 * @property {number} duration_ms
 */

/** @param {import("./cases.js").Case} of @param {string} state */
export const treePath = (of, state) => join(of.folder, "expected", `${state}.tree.txt`);

/**
 * The picture for which a state is looked at: the plainest of those that show it.
 * @param {import("./cases.js").Case} of
 */
export function seenFor(of) {
  const best = /** @type {Map<string, import("./cases.js").Picture>} */ (new Map());
  const cost = (/** @type {import("./cases.js").Picture} */ { mode, host }) => (mode === "plain" ? 0 : MODES[mode].is_light ? 2 : 1) + (host === BLANK ? 0 : 4);
  const still = of.walk.filter(({ actions }, i) => i && actions.every(({ verb }) => verb === "at" || verb === "end")).map(({ name }) => name);
  for (const picture of of.pictures) {
    // Motion changes no element: the state before it has been looked at.
    if (still.includes(picture.state)) continue;
    const known = best.get(picture.state);
    if (!known || cost(picture) < cost(known)) best.set(picture.state, picture);
  }
  return best;
}

/**
 * @param {object} run
 * @param {import("./engines/engine.js").Engine} run.engine
 * @param {import("./server.js").Server} run.server
 * @param {import("./build.js").Build} run.build
 * @param {import("./cases.js").Case[]} run.cases
 * @param {(picture: import("./cases.js").Picture) => boolean} run.isWanted
 * @param {boolean} run.update Accepts trees.
 * @param {import("./build.js").Build} [run.before] The accepted build, where Chromium is not the one that told its trees:
 * what that Chromium tells of it is what is compared.
 * @returns {Promise<Inspection>}
 */
export async function runInspection({ engine, server, build, cases, isWanted, update, before }) {
  const begun = performance.now();
  const known = new Map(/** @type {[string, string][]} */ (await readFile(KNOWN, "utf8").then(JSON.parse, () => [])));
  const modules = fingerprint(Object.entries(build.modules).flat());
  const chosen = /** @type {Set<import("./cases.js").Picture>} */ (new Set());
  for (const of of cases) for (const picture of seenFor(of).values()) if (isWanted(picture)) chosen.add(picture);
  const keyOf = (/** @type {import("./cases.js").Picture} */ { id, of }) =>
    fingerprint([id, engine.version, modules, build.inputs, build.data[of], JSON.stringify(build.cases[of])]);
  const treeNow = async (/** @type {import("./cases.js").Case} */ of, /** @type {string} */ state) => {
    const path = treePath(of, state);
    return existsSync(path) ? await readFile(path, "utf8") : undefined;
  };
  const faults = /** @type {string[]} */ ([]);
  const others = /** @type {Map<import("./cases.js").Picture, string>} */ (new Map());
  const written = /** @type {string[]} */ ([]);
  const missing = /** @type {Set<import("./cases.js").Picture>} */ (new Set());
  for (const of of cases) {
    for (const picture of of.pictures) {
      if (!chosen.has(picture)) continue;
      const tree = await treeNow(of, picture.state);
      if (tree === undefined || known.get(keyOf(picture)) !== fingerprint([tree])) missing.add(picture);
    }
  }
  const showings = showingsOf(cases, (picture) => missing.has(picture));

  async function work() {
    let showing = showings.shift();
    if (!showing) return;
    const stage = await openStage(engine, server);
    for (; showing; showing = showings.shift()) {
      const { of } = showing;
      try {
        await stage.show(showing, build, (picture) => look(stage, of, picture));
      } catch (error) {
        faults.push(/** @type {Error} */ (error).message);
      }
    }
    await stage.close();
  }

  /** @param {import("./stage.js").Stage} stage @param {import("./cases.js").Case} of @param {import("./cases.js").Picture} picture */
  async function look(stage, of, picture) {
    const { tree, axe, fonts } = await inspect(stage, of);
    // What is on its way in is not there yet to be read.
    const allowed = [...Object.keys(of.allows), ...(MODES[picture.mode].moves ? ["color-contrast"] : [])];
    const found = [
      ...axe.filter((violation) => !allowed.includes(violation.split(" ")[0])).map((violation) => `${picture.id}: axe: ${violation}`),
      ...fonts.map((fault) => `${picture.id}: ${fault}`),
    ];
    const expected = await treeNow(of, picture.state);
    if (tree !== expected) {
      const path = treePath(of, picture.state);
      if (update) {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, tree);
        written.push(path);
      } else if (before && expected !== undefined) others.set(picture, tree);
      else found.push(treeFault(picture, expected, tree));
    }
    faults.push(...found);
    if (!found.length && !others.has(picture)) known.set(keyOf(picture), fingerprint([tree]));
  }

  await Promise.all(Array.from({ length: PAGES }, work));
  if (before && others.size) faults.push(...(await treesThatChanged({ engine, server, cases, before, others })));
  await mkdir(dirname(KNOWN), { recursive: true });
  await writeFile(KNOWN, JSON.stringify([...known].slice(-5_000)));
  return { states: chosen.size, faults, written, duration_ms: performance.now() - begun };
}

/**
 * Which trees are others because the build is another, and not because the browser tells them otherwise.
 * @param {object} run
 * @param {import("./engines/engine.js").Engine} run.engine
 * @param {import("./server.js").Server} run.server
 * @param {import("./cases.js").Case[]} run.cases
 * @param {import("./build.js").Build} run.before
 * @param {Map<import("./cases.js").Picture, string>} run.others What this build's trees are.
 */
async function treesThatChanged({ engine, server, cases, before, others }) {
  const faults = /** @type {string[]} */ ([]);
  const stage = await openStage(engine, server);
  const inBoth = cases.filter(({ id, forms }) => before.cases[id]?.length === forms.length);
  for (const showing of showingsOf(inBoth, (picture) => others.has(picture))) {
    await stage.show(showing, before, async (picture) => {
      const [was, is] = [await treeOf(stage), /** @type {string} */ (others.get(picture))];
      if (was !== is) faults.push(treeFault(picture, was, is));
    });
  }
  await stage.close();
  return faults;
}

/** @param {import("./cases.js").Picture} picture @param {string | undefined} expected @param {string} tree */
const treeFault = ({ id }, expected, tree) => `${id}: the accessibility tree is ${expected === undefined ? "new" : `another:\n${linesThatDiffer(expected, tree)}`}`;

/** @param {string} before @param {string} after */
function linesThatDiffer(before, after) {
  const [was, is] = [before.split("\n"), after.split("\n")];
  const lines = [...was.filter((line) => !is.includes(line)).map((line) => `  - ${line}`), ...is.filter((line) => !was.includes(line)).map((line) => `  + ${line}`)];
  return lines.length ? lines.join("\n") : "  the same lines in another order";
}
