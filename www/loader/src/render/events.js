/** Tells the page what happens: one event on `window`, of type `dormouse`. */

/**
 * @param {string} type
 * @param {import("../types").Bundle} bundle
 * @param {import("../types").Site | null} site
 * @param {object} metaData
 */
export function emit(type, bundle, site, metaData) {
  tell({ type, formId: bundle.form_id, versionId: bundle.version_id, siteId: site?.site_id, metaData });
}

/**
 * A page that broke its own events does not hear of ours, and nothing else comes of it.
 * @param {object} detail
 */
export function tell(detail) {
  try {
    dispatchEvent(new CustomEvent("dormouse", { detail }));
  } catch {
    // It is the page's own loss.
  }
}
