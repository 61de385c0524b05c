/** Fact `a`: the visitor's draw, 0 to 9999; its name is what the form adds, so that forms draw apart. */

/** @type {import("../types").Part} */
export default ({ facts, recall, remember }) => {
  if (!recall("a", false)) remember("a", crypto.getRandomValues(new Uint32Array(1))[0] % 10000, false);
  facts.a = (name) => (+recall("a", false) + +name) % 10000;
};
