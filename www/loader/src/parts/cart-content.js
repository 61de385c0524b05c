/** Fact `B`: the content of the cart, as the last `track("cart", …)` of this session reported it (`api/cart.js`);
 * unknown before. */

/** @type {import("../types").Part} */
export default (core) => {
  core.facts.B = (name) => {
    // Its members are in the order of the letters that only their names have.
    const text = core.recall("B", true).split(" ")["vcp".indexOf(name[0])];
    return text ? decodeURIComponent(text) : undefined;
  };
};
