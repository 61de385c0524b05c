/** Media features of an engine that can only be set as a whole, when it starts. */

/** The features that such an engine starts with. */
const FEATURES = /** @type {Record<string, string>} */ ({
  "prefers-reduced-motion": "reduce",
  "prefers-color-scheme": "light",
  "forced-colors": "none",
});

/**
 * Throws unless the engine has these features.
 * @param {import("./engine.js").EngineName} engine
 * @param {Record<string, string>} features
 */
export function expectFixedMedia(engine, features) {
  for (const [name, value] of Object.entries(features)) {
    if (FEATURES[name] === value) continue;
    throw new Error(
      `${engine} cannot set "${name}: ${value}"${FEATURES[name] ? `: it has "${FEATURES[name]}" in all its pages` : ""}; give such a mode \`chromium_only\``,
    );
  }
}
