/** Fact `l`: the language that the page set, otherwise the browser's, as a BCP 47 tag in lower case. */

/** @type {import("../types").Part} */
export default (core) => {
  core.facts.l = () => (core.locale || navigator.language).toLowerCase();
};
