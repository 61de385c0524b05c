/**
 * A form that is answered as soon as it opens was answered by a program.
 *
 * The trap is a field that visitors neither see, hear, reach nor have filled in. Here it is filled for the time in
 * which a visitor cannot have read the form; what a program enters meanwhile stays, because a new default does not
 * replace an entered value.
 */

/** From the opening on; also the time after which a step takes a second press (`SETTLE_MS`). */
const MINIMUM_MS = 400;

/** @param {import("../types").FormInPage} form */
export function arm({ host, surface }) {
  const trap = /** @type {HTMLInputElement | null} */ (surface.querySelector("[data-trap]"));
  // Where this part came late, the form may have been read before.
  if (!trap || host.dataset.state === "open") return;
  trap.defaultValue = "too fast";
  setTimeout(() => (trap.defaultValue = ""), MINIMUM_MS);
}
