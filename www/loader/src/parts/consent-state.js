/** Fact `c`: what the visitor agreed to, by purpose: `granted`, `denied` or `unknown`. */

/** @type {import("../types").Part} */
export default (core) => {
  core.facts.c = (purpose) => /** @type {any} */ (core.consent)[purpose];
};
