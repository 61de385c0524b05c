/** The smallest forms, which never show on their own: for tests of when and to which visitors a form shows. */

/**
 * A form with a text and a button; it has no caps, so that it can show repeatedly, and no trigger that fires on its
 * own.
 * @param {string} form_id
 * @param {Record<string, unknown>} [version] Members of its version that are to be other.
 */
export function quietForm(form_id, version = {}) {
  return formOf(form_id, [text("Hello"), button("Done", { type: "close" })], version);
}

/**
 * @param {string} form_id
 * @param {object[]} blocks
 * @param {Record<string, unknown>} version
 */
function formOf(form_id, blocks, version) {
  return {
    schema_version: 1,
    form_id,
    name: form_id,
    versions: [
      {
        type: "popup",
        triggers: [{ type: "manual" }],
        frequency_cap: { days_after_close: 0, days_after_submit: 0 },
        steps: [{ columns: [{ rows: blocks.map((block) => ({ blocks: [block] })) }] }],
        ...version,
      },
    ],
  };
}

/** @param {string} content */
function text(content) {
  return { id: "text", type: "rich_text", format: "markdown", content };
}

/**
 * @param {string} label
 * @param {object} action
 */
function button(label, action) {
  return { id: "button", type: "button", label, action };
}
