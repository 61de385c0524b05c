/** Fact `d`: a coarse primary pointer is a phone below 600 px on the screen's shorter side, else a tablet; all else is a desktop. */

/** @type {import("../types").Part} */
export default (core) => {
  core.facts.d = () => {
    if (!matchMedia("(pointer:coarse)").matches) return "desktop";
    return Math.min(screen.width, screen.height) < 600 ? "phone" : "tablet";
  };
};
