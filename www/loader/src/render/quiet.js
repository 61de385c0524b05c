/**
 * A framework that takes over the server's HTML may find a difference, and then rebuild the whole document. An earlier
 * form would get lost, so forms that show on their own wait until that is over.
 */

/** How often, and how many times at most, to check whether the page has loaded: a missing picture must not delay
 * forms forever. */
const LOOK_MS = 100;
const MOST_LOOKS = 30;

/** How long after that a framework is done. */
const QUIET_MS = 300;

/** @param {(ms: number) => Promise<unknown>} pause */
export async function untilQuiet(pause) {
  for (let i = 0; i < MOST_LOOKS && document.readyState !== "complete"; i++) await pause(LOOK_MS);
  await pause(QUIET_MS);
}
