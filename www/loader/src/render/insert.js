/** Makes a form or a teaser from a bundle: its HTML and style sheet, in a shadow root unless it uses light DOM. */

import { MARK } from "../copies.js";
import { hearIn } from "./hear.js";

/**
 * What all files share that show something in a page: a page may allow our Trusted Types policy, but not a second one
 * of the same name.
 * @typedef {Pick<import("../types").Core, "html_policy"> & { settings?: import("../types").Core["settings"] }} Shared
 */

/** For a preview, which has no loader. */
const alone = /** @type {Shared} */ ({});

/**
 * HTML for a page with Trusted Types. The policy is made once; it passes on what the server compiled.
 * @param {string} html
 * @param {Shared} shared
 */
function trusted(html, shared) {
  const types = /** @type {any} */ (window).trustedTypes;
  const rules = { createHTML: (/** @type {string} */ html) => html };
  return (shared.html_policy ||= types ? types.createPolicy("dormouse", rules) : rules).createHTML(html);
}

/**
 * A form, ready to be put into the page.
 * @template {import("../types").Bundle | import("../types").TeaserBundle} B
 * @typedef {{ host: HTMLElement, root: ShadowRoot | HTMLElement, surface: HTMLElement, panel: HTMLElement, bundle: B,
 *   hear: ReturnType<typeof hearIn> }} InsertedOf
 */

/** @typedef {InsertedOf<import("../types").Bundle>} Inserted */

/**
 * @template {import("../types").Bundle | import("../types").TeaserBundle} B
 * @param {B} bundle
 * @param {import("../types").Core | null} core None in a preview.
 * @param {(host: HTMLElement) => void} [light] Gives it its looks in light DOM.
 * @returns {InsertedOf<B>}
 */
export function insert(bundle, core, light) {
  // Not a registered element: an undefined one can have a shadow root, needs no registry and cannot collide.
  const host = document.createElement("dormouse-form");
  const root = light ? host : host.attachShadow({ mode: "open" });
  root.innerHTML = trusted(bundle.html, core || alone);
  /** @type {any} */ (host)[MARK] = 1;
  host.lang = bundle.locale;
  host.dataset.formId = bundle.form_id;
  host.dataset.formType = bundle.type;
  host.dataset.state = "opening";
  if (root instanceof ShadowRoot) {
    // An adopted sheet, because a strict policy forbids `<style>` and `style=""`.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(bundle.css);
    root.adoptedStyleSheets = [sheet];
  } else light?.(host);
  const z_index = core?.settings.z_index;
  if (z_index) host.style.setProperty("--dormouse-z", `${z_index}`);
  const surface = /** @type {HTMLElement} */ (root.firstChild);
  return { host, root, surface, panel: /** @type {HTMLElement} */ (surface.firstChild), bundle, hear: hearIn(host) };
}
