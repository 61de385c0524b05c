/** Parts of the render module that only some forms need: files of their own, fetched beside the bundle's other work. */

import hashes from "render-parts";

/**
 * Begins to fetch the parts that a bundle names. What it returns hands the form to each of them, as soon as it is there:
 * the form looks right without, so nobody waits for them.
 * @param {import("../types").Bundle} bundle
 * @param {Record<string, string>} [addresses] Where they are, by name, if not beside this file.
 */
export function fetchParts(bundle, addresses) {
  const parts = /** @type {Promise<any>[]} */ ([]);
  const names = bundle.parts || [];
  for (let i = 0; i < names.length; i++) {
    const address = addresses ? addresses[names[i]] : `./${hashes[names[i]]}.js`;
    // One that cannot be fetched is missed, and the form is there all the same.
    parts[i] = import(address).catch(() => {});
  }
  return (/** @type {import("../types").FormInPage} */ form) => {
    for (let i = 0; i < parts.length; i++) parts[i].then((part) => part?.default(form)).catch(() => {});
  };
}
