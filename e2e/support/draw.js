/** Chance that comes out the same for the same seed. */

/** @param {number} seed */
export function drawer(seed) {
  let state = seed >>> 0;
  // Mulberry32: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    chance: (/** @type {number} */ probability) => next() < probability,
    upTo: (/** @type {number} */ most) => 1 + Math.floor(next() * most),
    /** @template T @param {readonly T[]} list */
    of: (list) => list[Math.floor(next() * list.length)],
  };
}
