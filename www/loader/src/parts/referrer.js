/** Fact `r`: address of the page that led to the first page of the session; empty if unknown. */

import { upperPercent } from "../percent.js";

/** The most characters that are kept: the session record has room for it. */
const MOST = 1000;

/** @type {import("../types").Part} */
export default (core) => {
  // The mark distinguishes an empty address from a missing line.
  if (!core.recall("r", true)) core.remember("r", `=${document.referrer.slice(0, MOST)}`, true);
  core.facts.r = () => upperPercent(core.recall("r", true).slice(1));
};
