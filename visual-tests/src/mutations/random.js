/** Seeded chance: the same seed makes the same choice on every machine. */

/**
 * Makes a generator of numbers in [0, 1): mulberry32.
 * @param {number} seed
 */
export function randomOf(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * The same things in another order.
 * @template T
 * @param {readonly T[]} things
 * @param {() => number} random
 */
export function shuffled(things, random) {
  const all = [...things];
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [all[i], all[j]] = [all[j], all[i]];
  }
  return all;
}
