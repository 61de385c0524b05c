/** Changes all bundles of a build alike, and the sheets of light DOM that were made of them. */

/**
 * @typedef {object} Harmless A change that must not turn any picture.
 * @property {string} name
 * @property {(build: Build, cases: Case[]) => { build: Build, cases: Case[] }} change
 */

/** @typedef {import("../../build.js").Build} Build */
/** @typedef {import("../../cases.js").Case} Case */

/**
 * @param {Build} build
 * @param {{ css?: (css: string) => string, html?: (html: string) => string }} change
 * @returns {Build}
 */
export function bundlesChanged(build, { css = (text) => text, html = (text) => text }) {
  const known = /** @type {Map<string, string>} */ (new Map());
  const files = { ...build.files };
  const cases = Object.entries(build.cases).map(([id, items]) => [
    id,
    items.map(({ bundle, light }) => {
      const changed = { ...bundle, css: once(bundle.css, css), html: once(bundle.html, html) };
      const sheet = light && files[light]?.text;
      if (!light || !sheet) return { bundle: changed, light };
      // A browser keeps a sheet under its address.
      const path = light.replace(/\.css$/, `.${build.name}.css`);
      files[path] = { text: once(sheet, css) };
      return { bundle: changed, light: path };
    }),
  ]);
  return { ...build, cases: Object.fromEntries(cases), files };

  /** @param {string} text @param {(text: string) => string} act */
  function once(text, act) {
    const found = known.get(text) ?? act(text);
    known.set(text, found);
    return found;
  }
}

const TAG = /<([a-z][\w-]*)((?:\s+[\w:-]+(?:="[^"]*")?)+)(\s*\/?)>/g;
const ATTRIBUTE = /([\w:-]+)(?:="([^"]*)")?/g;

/** @typedef {[name: string, value: string | undefined]} Attribute */

/**
 * Changes the attributes of every element, as written.
 * @param {string} html
 * @param {(attributes: Attribute[]) => Attribute[]} change
 */
export function attributesChanged(html, change) {
  return html.replace(TAG, (_, tag, attributes, end) => {
    const now = change([...attributes.matchAll(ATTRIBUTE)].map(([, name, value]) => [name, value]));
    return `<${tag}${now.map(([name, value]) => ` ${name}${value === undefined ? "" : `="${value}"`}`).join("")}${end}>`;
  });
}
