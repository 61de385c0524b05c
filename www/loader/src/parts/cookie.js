/** Fact `k`: a cookie of the page, decoded; empty if it is not set. */

/** @type {import("../types").Part} */
export default (core) => {
  core.facts.k = (name) => {
    const text = `; ${document.cookie};`;
    const at = text.indexOf(`; ${name}=`);
    if (at < 0) return "";
    const begin = at + name.length + 3;
    const value = text.slice(begin, text.indexOf(";", begin));
    try {
      return decodeURIComponent(value);
    } catch {
      return value;
    }
  };
};
