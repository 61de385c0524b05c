/**
 * Consent from Shopify's Customer Privacy API.
 *
 * https://shopify.dev/docs/api/customer-privacy
 */

/** @type {import("../types").Part} */
export default ({ setConsent }) => {
  const take = () => {
    try {
      const privacy = /** @type {any} */ (window).Shopify.customerPrivacy;
      const changes = {
        functional: privacy.preferencesProcessingAllowed(),
        analytics: privacy.analyticsProcessingAllowed(),
        marketing: privacy.marketingAllowed(),
      };
      // Before the visitor chose, what is allowed is the shop's own setting for where they are.
      setConsent?.(changes, !privacy.currentVisitorConsent().preferences);
      return true;
    } catch {
      return false;
    }
  };
  document.addEventListener("visitorConsentCollected", take);
  // The API itself is a feature that is loaded when somebody asks for it.
  if (!take()) {
    const load = () => /** @type {any} */ (window).Shopify?.loadFeatures?.([{ name: "consent-tracking-api", version: "0.1" }], take);
    if (document.readyState === "complete") load();
    else addEventListener("load", load);
  }
};
