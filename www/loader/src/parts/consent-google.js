/**
 * Consent from Google Consent Mode v2: what `gtag("consent", …)` put into the data layer, and puts there later.
 *
 * https://developers.google.com/tag-platform/security/guides/consent
 */

/** How often is looked for what is new: the data layer is the page's, and is not changed to hear of it at once. */
const LOOK_MS = 500;

/** @type {import("../types").Part} */
export default ({ setConsent }) => {
  let seen = 0;
  const look = () => {
    const layer = /** @type {any} */ (window).dataLayer || [];
    // A tag manager may have cut off what is old.
    for (seen = Math.min(seen, layer.length); seen < layer.length; seen++) {
      const call = layer[seen];
      if (!call || call[0] !== "consent" || !call[2]) continue;
      const { functionality_storage, analytics_storage, ad_storage, ad_user_data } = call[2];
      setConsent({ functional: functionality_storage, analytics: analytics_storage, marketing: ad_user_data || ad_storage });
    }
  };
  look();
  setInterval(look, LOOK_MS);
};
