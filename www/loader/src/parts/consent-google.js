/**
 * Consent from Google Consent Mode v2: what `gtag("consent", …)` put into the data layer, and puts there later.
 *
 * A page says its defaults before anybody asked the visitor, at times for regions, which a page does not know:
 * of several defaults, `denied` counts.
 *
 * https://developers.google.com/tag-platform/security/guides/consent
 */

/** How often is looked for what is new: the data layer is the page's, and is not changed to hear of it at once. */
const LOOK_MS = 500;

/** @type {import("../types").Part} */
export default ({ setConsent }) => {
  let told = "";
  const read = () => {
    const layer = /** @type {any} */ (window).dataLayer || [];
    const states = /** @type {Record<string, string>} */ ({});
    let is_default = true;
    // All of it each time: a tag manager cuts off what is old, so that its length tells nothing.
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
    if (now !== told) setConsent?.(states, is_default);
    told = now;
  };
  const look = () => {
    try {
      read();
    } catch {
      // What a page puts there may throw when it is looked at.
    }
  };
  look();
  setInterval(look, LOOK_MS);
};
