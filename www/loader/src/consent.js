/** What the visitor agreed to, as far as the page reported it, and what may therefore be stored. */

import { recordKey } from "./keys.js";
import { remove } from "./storage.js";

/**
 * Makes `setConsent`, which takes what the visitor agreed to; what is left out stays as it was.
 * @param {import("./types").Core} core
 */
export function makeSetConsent(core) {
  const { manifest, settings } = core;
  const consent = (core.consent ||= {});
  /**
   * @param {Partial<Record<keyof import("./types").Consent, boolean | string>>} changes
   * @param {boolean} [is_default] Whether the visitor has not been asked yet: then data stored with consent stays.
   */
  return (changes, is_default) => {
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
    const records = [core.readRecord(false), core.readRecord(true)];
    core.must_forget = settings.storage_before_consent === "none" ? functional !== "granted" : functional === "denied";
    if (functional === "denied" && !is_default) {
      remove(recordKey(manifest.site_id, false));
      remove(recordKey(manifest.site_id, true), true);
      core.forgetShared?.();
    }
    // Stored data moves to memory, or the other way round.
    if (records[0]) core.writeRecord(records[0], false);
    if (records[1]) core.writeRecord(records[1], true);
    core.refresh();
  };
}
