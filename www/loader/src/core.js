/** What the loader shares with its parts, and with the files that it imports later: the render module and the API. */

/** @type {import("./types").Core} */
export const core = /** @type {any} */ ({
  facts: Object.create(null),
  wants: Object.create(null),
  restarts: [],
  profile: {},
  consent: {},
  shown: [],
});
