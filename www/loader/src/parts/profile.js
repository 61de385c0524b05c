/** Facts `e` and `j`: what `identify` told: a property of the profile, and the lists or segments that it is in. */

/** @type {import("../types").Part} */
export default ({ facts, profile }) => {
  facts.e = (name) => {
    const value = profile()[name];
    return value == null || typeof value === "object" || typeof value === "function" ? "" : `${value}`;
  };
  facts.j = (name) => `,${(profile()[name] || []).join()},`;
};
