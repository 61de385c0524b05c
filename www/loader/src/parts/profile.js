/** Facts `e` and `j`: what `identify` told: a property of the profile, and the lists or segments that it is in. */

/** @type {import("../types").Part} */
export default (core) => {
  core.facts.e = (name) => {
    const value = core.profile?.[name] ?? "";
    return typeof value === "object" ? "" : value;
  };
  core.facts.j = (name) => `,${(core.profile?.[name] || []).join()},`;
};
