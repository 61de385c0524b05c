/**
 * Consent from Shopify's Customer Privacy API.
 *
 * https://shopify.dev/docs/api/customer-privacy
 */

/** @type {import("../types").Part} */
export default ({ setConsent }) => {
  const take = () => {
    const privacy = /** @type {any} */ (window).Shopify?.customerPrivacy;
    if (!privacy?.preferencesProcessingAllowed) return false;
    setConsent({
      functional: privacy.preferencesProcessingAllowed(),
      analytics: privacy.analyticsProcessingAllowed(),
      marketing: privacy.marketingAllowed(),
    });
    return true;
  };
  document.addEventListener("visitorConsentCollected", take);
  // The API itself is a feature that is loaded when somebody asks for it.
  if (!take()) {
    const load = () => /** @type {any} */ (window).Shopify?.loadFeatures?.([{ name: "consent-tracking-api", version: "0.1" }], take);
    if (document.readyState === "complete") load();
    else addEventListener("load", load);
  }
};
