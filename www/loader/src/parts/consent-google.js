/**
 * Consent from Google Consent Mode v2: the entries that `gtag("consent", …)` puts into the data layer, now and later.
 *
 * A page sets its defaults before the visitor answers, sometimes per region, and the page does not know the visitor's
 * region: if there are several defaults, `denied` wins.
 *
 * https://developers.google.com/tag-platform/security/guides/consent
 */

/** How often to look for new entries: the data layer belongs to the page, so we do not change it to be notified. */
const LOOK_MS = 500;

/** @type {import("../types").Part} */
export default (core) => {
  let told = "";
  const read = () => {
    const layer = /** @type {any} */ (window).dataLayer || [];
    const states = /** @type {Record<string, string>} */ ({});
    let is_default = true;
    // All entries each time: a tag manager cuts off old ones, so the length says nothing.
    for (let i = 0; i < layer.length; i++) {
      const call = layer[i];
      if (!call || call[0] !== "consent" || !call[2]) continue;
      const is_update = call[1] === "update";
      const take = (/** @type {string} */ purpose, /** @type {string} */ state) => {
        if (state && (is_update || states[purpose] !== "denied")) states[purpose] = state;
      };
      const { functionality_storage, analytics_storage, ad_storage, ad_user_data } = call[2];
      take("functional", functionality_storage);
      take("analytics", analytics_storage);
      take("marketing", ad_user_data || ad_storage);
      if (is_update) is_default = false;
    }
    const now = `${states.functional} ${states.analytics} ${states.marketing} ${is_default}`;
    if (now !== told) core.setConsent?.(states, is_default);
    told = now;
  };
  const look = () => {
    try {
      read();
    } catch {
      // An entry of the page may throw when it is read.
    }
  };
  look();
  setInterval(look, LOOK_MS);
};
