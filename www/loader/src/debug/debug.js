/** The overlay that `dormouse.debug()` shows to a merchant: each form, each rule, matched or not, and why. */

/** @param {import("../types").Core} core */
export default function (core) {
  core.refresh();
}
