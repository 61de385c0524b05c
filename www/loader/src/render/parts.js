/** Parts of the render module that only some forms need: files of their own, fetched beside the bundle's other work. */

import hashes from "render-parts";

/**
 * Imports a part by its name.
 * @param {string} name
 * @param {Record<string, string>} [addresses] Where parts are, by name, if not beside this file; `light.css` is the sheet
 *   for light DOM.
 */
function importPart(name, addresses) {
  // Named before it is imported: what stands in `import()` itself, the bundler looks for among our sources.
  const address = addresses ? addresses[name] : `./${hashes[name]}.js`;
  return import(address);
}

/**
 * Fetches what a form needs to stand in the page itself, where it or its site wants that.
 * @param {import("../types").Bundle} bundle
 * @param {import("../types").Core | null} core
 * @param {Record<string, string>} [addresses]
 * @returns {Promise<((host: HTMLElement) => () => void) | undefined>} Nothing = a shadow root, which also stands in
 *   where that cannot be fetched.
 */
export async function fetchLight(bundle, core, addresses) {
  if ((bundle.isolation || core?.settings.isolation) !== "light" || !bundle.light) return;
  return importPart("light", addresses)
    .then((part) => part.default(bundle, addresses?.["light.css"]))
    .catch(() => {});
}

/**
 * Begins to fetch the parts that a bundle names. What it returns hands the form to each of them, as soon as it is there:
 * the form looks right without, so nobody waits for them.
 * @param {import("../types").Bundle} bundle
 * @param {Record<string, string>} [addresses]
 */
export function fetchParts(bundle, addresses) {
  const parts = /** @type {Promise<any>[]} */ ([]);
  const names = bundle.parts || [];
  for (let i = 0; i < names.length; i++) {
    // One that cannot be fetched is missed, and the form is there all the same.
    parts[i] = importPart(names[i], addresses).catch(() => {});
  }
  return (/** @type {import("../types").FormInPage} */ form) => {
    for (let i = 0; i < parts.length; i++) parts[i].then((part) => part?.default(form)).catch(() => {});
  };
}
