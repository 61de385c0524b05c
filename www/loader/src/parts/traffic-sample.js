/** Fact `a`: the visitor's random number, 0 to 9999; the fact's name is the form's offset, so that forms select
 * different visitors. */

/** @type {import("../types").Part} */
export default (core) => {
  if (!core.recall("a", false)) core.remember("a", crypto.getRandomValues(new Uint32Array(1))[0] % 10000, false);
  core.facts.a = (name) => (+core.recall("a", false) + +name) % 10000;
};
