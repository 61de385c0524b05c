/** Fact `i`: whether the visitor is known, by `email`, by `sms`, or by either. */

/** @type {import("../types").Part} */
export default ({ facts, knownChannels }) => {
  facts.i = (channel) => (knownChannels() & (channel === "email" ? 1 : channel === "sms" ? 2 : 3) ? 1 : 0);
};
