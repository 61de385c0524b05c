/** Fact `c`: what the visitor agreed to, by purpose: `granted`, `denied` or `unknown`. */

/** @type {import("../types").Part} */
export default ({ facts, consent }) => {
  facts.c = (purpose) => /** @type {any} */ (consent)[purpose];
};
