/** Style sheets that ask for nothing: what they would load is replaced, everything else stays as it was written. */

/** What stands where a picture, a font or a pointer was named: something that is there at once, and shows nothing. */
export const NOTHING = "data:,";

/** What a sheet consists of where a name of something to load can stand, and what only looks like it. */
const TOKEN =
  /\/\*[^]*?(?:\*\/|$)|@(?:import|namespace)(?![\w-])|(?<![\w-])url\(\s*(?:"((?:[^"\\]|\\[^])*)"|'((?:[^'\\]|\\[^])*)'|((?:[^)"'\\]|\\[^])*))\s*([^()]*)\)|(?<![\w])(?:-webkit-)?image-set\(|[()]|"((?:[^"\\]|\\[^])*)"|'((?:[^'\\]|\\[^])*)'/gi;

/** The rest of an at-rule without a block. */
const TO_SEMICOLON = /(?:"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|\((?:"[^"]*"|'[^']*'|[^)"'])*\)|[^;"'(])*;?/y;

/** Imports of what belongs to the sheet, and not of another origin. */
const IS_REMOTE = /^\s*(?:url\()?\s*["']?\s*(?:[a-z][\w+.-]*:|\/\/)/i;

/**
 * Makes a sheet ask for nothing. `url(…)` that names neither a part of the same document nor data becomes empty data, `@import` of other
 * origins goes, and `</style` is written so that it ends no element.
 * @param {string} css
 * @returns {string}
 * @throws {Error} Where it imports a file beside it: without that, the sheet would be another one.
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
      // Whoever opens the developer tools would ask for the map.
      if (/^\/\*[#@] sourceMappingURL=/.test(token)) written = "";
    } else if (lower === "@import" || lower === "@namespace") {
      TO_SEMICOLON.lastIndex = TOKEN.lastIndex;
      const [rest] = /** @type {RegExpExecArray} */ (TO_SEMICOLON.exec(css));
      TOKEN.lastIndex += rest.length;
      if (lower === "@import") {
        if (!IS_REMOTE.test(rest)) throw new Error(`it imports${rest.replace(/;$/, "")}: name that file among \`sheets\`, before it, and import nothing`);
        written = "";
      } else {
        // A namespace is a name; nobody loads it.
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
    } else if (depth && (doubleString ?? singleString) !== undefined && !isAtHand(doubleString ?? singleString) && !isMediaType(css, found.index)) {
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
 * Whether a string stands in `type("image/…")`, which is no address.
 * @param {string} css
 * @param {number} at
 */
const isMediaType = (css, at) => /type\(\s*$/i.test(css.slice(Math.max(0, at - 20), at));
