/** HTML that requests nothing: everything that its elements would load is replaced, and the rest stays as written. */

import { closedCss, isAtHand, NOTHING } from "./closed-css.js";

/** A comment, a whole style sheet, or a start tag with its attributes; for a script, the whole element. */
const PART =
  /<!--[^]*?-->|(<style\b[^>]*>)([^]*?)(<\/style>)|<([a-z][\w:-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>(?:(?<=<script\b[^<]*)[^]*?<\/script>)?/gi;

/** An attribute and its value. */
const ATTRIBUTE = /([^\s"'<>/=]+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)/g;

/** Attributes that name something to load, on every element that has them. */
const LOADED = ["src", "srcset", "poster", "background", "data", "imagesrcset", "manifest"];

/** Elements whose `href` is loaded, and not only followed. */
const LOADED_HREF = ["image", "use", "feimage", "mpath", "textpath"];

/** Elements that are there to load something, or to decide from where: without it they are nothing. */
const LOADERS = ["link", "base"];

/**
 * Makes HTML request nothing.
 * @param {string} html
 * @returns {string}
 * @throws {Error} If a script is named: without it, the page would be a different one.
 */
export function closedHtml(html) {
  return html.replace(PART, (whole, open, css, close, name = "", attributes = "") => {
    if (open) return open + closedCss(css) + close;
    const element = name.toLowerCase();
    if (element === "script" && /\ssrc\s*=/i.test(attributes))
      throw new Error(`it has <script${attributes}>: name that file among \`scripts\``);
    if (element === "script") return whole;
    if (LOADERS.includes(element) || (element === "meta" && /http-equiv\s*=\s*["']?refresh/i.test(attributes)))
      return "";
    if (!attributes) return whole;
    return `<${name}${attributes.replace(
      ATTRIBUTE,
      (
        /** @type {string} */ all,
        /** @type {string} */ key,
        /** @type {string} */ equals,
        /** @type {string} */ value,
      ) => {
        const attribute = key.toLowerCase();
        const text = /^["']/.test(value) ? value.slice(1, -1) : value;
        // The value of an attribute is quoted, and strings within it use the other quotes.
        if (attribute === "style") return `${key}${equals}"${closedCss(text).replaceAll('"', "'")}"`;
        const is_href = /^(?:xlink:)?href$/.test(attribute) && LOADED_HREF.includes(element);
        return (LOADED.includes(attribute) || is_href) && !isAtHand(text) ? `${key}${equals}"${NOTHING}"` : all;
      },
    )}>`;
  });
}
