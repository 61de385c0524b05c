/** Facts `w` and `y`: width and height of the viewport in CSS px; rules are judged again when they change. */

/** @type {import("../types").Part} */
export default (core) => {
  core.facts.w = () => innerWidth;
  core.facts.y = () => innerHeight;
  core.listen("resize", core.refresh);
};
