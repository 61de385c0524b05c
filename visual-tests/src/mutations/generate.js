/** Makes the list of mutations: seeded, spread evenly over kinds, and within a kind over components. */

import { createHash } from "node:crypto";
import { BOXES } from "./kinds/boxes.js";
import { COLORS } from "./kinds/colors.js";
import { LENGTHS } from "./kinds/lengths.js";
import { MARKUP } from "./kinds/markup.js";
import { MOTIONS } from "./kinds/motion.js";
import { STATES } from "./kinds/states.js";
import { TABLES } from "./kinds/tables.js";
import { TEXTS } from "./kinds/text.js";

/** @typedef {import("./change.js").Change} Change */

/** @type {import("./kinds/candidate.js").Kind[]} */
export const KINDS = [...LENGTHS, ...COLORS, ...TEXTS, ...BOXES, ...STATES, ...MOTIONS, ...MARKUP, ...TABLES];

/**
 * @param {import("./world.js").World} world
 * @param {{ count: number, seed: number }} wanted
 * @returns {Change[]} As many as were wanted, or all there are.
 */
export function generate(world, { count, seed }) {
  const queues = KINDS.map(({ kind, candidates }) => ({ kind, queue: spread(inChance(candidates(world), seed)) }));
  const mutations = /** @type {Change[]} */ ([]);
  const known = new Set();
  while (mutations.length < count && queues.some(({ queue }) => queue.length)) {
    for (const { kind, queue } of queues) {
      const candidate = queue.shift();
      if (!candidate || mutations.length >= count) continue;
      // Two kinds may propose the same change.
      const hash = hashOf(candidate);
      if (!known.has(hash))
        mutations.push({
          id: `${kind} ${candidate.component} ${hash.slice(0, 6)}`.replace(/\s+/g, "-"),
          kind,
          ...candidate,
        });
      known.add(hash);
    }
  }
  return mutations;
}

/**
 * Some of the mutations, always the same ones as long as they exist.
 * @param {Change[]} mutations
 * @param {{ count: number, seed: number }} wanted
 */
export const sampleOf = (mutations, { count, seed }) => inChance(mutations, seed).slice(0, count);

/**
 * Orders by a hash of the candidate and the seed, so that an additional one does not move the others.
 * @template {import("./kinds/candidate.js").Candidate} T
 * @param {T[]} candidates
 * @param {number} seed
 * @returns {T[]}
 */
function inChance(candidates, seed) {
  const drawn = candidates.map((candidate) => ({
    candidate,
    at: createHash("sha1")
      .update(`${seed} ${hashOf(candidate)}`)
      .digest("hex"),
  }));
  return drawn.sort((a, b) => (a.at < b.at ? -1 : 1)).map(({ candidate }) => candidate);
}

/** @param {import("./kinds/candidate.js").Candidate} candidate */
function hashOf(candidate) {
  const text = JSON.stringify({ ...candidate, about: "", component: "", find: String(candidate.find) });
  return createHash("sha1").update(text).digest("hex");
}

/**
 * Puts candidates in an order in which components, and rules of one component, take turns.
 * @param {import("./kinds/candidate.js").Candidate[]} candidates
 */
function spread(candidates) {
  const turns = /** @type {Map<string, number>} */ (new Map());
  /** @param {string} name */
  const turn = (name) => {
    turns.set(name, (turns.get(name) ?? 0) + 1);
    return turns.get(name) ?? 0;
  };
  return candidates
    .map((candidate) => ({
      candidate,
      of_rule: turn(`${candidate.component} ${candidate.selector} ${candidate.property}`),
    }))
    .sort((a, b) => a.of_rule - b.of_rule)
    .map((one) => ({ ...one, of_component: turn(`component ${one.candidate.component}`) }))
    .sort((a, b) => a.of_component - b.of_component)
    .map(({ candidate }) => candidate);
}
