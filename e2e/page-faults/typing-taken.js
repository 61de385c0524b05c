/** A popup that opens on its own waits until the visitor has stopped typing. */

import assert from "node:assert/strict";

const LETTERS = "a warm lamp for the small room upstairs ";

/** @param {string} field @param {string} [script] */
const shop = (
  field,
  script = "",
) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>{{TAG}}</head>
<body>${field}<h1>Shop</h1><p style="height:4000px">A long page</p><script>${script}</script></body></html>`;

/** A pause, as the form sees one. */
const PAUSE_MS = 1500;

/** Runs in the page: counts the keys until the form is there, and notes how long before that the last one was pressed. */
function watchKeys() {
  const notes = /** @type {any} */ (window);
  let last_ms = 0;
  let keys = 0;
  const onKey = () => {
    keys++;
    last_ms = performance.now();
  };
  addEventListener("keydown", onKey, true);
  addEventListener("dormouse", (event) => {
    if (/** @type {CustomEvent} */ (event).detail.type !== "open") return;
    removeEventListener("keydown", onKey, true);
    notes.opened = { keys, paused_ms: performance.now() - last_ms };
  });
}

/** Runs in the page: what that found, once the form is there. */
const opened = () => /** @type {any} */ (window).opened;

/**
 * Types a letter at a time for longer than the form waits for, and finds in the field all that were typed before the form
 * came. A busy machine may type so slowly that the form has its pause between two letters.
 * @param {(visitor: import("../support/engines.js").Visitor) => Promise<void>} enter
 * @param {() => string} read Runs in the page.
 */
const typesOn =
  (enter, read) =>
  async (/** @type {import("../support/page-faults.js").Stage} */ { visitor, formShows, pass, tells }) => {
    await visitor.evaluate(watchKeys);
    await enter(visitor);
    for (const letter of LETTERS) {
      await visitor.type(letter);
      await pass(120);
      if (await visitor.evaluate(opened)) break;
    }
    await tells("qualified");
    await formShows();
    const { keys, paused_ms } = await visitor.evaluate(opened);
    assert.ok(paused_ms >= PAUSE_MS, `the popup came ${paused_ms} ms after a key was pressed`);
    assert.equal(await visitor.evaluate(read), LETTERS.slice(0, keys));
  };

/** @type {import("../support/page-faults.js").Case[]} */
export default [
  {
    shows: "all letters are in the search box, and the popup comes in a pause",
    run: typesOn(
      (visitor) => visitor.click("#s"),
      () => /** @type {HTMLInputElement} */ (document.getElementById("s")).value,
    ),
  },
  {
    shows: "all letters are in an editor of the page",
    page: shop('<div id="s" contenteditable style="min-height:40px;white-space:pre-wrap"></div>'),
    run: typesOn(
      (visitor) => visitor.click("#s"),
      () => (document.getElementById("s")?.textContent ?? "").replaceAll("\u00a0", " "),
    ),
  },
  {
    shows: "all letters are in a field inside a shadow root",
    page: shop(
      '<x-search id="s" style="display:block"></x-search>',
      's.attachShadow({ mode: "open" }).innerHTML = "<input style=\'width:100%\'>";',
    ),
    run: typesOn(
      (visitor) => visitor.click("#s"),
      () => document.getElementById("s")?.shadowRoot?.querySelector("input")?.value ?? "",
    ),
  },
  {
    shows: "a popup that the page asks for comes at once",
    page: shop('<input id="s" aria-label="Search">'),
    form: (form) => {
      form.versions[0].triggers = [{ type: "manual" }];
      return form;
    },
    async run({ visitor, formShows }) {
      await visitor.click("#s");
      await visitor.type("lamp");
      await visitor.evaluate(() => void (/** @type {any} */ (window).dormouse.open("popup001")));
      await formShows();
    },
  },
  {
    shows: "waits while a frame has the focus, because it cannot see what is typed there",
    page: shop(
      '<iframe srcdoc="<input>" style="width:300px;height:60px"></iframe>',
      "const frame = document.querySelector('iframe'); frame.onload = () => frame.contentDocument.querySelector('input').focus();",
    ),
    async run({ visitor, tells, pass, isShown, formShows, told }) {
      await visitor.waitFor(() => document.activeElement?.localName === "iframe");
      await tells("qualified");
      await pass(3_000);
      assert.equal(await isShown(), false);
      await visitor.click("h1");
      await formShows();
      assert.deepEqual(await told("suppressed"), []);
    },
  },
];
