/** The site that the script was composed for, and where its files are. */

/** @type {import("./types").Manifest} */
export let manifest;
/** @type {import("./types").ManifestEntry[]} */
export let forms;
/** @type {Partial<import("./types").Settings>} */
export let settings;
/** Whether the page forbids WebAssembly, or the site does. */
export let uses_twin = false;

/** @param {import("./types").Manifest} of_site */
export function setSite(of_site) {
  manifest = of_site;
  forms = manifest.forms;
  settings = manifest.settings || {};
}

export function useTwin() {
  uses_twin = true;
}

/**
 * Imports one of the service's immutable files.
 * @param {string} hash
 */
export const importFile = (hash) => import(`${manifest.base_url}/a/${hash}.js`);

/** @param {string} form_id */
export function formIndex(form_id) {
  for (let i = 0; i < forms.length; i++) if (forms[i].form_id === form_id) return i;
  return -1;
}
