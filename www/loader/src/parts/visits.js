/** Fact `n`: number of the visitor's visits, this one included; a visit is a session. */

/** @type {import("../types").Part} */
export default ({ facts, recall, remember }) => {
  if (!recall("n", true)) {
    remember("n", +recall("n", false) + 1, false);
    remember("n", 1, true);
  }
  facts.n = () => recall("n", false) || 1;
};
