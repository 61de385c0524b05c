/** The problems that axe-core finds in the forms of a page. https://github.com/dequelabs/axe-core */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const source = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Rules about whole pages, which are not ours; and no shop shows a form eight times at once. */
const OF_PAGES = [
  "landmark-unique",
  "region",
  "bypass",
  "landmark-one-main",
  "page-has-heading-one",
  "document-title",
  "html-has-lang",
];

/**
 * @param {import("../stage.js").Stage} stage
 * @returns {Promise<string[]>}
 */
export async function axeViolations(stage) {
  if (!(await stage.page.evaluate(() => "axe" in window)))
    await stage.page.evaluate((source) => void (0, eval)(source), await source);
  return await stage.page.evaluate(run, OF_PAGES);
}

/**
 * Runs in the page.
 * @param {string[]} without
 */
async function run(without) {
  const { axe } = /** @type {any} */ (window);
  const include = [...document.querySelectorAll("dormouse-form")];
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  const { violations } = await axe.run(
    { include },
    { rules, resultTypes: ["violations"], preload: false, iframes: false },
  );
  return violations.flatMap((/** @type {any} */ { id, help, nodes }) =>
    nodes.map((/** @type {any} */ { target }) => `${id} at ${target.flat().join(" ")}: ${help}`),
  );
}
