/** Typical pages that a form must work on: hosts of the kit in visual-tests/hosts, some with rules that know our
 * names. */

import { loadHost } from "../../visual-tests/hosts/index.js";
import { placeOf } from "./form-types.js";

/** Whatever the page says, the place of an embed stays in place, and the page is longer than one screen. */
const PLACE =
  "all:initial!important;display:block!important;position:absolute!important;left:600px!important;top:60px!important;width:600px!important";
const TALL =
  "all:initial!important;display:block!important;float:none!important;clear:both!important;height:3000px!important";

/** A place for an embed; the test puts it into the page. */
export const place = placeOf(`style="${PLACE}"`);

/** A page without any rules. */
export const EMPTY = `<p style="${TALL}"></p>`;

/** Rules that know our names, for hosts that do not. */
const ABOUT_US = /** @type {Record<string, string>} */ ({
  "everything-important": `dormouse-form { display: none !important; opacity: .2 !important; transform: rotate(3deg) !important;
    visibility: hidden !important; pointer-events: none !important; position: static !important; z-index: -1 !important }`,
  "custom-properties": ":root { --dormouse: 1 } @keyframes dormouse { from { opacity: 0 } }",
});

/**
 * @typedef {object} HostPage
 * @property {string} css All its rules.
 * @property {string} head
 * @property {string} body
 */

/**
 * Hosts by their names.
 * @param {string[]} names
 */
async function hosts(names) {
  const pages = names.map(async (name) => {
    const about_us = ABOUT_US[name] ?? "";
    const { css, head, body } = await loadHost(name, { head: about_us && `<style>${about_us}</style>`, body: EMPTY });
    return [name, { css: css + about_us, head, body }];
  });
  return /** @type {Record<string, HostPage>} */ (Object.fromEntries(await Promise.all(pages)));
}

/** Popular style sheets. */
export const frameworks = await hosts([
  "bootstrap-3",
  "bootstrap-5",
  "foundation",
  "tailwind-preflight",
  "semantic-ui",
  "jquery-ui",
  "milligram",
  "normalize",
  "reset-css",
]);

/** Rules that apply to everything. */
export const worstCases = await hosts([
  "div-wide",
  "all-unset",
  "all-unset-important",
  "everything-important",
  "button-important",
]);

/** Rules that real themes have, sharpened, and libraries that change the language. */
export const themes = await hosts([
  "overflow-clip",
  "svg-rules",
  "rem-62",
  "custom-properties",
  "prototype",
  "mootools",
]);
