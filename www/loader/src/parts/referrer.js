/** Fact `r`: address of the page that led to the first page of the session; empty = none. */

/** @type {import("../types").Part} */
export default ({ facts, recall, remember }) => {
  // The mark tells an empty one from none.
  if (!recall("r", true)) remember("r", `=${document.referrer}`, true);
  facts.r = () => recall("r", true).slice(1);
};
