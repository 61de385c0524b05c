/** Fact `s`: an entry of the page's local storage; empty if it is not set. Unknown if storage is forbidden. */

/** @type {import("../types").Part} */
export default (core) => {
  core.facts.s = (name) => localStorage.getItem(name) || "";
};
