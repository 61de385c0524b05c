/** Fact `v`: a JavaScript variable of the page, by its path; empty if it is not set, `object` if it has no text
 * form. */

/** @type {import("../types").Part} */
export default (core) => {
  core.facts.v = (name) => {
    let value = /** @type {any} */ (window);
    const path = name.split(".");
    for (let i = 0; value != null && i < path.length; i++) value = value[path[i]];
    if (value == null) return "";
    return typeof value === "object" || typeof value === "function" ? "object" : `${value}`;
  };
};
