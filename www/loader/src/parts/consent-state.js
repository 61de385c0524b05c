/** Fact `c`: what the visitor agreed to, by purpose: `granted`, `denied` or `unknown`. */

/** @type {import("../types").Part} */
export default (core) => {
  const consent = (core.consent ||= {});
  // A browser that objects has answered, whether or not a dialog has.
  if (/** @type {any} */ (navigator).globalPrivacyControl) consent.analytics = "denied";
  core.facts.c = (purpose) => /** @type {any} */ (consent)[purpose] || "unknown";
};
