/** Parts of the render module that only some forms need: separate files, fetched while the bundle is processed. */

import hashes from "render-parts";

/**
 * Imports a part by its name.
 * @param {string} name
 * @param {Record<string, string>} [addresses] Where parts are, by name, if not beside this file; `light.css` is the sheet
 *   for light DOM.
 */
export function importPart(name, addresses) {
  // The address is a variable, because the bundler would look for a literal in `import()` among our sources.
  const address = addresses ? addresses[name] : `./${hashes[name]}.js`;
  return import(address);
}

/**
 * Fetches what a form in light DOM needs, if the form or its site uses that.
 * @param {import("../types").Bundle} bundle
 * @param {import("../types").Core | null} core
 * @param {Record<string, string>} [addresses]
 * @returns {Promise<((host: HTMLElement) => () => void) | undefined>} Undefined = a shadow root, which is also the fallback
 *   if that cannot be fetched.
 */
export async function fetchLight(bundle, core, addresses) {
  if ((bundle.isolation || core?.settings.isolation) !== "light" || !bundle.light) return;
  return importPart("light", addresses)
    .then((part) => part.default(bundle, addresses?.["light.css"]))
    .catch(() => {});
}

/**
 * Starts to fetch the parts that a bundle names, and returns a function that passes the form to each part once it has
 * loaded. The form looks right without them, so it does not wait.
 * @param {import("../types").Bundle} bundle
 * @param {Record<string, string>} [addresses]
 * @param {import("../types").Core | null} [core]
 */
export function fetchParts(bundle, addresses, core) {
  const parts = /** @type {Promise<any>[]} */ ([]);
  // A preview in a shop says that it is one; a standalone preview, with its own addresses, is obviously one.
  const names = (bundle.parts || []).concat(core || addresses ? [] : "preview");
  for (let i = 0; i < names.length; i++) {
    // If one cannot load, the form shows without it.
    parts[i] = importPart(names[i], addresses).catch(() => {});
  }
  return (/** @type {import("../types").FormInPage} */ form) => {
    for (let i = 0; i < parts.length; i++) parts[i].then((part) => part?.default(form)).catch(() => {});
  };
}
