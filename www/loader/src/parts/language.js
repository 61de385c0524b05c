/** Fact `l`: the language that the page set, or else the browser's, as a BCP 47 tag in lower case. */

/** @type {import("../types").Part} */
export default ({ facts, locale }) => {
  facts.l = () => (locale() || navigator.language).toLowerCase();
};
