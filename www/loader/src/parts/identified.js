/** Fact `i`: whether the visitor is known, by `email`, by `sms`, or by either. */

/** @type {import("../types").Part} */
export default (core) => {
  core.facts.i = (channel) => {
    const known = core.channels | +core.recall("i", false);
    return known & (channel === "email" ? 1 : channel === "sms" ? 2 : 3) ? 1 : 0;
  };
};
