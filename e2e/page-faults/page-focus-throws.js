/** A page whose own `focus` throws gets no error from us, and its form can be answered and closed. */

/** @param {string} script */
const shop = (script) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
<script>window.errors = []; addEventListener("error", (e) => errors.push(e.message)); addEventListener("unhandledrejection", (e) => errors.push(String(e.reason)));
${script}</script>{{TAG}}</head><body><h1>Shop</h1><button id="outside">Outside</button></body></html>`;

/**
 * Is refused, signs up, and hears of no error.
 * @param {import("../support/page-faults.js").Stage} stage
 */
async function isAnswered({ visitor, formShows, tells, formGone, closeForm }) {
  await formShows();
  await visitor.click("[data-step] [type=submit]");
  await visitor.waitFor(() => {
    const host = document.querySelector("dormouse-form");
    return (host?.shadowRoot ?? host)?.querySelector("[aria-invalid]") != null;
  });
  await visitor.fill("input[type=email]", "ada@example.com");
  await visitor.press("Enter");
  await tells("submit");
  await closeForm();
  await formGone();
  const errors = await visitor.evaluate(() => /** @type {any} */ (window).errors);
  if (errors.length) throw new Error(`the page heard ${errors}`);
}

/** @type {import("../support/page-faults.js").Case[]} */
export default [
  {
    shows: "no error if the page replaced it for all elements",
    fixture: "keys-captured",
    page: shop('HTMLElement.prototype.focus = function () { throw new Error("patched"); };'),
    run: isAnswered,
  },
  {
    shows: "no error if it exists but cannot be called",
    fixture: "mouse-handlers-retargeted",
    page: shop('Object.defineProperty(HTMLElement.prototype, "focus", { get() { throw new Error("blocked"); } });'),
    run: isAnswered,
  },
];
