/** Facts `u`, `p`, `q`, `h`: the page's address, whole without its fragment, and its path, query and fragment. */

import { upperPercent } from "../percent.js";

/** @type {import("../types").Part} */
export default (core) => {
  core.facts.u = () => upperPercent(location.href.split("#")[0]);
  core.facts.p = () => upperPercent(location.pathname);
  core.facts.q = () => upperPercent(location.search.slice(1));
  core.facts.h = () => upperPercent(location.hash.slice(1));
};
