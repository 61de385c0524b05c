/** Style sheets that request nothing: everything that they would load is replaced, and the rest stays as written. */

/** The replacement for a picture, a font or a pointer: available at once, and invisible. */
export const NOTHING = "data:,";

/** The pieces of a sheet that can contain the name of something to load, and those that only look like it. */
const TOKEN =
  /\/\*[^]*?(?:\*\/|$)|@(?:import|namespace)(?![\w-])|(?<![\w-])url\(\s*(?:"((?:[^"\\]|\\[^])*)"|'((?:[^'\\]|\\[^])*)'|((?:[^)"'\\]|\\[^])*))\s*([^()]*)\)|(?<![\w])(?:-webkit-)?image-set\(|[()]|"((?:[^"\\]|\\[^])*)"|'((?:[^'\\]|\\[^])*)'/gi;

/** The rest of an at-rule without a block. */
const TO_SEMICOLON = /(?:"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|\((?:"[^"]*"|'[^']*'|[^)"'])*\)|[^;"'(])*;?/y;

/** Imports from the sheet's own origin. */
const IS_REMOTE = /^\s*(?:url\()?\s*["']?\s*(?:[a-z][\w+.-]*:|\/\/)/i;

/**
 * Makes a sheet request nothing. `url(…)` that names neither a part of the same document nor data becomes empty data,
 * `@import` from other origins is removed, and `</style` is escaped so that it ends no element.
 * @param {string} css
 * @returns {string}
 * @throws {Error} If it imports a file beside it: without that file, the sheet would be a different one.
 */
export function closedCss(css) {
  let out = "";
  let end = 0;
  /** How many brackets are open within the outermost `image-set(`. */
  let depth = 0;
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(css); found; found = TOKEN.exec(css)) {
    const [token, double, single, bare, modifiers, doubleString, singleString] = found;
    const lower = token.toLowerCase();
    let written = token;
    if (lower.startsWith("/*")) {
      // Open developer tools would request the map.
      if (/^\/\*[#@] sourceMappingURL=/.test(token)) written = "";
    } else if (lower === "@import" || lower === "@namespace") {
      TO_SEMICOLON.lastIndex = TOKEN.lastIndex;
      const [rest] = /** @type {RegExpExecArray} */ (TO_SEMICOLON.exec(css));
      TOKEN.lastIndex += rest.length;
      if (lower === "@import") {
        if (!IS_REMOTE.test(rest))
          throw new Error(
            `it imports${rest.replace(/;$/, "")}: name that file among \`sheets\`, before it, and import nothing`,
          );
        written = "";
      } else {
        // A namespace is a name; browsers do not load it.
        written += rest;
      }
    } else if (lower.startsWith("url(")) {
      if (!isAtHand(double ?? single ?? bare)) written = `url("${NOTHING}"${modifiers ? ` ${modifiers}` : ""})`;
    } else if (lower.endsWith("image-set(")) {
      depth += 1;
    } else if (depth && token === "(") {
      depth += 1;
    } else if (depth && token === ")") {
      depth -= 1;
    } else if (
      depth &&
      (doubleString ?? singleString) !== undefined &&
      !isAtHand(doubleString ?? singleString) &&
      !isMediaType(css, found.index)
    ) {
      written = `"${NOTHING}"`;
    }
    out += css.slice(end, found.index) + written;
    end = TOKEN.lastIndex;
  }
  return (out + css.slice(end)).replace(/<\/(?=style)/gi, "<\\/");
}

/**
 * Whether an address names data, or a part of the same document.
 * @param {string} address
 */
export const isAtHand = (address) => /^\s*(?:data:|#|about:|$)/i.test(address);

/**
 * Whether a string is in `type("image/…")`, which is not an address.
 * @param {string} css
 * @param {number} at
 */
const isMediaType = (css, at) => /type\(\s*$/i.test(css.slice(Math.max(0, at - 20), at));
