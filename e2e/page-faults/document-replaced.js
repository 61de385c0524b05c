/** A form disappears with its document: it leaves nothing locked or blocked, and can show again. */

import assert from "node:assert/strict";
import { smallForm } from "../support/small-form.js";

const BODY = '<h1>Shop</h1><p style="height:4000px">A long page</p>';

/** @param {string} script */
const shop = (
  script,
) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>{{TAG}}</head><body>${BODY}<script>
window.next = '${BODY}<p id="new">New</p>'; window.replaceAll = () => { ${script} };</script></body></html>`;

/** @param {string} type */
const other = (type) => smallForm("other001", { type, triggers: [{ type: "manual" }] });

/** @param {string} id */
const opens = (id) => /** @type {any} */ (window).dormouse.open(id);

/**
 * Replaces the document while the form is up, and opens the other form and then the same.
 * @param {import("../support/page-faults.js").Stage} stage
 */
async function isGone({ visitor, formShows, formGone, closeForm, turnWheel }) {
  await formShows();
  await visitor.evaluate(() => /** @type {any} */ (window).replaceAll());
  await visitor.waitFor(() => document.getElementById("new") != null);
  await formGone();
  assert.equal(await visitor.evaluate(() => getComputedStyle(document.documentElement).overflowY), "visible");
  for (const id of ["other001", "popup001"]) {
    assert.deepEqual(await visitor.evaluate(opens, id), { visible: true, reason: "qualified" }, id);
    await formShows();
    await closeForm();
    await formGone();
  }
  await turnWheel(() => scrollY);
}

const WAYS = {
  "document.open() and document.write()":
    "document.open(); document.write('<!doctype html><title>Shop</title>' + next); document.close();",
  "another <html> in place of the first": `const html = document.createElement("html"); html.append(document.createElement("head"), document.createElement("body"));
    html.lastChild.innerHTML = next; document.replaceChild(html, document.documentElement);`,
  "an empty document that is filled later":
    "document.documentElement.remove(); setTimeout(() => { const html = document.createElement('html'); html.innerHTML = '<head></head><body>' + next + '</body>'; document.append(html); }, 300);",
};

/** @type {import("../support/page-faults.js").Case[]} */
export default Object.entries(WAYS).flatMap(([way, script]) => [
  { shows: `a popup: ${way}`, fixture: "hidden-by-blocker", page: shop(script), forms: [other("flyout")], run: isGone },
  {
    shows: `a flyout: ${way}`,
    fixture: "hidden-by-blocker",
    form: () => smallForm("popup001", { type: "flyout" }),
    page: shop(script),
    forms: [other("popup")],
    run: isGone,
  },
]);
