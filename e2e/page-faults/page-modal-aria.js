/** A form waits while the page itself asks something, comes after that, and can be closed. */

import assert from "node:assert/strict";

/** @param {string} body @param {string} [head] */
const shop = (
  body,
  head = "",
) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>${head}{{TAG}}</head>
<body><h1>Shop</h1><p style="height:4000px">A long page</p>${body}</body></html>`;

const SIDE = "position:fixed;inset:0 0 0 auto;width:360px;background:#eee";

/** The defaults of focus-trap. */
const TRAP = `<script>const trapped = document.getElementById("cart"), inner = trapped.querySelector("button");
for (const type of ["mousedown", "touchstart", "click"]) document.addEventListener(type, (e) => { if (trapped.isConnected && !trapped.contains(e.target)) { e.preventDefault(); if (type === "click") e.stopImmediatePropagation(); } }, { capture: true, passive: false });
inner.focus();</script>`;

/**
 * Waits while the page's dialog shows, closes that, and then closes the form.
 * @param {import("../support/page-faults.js").Stage} stage
 */
async function waitsAndComes({ visitor, tells, isShown, pass, told, formShows, closeForm, formGone }) {
  await tells("suppressed", "page_dialog");
  await pass(2_500);
  assert.equal(await isShown(), false);
  assert.equal((await told("suppressed")).length, 1, "suppressed is sent once");
  await visitor.evaluate(() => document.getElementById("cart")?.remove());
  await formShows();
  await closeForm();
  await formGone();
}

/**
 * Comes although something like a dialog is in the document.
 * @param {import("../support/page-faults.js").Stage} stage
 */
async function comes({ told, formShows, closeForm, formGone }) {
  await formShows();
  assert.deepEqual(await told("suppressed"), []);
  await closeForm();
  await formGone();
}

/** @type {import("../support/page-faults.js").Case[]} */
export default [
  { shows: "waits for a drawer with aria-modal that keeps every press", run: waitsAndComes },
  {
    shows: "waits for a modal <dialog>",
    page: shop('<dialog id="cart">Cart</dialog><script>cart.showModal()</script>'),
    run: waitsAndComes,
  },
  {
    shows: "waits for a modal <dialog> in a shadow root",
    page: shop(
      '<x-cart id="cart"></x-cart><script>cart.attachShadow({ mode: "open" }).innerHTML = "<dialog>Cart</dialog>"; cart.shadowRoot.firstChild.showModal()</script>',
    ),
    run: waitsAndComes,
  },
  {
    shows: "waits for an alertdialog",
    page: shop(
      '<div id="cart" role="alertdialog" style="position:fixed;inset:auto 20px 20px auto;width:300px;background:#eee">Your session ends soon <button>Stay</button></div>',
    ),
    run: waitsAndComes,
  },
  {
    shows: "waits for a dialog whose box is empty, because its content is fixed",
    page: shop(
      `<div id="cart" role="dialog" aria-modal="true" style="position:relative"><div style="${SIDE}"><button>Checkout</button></div></div>`,
    ),
    run: waitsAndComes,
  },
  {
    shows: "waits for a drawer without roles that keeps the focus",
    page: shop(`<div id="cart" style="${SIDE}"><button>Checkout</button></div>${TRAP}`),
    run: waitsAndComes,
  },
  {
    shows: "waits for an element with a backdrop that covers the page",
    page: shop(
      '<div id="cart"><div style="position:fixed;inset:0;background:#0008"></div><div style="position:fixed;inset:20%;background:#fff">Choose a size</div></div>',
    ),
    run: waitsAndComes,
  },
  {
    shows: "comes where drawers with aria-modal are shut: behind the scrollbar, without a box, or invisible",
    page: shop(
      `<div role="dialog" aria-modal="true" style="${SIDE};transform:translateX(100%)"><button>A</button></div>
      <div role="dialog" aria-modal="true" style="${SIDE};display:none"><button>B</button></div>
      <div role="dialog" aria-modal="true" style="${SIDE};visibility:hidden"><button>C</button></div>
      <div role="dialog" aria-modal="true" style="${SIDE};opacity:0;pointer-events:none"><button>D</button></div>`,
      // A scrollbar with a look of its own takes room in WebKit, where the others lie over the page.
      "<style>html::-webkit-scrollbar { width: 15px; background: #ddd }</style>",
    ),
    run: comes,
  },
  {
    shows:
      "comes on a page that is a fixed box itself, beside a chat that is a dialog, and under a fixed header with the focus",
    page: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>{{TAG}}</head><body>
      <div style="position:fixed;inset:0;z-index:-1;background:#eef"></div>
      <div style="position:fixed;inset:0;overflow:auto"><h1>Shop</h1><p style="height:4000px">A long page</p></div>
      <header style="position:fixed;inset:0 0 auto;height:60px;background:#fff"><button id="menu" autofocus>Menu</button></header>
      <div role="dialog" aria-label="Chat" style="position:fixed;right:8px;bottom:8px;width:200px;height:60px;background:#fff">Chat</div></body></html>`,
    run: comes,
  },
  {
    shows: "waits, and open() says so instead of that it shows",
    page: shop(
      '<div id="cart" role="dialog" aria-modal="true" style="position:fixed;inset:20% 20%;background:#eee">Choose a size</div>',
    ),
    async run({ visitor, tells, isShown }) {
      await tells("suppressed", "page_dialog");
      const answer = await visitor.evaluate(() => /** @type {any} */ (window).dormouse.open("popup001"));
      assert.deepEqual(answer, { visible: false, reason: "page_dialog" });
      assert.equal(await isShown(), false);
    },
  },
];
