/** What the visitor agreed to, as far as the page told us. */

import { refresh } from "./page-view.js";
import { storeRecords } from "./records.js";
import { settings } from "./site.js";

/** @type {import("./types").Consent} */
export const consent = { functional: "unknown", analytics: "unknown", marketing: "unknown" };

/**
 * Takes note of what the visitor agreed to; what is left out stays as it was.
 * @param {Partial<Record<keyof import("./types").Consent, boolean | string>>} [changes]
 */
export function setConsent(changes = {}) {
  const take = (/** @type {keyof import("./types").Consent} */ purpose) => {
    const given = changes[purpose];
    if (given === true || given === "granted") consent[purpose] = "granted";
    if (given === false || given === "denied") consent[purpose] = "denied";
  };
  take("functional");
  take("analytics");
  take("marketing");
  // A browser that objects is not overruled by a dialog.
  if (/** @type {any} */ (navigator).globalPrivacyControl) consent.analytics = "denied";
  const { functional } = consent;
  storeRecords(settings.storage_before_consent === "none" ? functional === "granted" : functional !== "denied");
  refresh();
}
