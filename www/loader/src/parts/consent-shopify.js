/**
 * Consent from Shopify's Customer Privacy API.
 *
 * https://shopify.dev/docs/api/customer-privacy
 */

/** @type {import("../types").Part} */
export default (core) => {
  const take = () => {
    try {
      const privacy = /** @type {any} */ (window).Shopify.customerPrivacy;
      const changes = {
        functional: privacy.preferencesProcessingAllowed(),
        analytics: privacy.analyticsProcessingAllowed(),
        marketing: privacy.marketingAllowed(),
      };
      // Before the visitor chooses, the shop's own setting for the visitor's region decides what is allowed.
      core.setConsent?.(changes, !privacy.currentVisitorConsent().preferences);
      return true;
    } catch {
      return false;
    }
  };
  core.listen("visitorConsentCollected", take);
  // The API itself is a feature that loads when a script asks for it.
  if (!take()) {
    const load = () =>
      /** @type {any} */ (window).Shopify?.loadFeatures?.([{ name: "consent-tracking-api", version: "0.1" }], take);
    if (document.readyState === "complete") load();
    else addEventListener("load", load);
  }
};
