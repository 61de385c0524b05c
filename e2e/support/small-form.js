/** A small form that shows on its own only if a test says so. */

/** @param {string} content */
const text = (content) => ({ id: "text", type: "rich_text", format: "markdown", content });

/** @param {object[]} blocks */
const step = (...blocks) => ({ columns: [{ rows: blocks.map((block) => ({ blocks: [block] })) }] });

/**
 * A popup that asks for an email address, or first for a name, and says thanks. It shows at once, and may show again at
 * once.
 * @param {string} form_id
 * @param {object} [version] What is different in its version.
 * @param {{ asks_name?: boolean }} [options]
 */
export function smallForm(form_id, version, { asks_name = false } = {}) {
  const name = { id: "name", type: "text", label: "Name", property_name: "first_name" };
  const next = { id: "next", type: "button", label: "Next", action: { type: "next_step", submit: true } };
  const email = { id: "email", type: "email", label: "Email address" };
  const send = { id: "send", type: "button", label: "Send", action: { type: "next_step", submit: true } };
  const done = { id: "done", type: "button", label: "Done", action: { type: "close" } };
  return {
    schema_version: 1,
    form_id,
    name: form_id,
    versions: [
      {
        type: "popup",
        accessible_name: `Form ${form_id}`,
        triggers: AT_ONCE,
        frequency_cap: { days_after_close: 0, days_after_submit: 0 },
        steps: [...(asks_name ? [step(name, next)] : []), step(email, send), step(text("# Thank you"), done)],
        ...version,
      },
    ],
  };
}

/** Triggers of a form that shows at once. */
export const AT_ONCE = [{ type: "delay", delay_seconds: 0 }];

/** Triggers of a form that shows only when it is asked to: no test moves the pointer out. */
export const NEVER = [{ type: "exit_intent" }];

/**
 * Triggers of a form that shows after a time.
 * @param {number} delay_seconds
 */
export const after = (delay_seconds) => [{ type: "delay", delay_seconds }];

/**
 * A targeting rule: the address contains a text, or does not.
 * @param {string} value
 * @param {"allow_list" | "deny_list"} [list]
 */
export const url = (value, list = "allow_list") => [{ type: "url", [list]: [{ operator: "contains", value }] }];
