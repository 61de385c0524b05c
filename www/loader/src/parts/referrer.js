/** Fact `r`: address of the page that led to the first page of the session; empty = none. */

/** The most characters that are kept: the session record has room for it. */
const MOST = 1000;

/** @type {import("../types").Part} */
export default ({ facts, recall, remember }) => {
  // The mark tells an empty one from none.
  if (!recall("r", true)) remember("r", `=${document.referrer.slice(0, MOST)}`, true);
  facts.r = () => recall("r", true).slice(1);
};
