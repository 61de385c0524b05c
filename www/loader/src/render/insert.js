/** Makes a form of a bundle: its HTML and style sheet in a shadow root of its own. */

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
 * A form, ready to be put into the page.
 * @typedef {{ host: HTMLElement, root: ShadowRoot | HTMLElement, surface: HTMLElement, panel: HTMLElement, bundle: import("../types").Bundle }} Inserted
 */

/**
 * @param {import("../types").Bundle} bundle
 * @param {number} [z_index] Below which it stays where it is not modal.
 * @returns {Inserted}
 */
export function insert(bundle, z_index) {
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
  host.dataset.state = "opening";
  if (z_index) host.style.setProperty("--dormouse-z", `${z_index}`);
  const surface = /** @type {HTMLElement} */ (root.firstChild);
  return { host, root, surface, panel: /** @type {HTMLElement} */ (surface.firstChild), bundle };
}
