/** Fact `n`: number of the visitor's visits, this one included; a visit is a session. */

/** @type {import("../types").Part} */
export default (core) => {
  if (!core.recall("n", true)) {
    core.remember("n", +core.recall("n", false) + 1, false);
    core.remember("n", 1, true);
  }
  core.facts.n = () => core.recall("n", false) || 1;
};
