/** Fact `x`: how often a form was displayed in this session; its name is the form's id, or nothing for the form itself. */

/** @type {import("../types").Part} */
export default ({ facts, recall }) => {
  facts.x = (form_id) => +recall(`x${form_id} `, true);
};
