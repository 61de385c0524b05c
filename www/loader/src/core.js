/** What the loader shares with its parts, and with the files that it imports later: the render module and the API. */

/** @type {import("./types").Core} */
export const core = /** @type {any} */ ({
  // Members that a page adds to all objects do not belong to us.
  __proto__: null,
  facts: { __proto__: null },
  wants: { __proto__: null },
  restarts: [],
  shown: [],
});

/** @param {(index: number, form: import("./types").ManifestEntry) => void} act */
export function eachForm(act) {
  const { forms } = core.manifest;
  for (let i = 0; i < forms.length; i++) act(i, forms[i]);
}
