/** Takes consent from the start on, for a site that may store nothing without it, or has it told by somebody else. */

import { makeSetConsent } from "../consent.js";

/** @type {import("../types").Part} */
export default (core) => {
  core.setConsent = makeSetConsent(core);
  core.setConsent({}, true);
};
