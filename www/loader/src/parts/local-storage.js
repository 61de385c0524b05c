/** Fact `s`: an entry of the page's local storage; empty = there is none. Unknown where storage is forbidden. */

/** @type {import("../types").Part} */
export default ({ facts }) => {
  facts.s = (name) => localStorage.getItem(name) || "";
};
