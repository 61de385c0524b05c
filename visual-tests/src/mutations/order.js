/** In which order pictures are looked at for a change: the likeliest and quickest first, from component to component. */

import { BLANK } from "../cases.js";
import { MODES } from "../modes.js";
import { showingsOf } from "../showings.js";
import { REACH } from "./reach.js";
import { keyOf, readSheet } from "./sheet.js";

/** @typedef {import("../showings.js").Showing} Showing */

/** What moves, and where to look for it. */
const MOVES = /^(--dormouse-motion|transition|animation)/;

/** What a host page can reach. */
const LEAKS = /^:host|^\*|box-sizing/;

/**
 * @typedef {object} Order
 * @property {Showing[]} showings Those that can show the change, with the pictures that can.
 * @property {Set<string>} keys Names of the rules that are changed; empty where the change is not one of rules.
 */

/**
 * @param {object} world
 * @param {import("../cases.js").Case[]} world.cases
 * @param {import("../build.js").Build} world.build
 * @param {import("./reach.js").Reach} world.reach
 * @param {import("./change.js").Change} change
 * @param {import("./apply.js").Applied} applied
 * @returns {Order}
 */
export function orderFor({ cases, build, reach }, change, applied) {
  const touched = cases.filter(({ id }) => applied.cases.has(id));
  const keys = change.in === "css" ? changedKeys(build, applied) : new Set();
  // A rule whose conditions do not change cannot show where it does not apply.
  const staysInPlace =
    keys.size > 0 &&
    !change.to_media &&
    !change.to_selector &&
    !change.unwrap &&
    change.find === undefined &&
    change.add === undefined;
  const reaches = /** @param {import("../cases.js").Picture} picture */ ({ id }) => {
    const rules = reach.get(id)?.rules ?? {};
    return keys.size ? Math.max(...[...keys].map((key) => rules[key] ?? REACH.none)) : REACH.seen;
  };
  const isWanted = /** @param {import("../cases.js").Picture} picture */ (picture) =>
    reach.get(picture.id)?.is_expected === true && (!staysInPlace || reaches(picture) > REACH.otherwise);
  const rated = showingsOf(touched, isWanted).map((showing) => ({ showing, rate: rate(showing) }));
  const groups = grouped(
    rated.sort((a, b) => b.rate - a.rate),
    ({ rate }) => Math.floor(rate),
  );
  const showings = [...groups.values()].flatMap((group) => inTurns(group.map(({ showing }) => showing)));
  return { showings, keys };

  /** Whole numbers rate how likely it is; the rest how quick. @param {Showing} showing */
  function rate(showing) {
    const pictures = [...showing.pictures.values()];
    const { moves, media } = MODES[showing.mode];
    const likely = Math.max(...pictures.map(reaches)) * 4;
    const own = showing.of.component === change.component ? 2 : 0;
    const moving = MOVES.test(change.property ?? "") || change.in === "modules" ? (moves ? 40 : 0) : moves ? -1 : 0;
    const onPage = showing.host === BLANK ? 1 : LEAKS.test(change.selector ?? "") ? 2 : 0;
    const plain = media ? 0 : 1;
    const ms = Math.max(...pictures.map(({ id }) => reach.get(id)?.ms ?? 0));
    return likely + own + moving + onPage + plain + 1 / (2 + ms / 100);
  }
}

/**
 * The rules that differ between the changed and the original sheets.
 * @param {import("../build.js").Build} build
 * @param {import("./apply.js").Applied} applied
 */
function changedKeys(build, { build: changed, cases }) {
  const keys = /** @type {Set<string>} */ (new Set());
  const seen = new Set();
  for (const id of cases) {
    build.cases[id].forEach(({ bundle }, i) => {
      const now = changed.cases[id][i].bundle;
      if (now.css === bundle.css || seen.has(bundle.css)) return;
      seen.add(bundle.css);
      const [before, after] = [bundle.css, now.css].map(
        (css) =>
          new Map(
            readSheet(css).map((rule) => [
              `${keyOf(rule)}{${JSON.stringify(rule.declarations.map(({ property, value, important }) => [property, value, important]))}`,
              keyOf(rule),
            ]),
          ),
      );
      for (const [text, key] of before) if (!after.has(text)) keys.add(key);
      for (const [text, key] of after) if (!before.has(text)) keys.add(key);
    });
  }
  return keys;
}

/**
 * One of each component in turn.
 * @param {Showing[]} showings
 */
function inTurns(showings) {
  const queues = [...grouped(showings, ({ of }) => of.component).values()];
  const turns = [];
  for (let i = 0; queues.some((queue) => i < queue.length); i++)
    for (const queue of queues) if (i < queue.length) turns.push(queue[i]);
  return turns;
}

/**
 * @template T
 * @param {T[]} things
 * @param {(thing: T) => unknown} nameOf
 */
function grouped(things, nameOf) {
  const groups = /** @type {Map<unknown, T[]>} */ (new Map());
  for (const thing of things) {
    const name = nameOf(thing);
    groups.set(name, [...(groups.get(name) ?? []), thing]);
  }
  return groups;
}
