/** A question that comes after our popup is answered first, with one press; the popup comes back with the typed
 * text. */

import assert from "node:assert/strict";
import { smallForm } from "../support/small-form.js";

/** @param {string} script */
const shop = (script) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>{{TAG}}</head>
<body><h1>Shop</h1><p style="height:4000px">A long page</p><script>${script}</script></body></html>`;

const ADDRESS = "ada@example.com";

/** Waits until no form is seen, which is in the page all the same. */
const isAside = () => {
  const host = document.querySelector("dormouse-form");
  return host != null && !(host.shadowRoot ?? host).querySelector("dialog[open]");
};

/**
 * Types, has the question come, answers it with one press, and finds the popup with its text.
 * @param {import("../support/page-faults.js").Stage} stage
 */
async function stepsAside(stage) {
  const { visitor, formShows, told, closeForm, formGone } = stage;
  await formShows();
  await visitor.fill("input[type=email]", ADDRESS);
  await visitor.evaluate(() => /** @type {any} */ (window).ask());
  await visitor.waitFor(isAside);
  assert.equal(
    await visitor.evaluate(() => getComputedStyle(document.documentElement).overflowY),
    "visible",
    "the page scrolls meanwhile",
  );
  const { x, y } = await visitor.evaluate(() => {
    const asks = document.querySelector("[data-ask]");
    const button = /** @type {Element} */ ((asks?.shadowRoot ?? asks)?.querySelector("#yes"));
    const box = button.getBoundingClientRect();
    return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
  });
  await visitor.clickAt(x, y);
  await visitor.waitFor(() => /** @type {any} */ (window).agreed);
  await formShows();
  const text = await visitor.evaluate(() => {
    const host = document.querySelector("dormouse-form");
    return /** @type {HTMLInputElement | undefined} */ ((host?.shadowRoot ?? host)?.querySelector("input[type=email]"))
      ?.value;
  });
  assert.equal(text, ADDRESS);
  assert.deepEqual(await told("close"), []);
  assert.equal((await told("view")).length, 1);
  assert.equal((await told("open")).length, 1);
  await closeForm();
  await formGone();
  assert.equal((await told("close")).length, 1);
  assert.equal(await visitor.evaluate(() => getComputedStyle(document.documentElement).overflowY), "visible");
}

const insisting = smallForm("popup001", { dismissible: false });
insisting.versions[0].steps[0].columns[0].rows.push({
  blocks: [{ id: "no", type: "button", label: "No", action: { type: "close" } }],
});

const GOES = "window.agreed = 1; document.querySelector('[data-ask]').remove()";

/** @type {import("../support/page-faults.js").Case[]} */
export default [
  {
    shows: "one press agrees to a banner that came 1.5 s after the page",
    async run({ visitor, formShows, age, told }) {
      await visitor.waitFor(() => document.querySelector("#yes") != null);
      await age(4_000);
      await visitor.click("#yes");
      await visitor.waitFor(() => /** @type {any} */ (window).agreed);
      await visitor.evaluate(() => document.getElementById("onetrust-banner-sdk")?.remove());
      await formShows();
      assert.deepEqual(await told("close"), []);
      assert.equal((await told("view")).length, 1);
    },
  },
  {
    shows: "a bar in a shadow root",
    page: shop(`window.ask = () => { const bar = document.createElement("x-bar"); bar.dataset.ask = ""; document.body.prepend(bar);
      bar.attachShadow({ mode: "open" }).innerHTML = '<div style="position:fixed;inset:0 0 auto;height:80px;background:#eee"><button id="yes">Accepter et fermer</button></div>';
      bar.shadowRoot.querySelector("#yes").onclick = () => { ${GOES} }; };`),
    run: stepsAside,
  },
  {
    shows: "a modal dialog that was hidden in the page from its beginning",
    page: shop(`document.body.insertAdjacentHTML("beforeend", '<div data-ask role="dialog" aria-modal="true" hidden style="position:fixed;inset:30%;background:#eee"><button id="yes">Zgadzam się</button></div>');
      window.ask = () => { document.querySelector("[data-ask]").hidden = false; }; document.querySelector("#yes").onclick = () => { ${GOES} };`),
    run: stepsAside,
  },
  {
    shows: "a popup that insists steps aside, too",
    form: () => insisting,
    page: shop(`window.ask = () => { document.body.insertAdjacentHTML("beforeend", '<div data-ask id="bar" style="position:fixed;inset:auto 0 0;height:90px;background:#eee">Cookies <button id="yes">Got it</button></div>');
      document.querySelector("#yes").onclick = () => { ${GOES} }; };`),
    async run(stage) {
      const { visitor, formShows } = stage;
      await formShows();
      await visitor.evaluate(() => /** @type {any} */ (window).ask());
      await visitor.waitFor(isAside);
      await visitor.click("#yes");
      await formShows();
    },
  },
];
