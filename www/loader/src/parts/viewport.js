/** Facts `w` and `y`: width and height of the viewport in CSS px; rules are judged again when they change. */

/** @type {import("../types").Part} */
export default ({ facts, refresh }) => {
  facts.w = () => innerWidth;
  facts.y = () => innerHeight;
  addEventListener("resize", refresh);
};
