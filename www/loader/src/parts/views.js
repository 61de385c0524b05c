/** Facts `D` and `x`: how often a form was displayed to the visitor, and in the session. */

/** @type {import("../types").Part} */
export default (core) => {
  const { facts, formNamed, recall, remember } = core;
  const views = (/** @type {string} */ form_id) => +recall(`v${formNamed(form_id)}`, false);
  const sessionViews = (/** @type {string} */ form_id) => +recall(`x${formNamed(form_id)}`, true);
  facts.D = views;
  facts.x = sessionViews;
  core.countView = (form_id, rules) => {
    if (rules.indexOf("\n?D") > 0) remember(`v${form_id} `, views(form_id) + 1, false);
    if (rules.indexOf("\n?x") > 0) remember(`x${form_id} `, sessionViews(form_id) + 1, true);
  };
};
