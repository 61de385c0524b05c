/** The example form of each type, as a test wants to have it. */

import { readFile } from "node:fs/promises";

/** The types, and the example form of each: a file of `fixtures/forms/`. */
const FILES = { popup: "welcome", full_screen: "full_screen", flyout: "flyout", banner: "banner", embed: "embed" };

/** @typedef {keyof typeof FILES} Type */

export const TYPES = /** @type {Type[]} */ (Object.keys(FILES));

/** The types that are dialogs, which block the page. */
export const MODAL = /** @type {Type[]} */ (["popup", "full_screen"]);

const examples = /** @type {Record<Type, any>} */ ({});
for (const type of TYPES) {
  examples[type] = JSON.parse(
    await readFile(new URL(`../../fixtures/forms/${FILES[type]}.json`, import.meta.url), "utf8"),
  );
}

/** The ids of the example forms. */
export const ID = /** @type {Record<Type, string>} */ (
  Object.fromEntries(TYPES.map((type) => [type, examples[type].form_id]))
);

/**
 * An example form that shows only when asked to, and as often as asked; an embed shows wherever it has a place.
 * @param {Type} type
 * @param {object} [version] What is different in its version.
 * @param {object} [styles] What is different in its styles.
 */
export function exampleOf(type, version, styles) {
  const form = structuredClone(examples[type]);
  const [first] = form.versions;
  const triggers = type === "embed" ? undefined : [{ type: "manual" }];
  const frequency_cap = { days_after_close: 0, days_after_submit: 0 };
  Object.assign(first, { triggers, targeting: undefined, frequency_cap }, version);
  Object.assign(first.styles, styles);
  return form;
}

/**
 * A place that an embed goes to.
 * @param {string} [attributes]
 */
export const placeOf = (attributes = "") => `<div data-dormouse-form="${ID.embed}" ${attributes}></div>`;
