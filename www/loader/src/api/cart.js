/** Keeps the cart that the page reported, for rules that look at it: `parts/cart-content.js` reads it. */

/** The most characters of each member that are kept. */
const MOST = 1000;

/**
 * Keeps the cart for this session. A member that is left out becomes unknown: its earlier value may be outdated.
 * @param {import("../types").Core} core
 * @param {any} told
 */
export function keepCart(core, told) {
  // Nothing is kept that no rule looks at.
  if (!core.facts.B) return;
  const { value, count, product_ids } = told || {};
  const members = [value, count, Array.isArray(product_ids) ? `,${product_ids.join()},` : ""];
  for (let i = 0; i < members.length; i++) members[i] = encodeURIComponent(`${members[i] ?? ""}`.slice(0, MOST));
  // A separate line in the session record: value, count and products, each encoded.
  core.remember("B", members.join(" "), true);
  core.refresh();
}
