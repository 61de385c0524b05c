/** Puts a bundle's HTML and style sheet into a shadow root of its own, at the end of the page. */

/** @type {{ createHTML(html: string): string } | undefined} */
let policy;

/**
 * HTML as a page with Trusted Types wants it. The policy is made once; it passes on what the server compiled.
 * @param {string} html
 */
function trusted(html) {
  const types = /** @type {any} */ (window).trustedTypes;
  policy ||= types
    ? types.createPolicy("dormouse", { createHTML: (/** @type {string} */ html) => html })
    : { createHTML: (html) => html };
  return /** @type {NonNullable<typeof policy>} */ (policy).createHTML(html);
}

/**
 * @param {import("../types").Bundle} bundle
 */
export function insert(bundle) {
  // Not a registered element: one that nobody defined takes a shadow root, needs no registry and cannot collide.
  const host = document.createElement("dormouse-form");
  const root = host.attachShadow({ mode: "open" });
  // An adopted sheet, because `<style>` and `style=""` are what a strict policy forbids.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(bundle.css);
  root.adoptedStyleSheets = [sheet];
  root.innerHTML = trusted(bundle.html);
  host.lang = bundle.locale;
  host.dataset.formId = bundle.form_id;
  host.dataset.formType = bundle.type;
  host.dataset.state = "open";
  const dialog = /** @type {HTMLDialogElement} */ (root.firstChild);
  return { host, dialog };
}
