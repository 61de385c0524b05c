/** By which channels a visitor is known: 1 = email, 2 = SMS. */

/**
 * @param {import("./types").Core} core
 * @param {number} more
 */
export function addChannels(core, more) {
  core.channels |= more;
  // Stored only if a rule needs it.
  if (core.facts.i && more) core.remember("i", core.channels | +core.recall("i", false), false);
}
