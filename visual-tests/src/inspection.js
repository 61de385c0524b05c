/**
 * The checks that run once for each state of a case, in Chromium: its accessibility tree against the kept one, axe, and
 * the fonts of its text. A state that passed and has not changed since is not checked again.
 */

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { BLANK } from "./cases.js";
import { readCache, WORK, writeCache } from "./files.js";
import { inspect, treeOf } from "./inspect/inspect.js";
import { MODES } from "./modes.js";
import { fingerprint } from "./selection.js";
import { showingsOf } from "./showings.js";
import { openStage } from "./stage.js";

const KNOWN = join(WORK, "inspected.json");
const PAGES = 3;

/**
 * @typedef {object} Inspection
 * @property {number} states That were looked at, now or before.
 * @property {string[]} faults
 * @property {Map<string, string | undefined>} trees The checked trees without a fault, by their paths; those that are not as expected have their actual text.
 * @property {string} note Why the next run must check again; empty = it need not.
 * @property {number} duration_ms
 */

/** @param {import("./cases.js").Case} of @param {string} state */
export const treePath = (of, state) => join(of.folder, "expected", `${state}.tree.txt`);

/**
 * The picture for which a state is checked: the plainest of those that show it.
 * @param {import("./cases.js").Case} of
 */
export function seenFor(of) {
  const best = /** @type {Map<string, import("./cases.js").Picture>} */ (new Map());
  const cost = (/** @type {import("./cases.js").Picture} */ { mode, host }) =>
    (mode === "plain" ? 0 : MODES[mode].is_light ? 2 : 1) + (host === BLANK ? 0 : 4);
  const still = of.walk
    .filter(({ actions }, i) => i && actions.every(({ verb }) => verb === "at" || verb === "end"))
    .map(({ name }) => name);
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
 * @param {boolean} run.update Whether trees are about to be accepted: one that is not as expected does not count as a fault then.
 * @param {(path: string) => import("./build.js").Build | undefined} [run.beforeOf] The build that a tree was accepted of, where
 * Another Chromium recorded the tree, so the comparison uses this Chromium's tree of that build.
 * @returns {Promise<Inspection>}
 */
export async function runInspection({ engine, server, build, cases, isWanted, update, beforeOf }) {
  const begun = performance.now();
  const known = new Map(/** @type {[string, string][]} */ ((await readCache(KNOWN)) ?? []));
  const modules = fingerprint(Object.entries(build.modules).flat());
  const chosen = /** @type {Set<import("./cases.js").Picture>} */ (new Set());
  for (const of of cases) for (const picture of seenFor(of).values()) if (isWanted(picture)) chosen.add(picture);
  const keyOf = (/** @type {import("./cases.js").Picture} */ { id, of }) =>
    fingerprint([id, engine.version, modules, build.inputs, build.data[of], JSON.stringify(build.cases[of])]);
  const treeNow = async (/** @type {import("./cases.js").Case} */ of, /** @type {string} */ state) => {
    const path = treePath(of, state);
    // Git may have given them other line ends in this clone.
    return existsSync(path) ? (await readFile(path, "utf8")).replaceAll("\r\n", "\n") : undefined;
  };
  const faults = /** @type {string[]} */ ([]);
  const others = /** @type {Map<import("./cases.js").Picture, string>} */ (new Map());
  const trees = /** @type {Inspection["trees"]} */ (new Map());
  const missing = /** @type {Set<import("./cases.js").Picture>} */ (new Set());
  for (const of of cases) {
    for (const picture of of.pictures) {
      if (!chosen.has(picture)) continue;
      const tree = await treeNow(of, picture.state);
      if (tree === undefined || known.get(keyOf(picture)) !== fingerprint([tree])) missing.add(picture);
      else trees.set(treePath(of, picture.state), undefined);
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
    // An element that is still opening cannot be read yet.
    const allowed = [...Object.keys(of.allows), ...(MODES[picture.mode].moves ? ["color-contrast"] : [])];
    const found = [
      ...axe
        .filter((violation) => !allowed.includes(violation.split(" ")[0]))
        .map((violation) => `${picture.id}: axe: ${violation}`),
      ...fonts.map((fault) => `${picture.id}: ${fault}`),
    ];
    const expected = await treeNow(of, picture.state);
    if (tree !== expected) {
      if (!update && expected !== undefined && beforeOf?.(treePath(of, picture.state))) others.set(picture, tree);
      else if (!update) found.push(treeFault(picture, expected, tree));
    }
    faults.push(...found);
    if (found.length || others.has(picture)) return;
    trees.set(treePath(of, picture.state), tree === expected ? undefined : tree);
    if (tree === expected) known.set(keyOf(picture), fingerprint([tree]));
  }

  await Promise.all(Array.from({ length: PAGES }, work));
  if (beforeOf && others.size) faults.push(...(await treesThatChanged({ engine, server, cases, beforeOf, others })));
  const note = await writeCache(KNOWN, [...known].slice(-5_000));
  return { states: chosen.size, faults, trees, note, duration_ms: performance.now() - begun };
}

/**
 * Which trees differ because of the build, and not because of the browser.
 * @param {object} run
 * @param {import("./engines/engine.js").Engine} run.engine
 * @param {import("./server.js").Server} run.server
 * @param {import("./cases.js").Case[]} run.cases
 * @param {(path: string) => import("./build.js").Build | undefined} run.beforeOf
 * @param {Map<import("./cases.js").Picture, string>} run.others The trees of this build.
 */
async function treesThatChanged({ engine, server, cases, beforeOf, others }) {
  const faults = /** @type {string[]} */ ([]);
  const stage = await openStage(engine, server);
  const byId = new Map(cases.map((of) => [of.id, of]));
  for (const [picture, tree] of others) {
    const of = /** @type {import("./cases.js").Case} */ (byId.get(picture.of));
    const before = beforeOf(treePath(of, picture.state));
    // Without the build that it was accepted of, nothing says that the browser is the reason.
    let was = /** @type {string | undefined} */ (before && "");
    if (before?.cases[of.id]) {
      await stage.show(showingsOf([of], (one) => one === picture)[0], before, async () => {
        was = await treeOf(stage);
      });
    }
    if (was !== tree) faults.push(treeFault(picture, was, tree));
  }
  await stage.close();
  return faults;
}

/** @param {import("./cases.js").Picture} picture @param {string | undefined} expected @param {string} tree */
const treeFault = ({ id }, expected, tree) =>
  `${id}: the accessibility tree is ${expected === undefined ? "new" : `another:\n${linesThatDiffer(expected, tree)}`}`;

/** @param {string} before @param {string} after */
function linesThatDiffer(before, after) {
  const [was, is] = [before.split("\n"), after.split("\n")];
  const lines = [
    ...was.filter((line) => !is.includes(line)).map((line) => `  - ${line}`),
    ...is.filter((line) => !was.includes(line)).map((line) => `  + ${line}`),
  ];
  return lines.length ? lines.join("\n") : "  the same lines in another order";
}
