/** Fact `t`: seconds on the page while it was visible. */

/** @type {import("../types").Part} */
export default (core) => {
  core.facts.t = () => (core.visibleMs() / 1000) | 0;
  core.wants.t = (_, least, form) => {
    if (form >= 0) core.soon(form, least * 1000);
    core.after(least * 1000, core.wake);
  };
};
