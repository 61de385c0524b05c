/**
 * Styles of the page's root or body while a form shows.
 *
 * They are in our own sheet, so nothing needs restoring: whatever the page writes meanwhile into its elements' `style`
 * stays, and applies as soon as the sheet is gone. Important declarations in the page's `style` win.
 */

import { adopt } from "./adopt.js";

/** Makes a selector stronger than any of a page's: https://www.w3.org/TR/selectors-4/#specificity-rules. */
const STRONG = ":not(#_#_#_#_)";

/**
 * Sets a property over whatever the page's sheets say.
 * @param {"html" | "body"} element
 * @param {string} declaration
 * @returns {() => void} Takes it away.
 */
export function setPageStyle(element, declaration) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${element}${STRONG}{${declaration}!important}`);
  return adopt(sheet);
}
