/** The page replaces its body, or what is in it, while a form shows: the form is there afterwards, with its text. */

import assert from "node:assert/strict";
import { smallForm } from "../support/small-form.js";

const BODY = '<h1>Shop</h1><p style="height:4000px">A long page</p>';
const ADDRESS = "ada@example.com";

/** @param {string} script */
const shop = (
  script,
) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>{{TAG}}</head><body>${BODY}<script>
window.next = '${BODY}<p id="new">New</p>'; window.replaceBody = () => { ${script} };</script></body></html>`;

const WAYS = {
  "its content is written anew": "document.body.innerHTML = next;",
  "another body comes in its place, as with Turbo": `history.pushState(null, "", "/second");
    const body = document.createElement("body"); body.innerHTML = next; document.documentElement.replaceChild(body, document.body);`,
  "the content of <html> is written anew":
    "document.documentElement.innerHTML = '<head></head><body>' + next + '</body>';",
  "a router empties it, and fills it later":
    "document.body.replaceChildren(); setTimeout(() => { document.body.insertAdjacentHTML('beforeend', next); }, 100);",
};

/** The form that is in the page, and what is in its field. */
function find() {
  const hosts = [...document.querySelectorAll("dormouse-form")];
  const root = hosts[0]?.shadowRoot ?? hosts[0];
  const input = root?.querySelector("input");
  const focused = /** @type {ShadowRoot | undefined} */ (input?.getRootNode())?.activeElement;
  return { count: hosts.length, value: input?.value, has_focus: focused === input };
}

/** @param {string} type */
const staysIn = (type) => async (/** @type {import("../support/page-faults.js").Stage} */ stage) => {
  const { visitor, formShows, formGone, closeForm, told, pass, turnWheel } = stage;
  await formShows();
  await visitor.fill("input[type=email]", ADDRESS);
  await visitor.evaluate(() => /** @type {any} */ (window).replaceBody());
  await visitor.waitFor(() => document.getElementById("new") != null);
  await pass(500);
  await formShows();
  assert.deepEqual(await visitor.evaluate(find), { count: 1, value: ADDRESS, has_focus: true });
  assert.deepEqual(await told("close"), []);
  assert.equal((await told("view")).length, 1);
  if (type === "popup")
    assert.equal(await visitor.evaluate(() => getComputedStyle(document.documentElement).overflowY), "hidden");
  await visitor.type("!");
  assert.equal((await visitor.evaluate(find)).value, `${ADDRESS}!`);
  await closeForm();
  await formGone();
  assert.equal((await told("close")).length, 1);
  await turnWheel(() => scrollY);
};

/** @type {import("../support/page-faults.js").Case[]} */
export default Object.entries(WAYS).flatMap(([way, script]) =>
  ["popup", "flyout", "banner"].map((type) => ({
    shows: `a ${type}: ${way}`,
    fixture: "keys-captured",
    form: () => smallForm("popup001", { type }),
    page: shop(script),
    run: staysIn(type),
  })),
);
