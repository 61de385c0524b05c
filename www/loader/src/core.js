/** What the loader shares with its parts, and with the files that it imports later: the render module and the API. */

/** @type {import("./types").Core} */
export const core = /** @type {any} */ ({
  facts: Object.create(null),
  wants: Object.create(null),
  restarts: [],
  shown: [],
});

/** @param {(index: number, form: import("./types").ManifestEntry) => void} act */
export function eachForm(act) {
  const { forms } = core.manifest;
  for (let i = 0; i < forms.length; i++) act(i, forms[i]);
}
