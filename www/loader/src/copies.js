/**
 * Removes copies of our hosts that the page made: `innerHTML +=` rewrites their markup, and routers restore clones of a
 * page. A copy does not work.
 */

/** Our hosts have it as a property, which markup and clones cannot copy. */
export const MARK = Symbol.for("dormouse");

/** Removes all copies from the page. */
export function removeCopies() {
  const all = /** @type {NodeListOf<any>} */ (document.querySelectorAll("dormouse-form"));
  for (let i = 0; i < all.length; i++) if (!(MARK in all[i])) all[i].parentNode.removeChild(all[i]);
}
