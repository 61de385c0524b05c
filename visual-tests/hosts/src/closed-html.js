/** HTML that asks for nothing: what its elements would load is replaced, everything else stays as it was written. */

import { closedCss, isAtHand, NOTHING } from "./closed-css.js";

/** A comment, the whole of a style sheet, or a start tag with its attributes; behind that of a script, all of it. */
const PART = /<!--[^]*?-->|(<style\b[^>]*>)([^]*?)(<\/style>)|<([a-z][\w:-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>(?:(?<=<script\b[^<]*)[^]*?<\/script>)?/gi;

/** An attribute and its value. */
const ATTRIBUTE = /([^\s"'<>/=]+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)/g;

/** Attributes that name what is loaded, on every element that has them. */
const LOADED = ["src", "srcset", "poster", "background", "data", "imagesrcset", "manifest"];

/** Elements whose `href` is loaded, and not only followed. */
const LOADED_HREF = ["image", "use", "feimage", "mpath", "textpath"];

/** Elements that are there to load something, or to decide from where: without it they are nothing. */
const LOADERS = ["link", "base"];

/**
 * Makes HTML ask for nothing.
 * @param {string} html
 * @returns {string}
 * @throws {Error} Where a script is named: without it, the page would be another one.
 */
export function closedHtml(html) {
  return html.replace(PART, (whole, open, css, close, name = "", attributes = "") => {
    if (open) return open + closedCss(css) + close;
    const element = name.toLowerCase();
    if (element === "script" && /\ssrc\s*=/i.test(attributes)) throw new Error(`it has <script${attributes}>: name that file among \`scripts\``);
    if (element === "script") return whole;
    if (LOADERS.includes(element) || (element === "meta" && /http-equiv\s*=\s*["']?refresh/i.test(attributes))) return "";
    if (!attributes) return whole;
    return `<${name}${attributes.replace(ATTRIBUTE, (/** @type {string} */ all, /** @type {string} */ key, /** @type {string} */ equals, /** @type {string} */ value) => {
      const attribute = key.toLowerCase();
      const text = /^["']/.test(value) ? value.slice(1, -1) : value;
      // What stands in an attribute is quoted there, and so are strings within it, in the other way.
      if (attribute === "style") return `${key}${equals}"${closedCss(text).replaceAll('"', "'")}"`;
      const is_href = /^(?:xlink:)?href$/.test(attribute) && LOADED_HREF.includes(element);
      return (LOADED.includes(attribute) || is_href) && !isAtHand(text) ? `${key}${equals}"${NOTHING}"` : all;
    })}>`;
  });
}
