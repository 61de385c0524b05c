/** Facts `D` and `x`: how often a form was displayed to the visitor, and in the session. */

/** @type {import("../types").Part} */
export default (core) => {
  const { facts, formNamed, recall, remember } = core;
  facts.D = (form_id) => +recall(`v${formNamed(form_id)}`, false);
  facts.x = (form_id) => +recall(`x${formNamed(form_id)}`, true);
  core.countView = (form_id, rules) => {
    if (rules.indexOf("\n?D") > 0) remember(`v${form_id} `, +facts.D(form_id) + 1, false);
    if (rules.indexOf("\n?x") > 0) remember(`x${form_id} `, +facts.x(form_id) + 1, true);
  };
};
