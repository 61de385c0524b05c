/** Whether the page is asking the visitor something itself: a modal dialog of its own, or a consent dialog. */

/**
 * Where the consent dialogs in wide use stand, and what others call themselves. Read from their public documentation
 * and from pages that have them.
 */
const CONSENT_DIALOGS = [
  "#onetrust-banner-sdk",
  "#CybotCookiebotDialog",
  "#usercentrics-root",
  "#usercentrics-cmp-ui",
  "#didomi-popup",
  "#didomi-notice",
  ".qc-cmp2-container",
  "#truste-consent-track",
  ".cky-consent-container",
  ".osano-cm-dialog",
  "#iubenda-cs-banner",
  ".cmplz-cookiebanner",
  ".termly-styles-root",
  "#shopify-pc__banner",
  ".klaro .cookie-notice",
  ".cc-window",
  "#BorlabsCookieBox",
  "[id^=sp_message_container]",
  "#axeptio_overlay",
  ":is([role=dialog],[role=alertdialog],dialog):is([id*=cookie i],[class*=cookie i],[id*=consent i],[class*=consent i])",
].join();

/** Whether a consent dialog said last that it is up; it may answer later than it was asked. */
let is_told = false;

export function pageDialog() {
  if (document.querySelector(":modal")) return true;
  const found = document.querySelectorAll(CONSENT_DIALOGS);
  for (let i = 0; i < found.length; i++) {
    const { width, height } = found[i].getBoundingClientRect();
    if (width * height && getComputedStyle(found[i]).visibility === "visible") return true;
  }
  // IAB TCF: a consent dialog tells itself whether it is up.
  try {
    /** @type {any} */ (window).__tcfapi?.("ping", 2, (/** @type {any} */ ping) => (is_told = ping?.displayStatus === "visible"));
  } catch {
    // A broken one is none.
  }
  return is_told;
}
