/** Facts `e` and `j`, from `identify`: a property of the profile, and its lists or segments. */

/** @type {import("../types").Part} */
export default (core) => {
  core.facts.e = (name) => {
    const value = core.profile?.[name] ?? "";
    return typeof value === "object" ? "" : value;
  };
  core.facts.j = (name) => `,${(core.profile?.[name] || []).join()},`;
};
