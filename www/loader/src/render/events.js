/** Tells the page what happens: one event on `window`, of type `dormouse`. */

/**
 * @param {string} type
 * @param {import("../types").Bundle} bundle
 * @param {import("../types").Site | null} site
 * @param {object} metaData
 */
export function emit(type, bundle, site, metaData) {
  const detail = { type, formId: bundle.form_id, versionId: bundle.version_id, siteId: site?.site_id, metaData };
  dispatchEvent(new CustomEvent("dormouse", { detail }));
}
