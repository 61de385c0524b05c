/** Accepts consent from the start, for a site that may store nothing without it, or gets it from another source. */

import { makeSetConsent } from "../consent.js";

/** @type {import("../types").Part} */
export default (core) => {
  core.setConsent = makeSetConsent(core);
  core.setConsent({}, true);
};
