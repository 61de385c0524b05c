/** Fact `t`: seconds on the page while it was visible. */

/** @type {import("../types").Part} */
export default ({ facts, wants, after, soon, visibleMs, wake }) => {
  facts.t = () => (visibleMs() / 1000) | 0;
  wants.t = (_, least, form) => {
    if (form >= 0) soon(form, least * 1000);
    after(least * 1000, wake);
  };
};
