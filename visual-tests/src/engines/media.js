/** Media features of an engine that can be told of them only as a whole, when it starts. */

/** What such an engine is started with. */
const FEATURES = /** @type {Record<string, string>} */ ({
  "prefers-reduced-motion": "reduce",
  "prefers-color-scheme": "light",
  "forced-colors": "none",
});

/**
 * Throws unless the features are those that the engine has.
 * @param {import("./engine.js").EngineName} engine
 * @param {Record<string, string>} features
 */
export function expectFixedMedia(engine, features) {
  for (const [name, value] of Object.entries(features)) {
    if (FEATURES[name] === value) continue;
    throw new Error(`${engine} cannot be told "${name}: ${value}"${FEATURES[name] ? `: it has "${FEATURES[name]}" in all its pages` : ""}; give such a mode \`chromium_only\``);
  }
}
