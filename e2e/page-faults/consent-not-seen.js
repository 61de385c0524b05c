/** A form waits while the page asks the visitor to agree, and that is answered with one press. */

import assert from "node:assert/strict";

/** @param {string} body */
const shop = (body) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>{{TAG}}</head>
<body><h1>Shop</h1><p style="height:4000px">A long page</p>${body}</body></html>`;

const BAR = "position:fixed;inset:auto 0 0;height:100px;background:#eee";
const AGREED = "window.agreed=1;this.closest('[data-ask]').remove()";

/**
 * Waits for 4 s, agrees with one press, and then the form comes.
 * @param {import("../support/page-faults.js").Stage} stage
 */
async function isAskedFirst({ visitor, tells, age, isShown, formShows }) {
  await tells("suppressed", "page_dialog");
  await age(4_000);
  assert.equal(await isShown(), false);
  const { x, y } = await visitor.evaluate(middleOfYes);
  await visitor.clickAt(x, y);
  await visitor.waitFor(() => /** @type {any} */ (window).agreed);
  await visitor.evaluate(() => document.querySelector("[data-ask],#cc-main")?.remove());
  await formShows();
}

/** Runs in the page: the middle of the button, also in a shadow root. */
function middleOfYes() {
  const roots = /** @type {(Document | ShadowRoot)[]} */ ([document]);
  for (const root of roots)
    for (const { shadowRoot } of root.querySelectorAll("*")) if (shadowRoot) roots.push(shadowRoot);
  const button = roots.map((root) => root.querySelector("#yes")).find(Boolean);
  const { x, y, width, height } = /** @type {Element} */ (button).getBoundingClientRect();
  return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
}

/**
 * Comes although something on the page speaks of cookies.
 * @param {import("../support/page-faults.js").Stage} stage
 */
async function comes({ told, formShows }) {
  await formShows();
  assert.deepEqual(await told("suppressed"), []);
}

/** @type {import("../support/page-faults.js").Case[]} */
export default [
  { shows: "vanilla-cookieconsent 3, whose dialog does not have the word consent in its names", run: isAskedFirst },
  {
    shows: "a container without a box, whose content is fixed",
    page: shop(
      `<div data-ask><div style="${BAR}"><p>This shop uses cookies.</p><button id="yes" onclick="${AGREED}">OK</button></div></div>`,
    ),
    run: isAskedFirst,
  },
  {
    shows: "in an open shadow root, in another language, and small",
    page: shop(`<x-ask data-ask></x-ask><script>document.querySelector("x-ask").attachShadow({ mode: "open" }).innerHTML =
      '<div style="position:fixed;left:10px;bottom:10px;width:150px;background:#eee"><button id="yes" onclick="window.agreed=1">Alle akzeptieren</button></div>';</script>`),
    run: isAskedFirst,
  },
  {
    shows: "a sticky bar in nested shadow roots, whose button is not a button element",
    page: shop(`<x-outer data-ask style="position:sticky;bottom:0;display:block;background:#eee"></x-outer><script>
      const outer = document.querySelector("x-outer").attachShadow({ mode: "open" }); outer.innerHTML = "<x-inner></x-inner>";
      outer.firstChild.attachShadow({ mode: "open" }).innerHTML = '<p>クッキーを使用します</p><div id="yes" tabindex="0" onclick="window.agreed=1">同意する</div>';</script>`),
    run: isAskedFirst,
  },
  {
    shows: "a link that agrees, in a bar about cookies",
    page: shop(
      `<div data-ask class="notice" style="${BAR}">We use cookies. <a id="yes" href="/?agree" onclick="${AGREED};return false">I understand</a></div>`,
    ),
    run: isAskedFirst,
  },
  ...[
    'Wir verwenden Cookies. <button id="yes" onclick="window.agreed=1">Alle zulassen</button>',
    'We use cookies to remember your cart. <button id="yes" onclick="window.agreed=1">Sounds good</button>',
    'Utilizziamo i cookie. <button id="yes" onclick="window.agreed=1">Consenti tutti</button>',
  ].map((text) => ({
    shows: `a bar without names: ${text.replace(/<.*?>/g, "")}`,
    page: shop(`<div data-ask><div style="${BAR}">${text}</div></div>`),
    run: isAskedFirst,
  })),
  {
    shows: "a banner at the top of the page itself, which scrolls away",
    page: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>{{TAG}}</head><body>
      <div data-ask class="cookie-banner"><p>Cookies on this shop</p><button id="yes" onclick="${AGREED}">Accept</button></div>
      <h1>Shop</h1><p style="height:4000px">A long page</p></body></html>`,
    run: isAskedFirst,
  },
  {
    shows: "not: words of a menu that begin like those that agree, and a sticky bar in a shop for cookies",
    page: shop(`<header style="position:sticky;top:0;background:#fff"><button>Prijava</button> <button>Принтеры</button> <a href="#">Dovolená</a></header>
      <div style="position:fixed;inset:auto 0 0;height:80px;background:#fff">Chocolate chip cookies, 12 pieces <button>Add to cart</button></div>`),
    run: comes,
  },
  {
    shows: "not: a page that is a fixed element itself, with a policy in its footer",
    page: `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Shop</title>{{TAG}}</head><body>
      <div style="position:fixed;inset:0;overflow:auto"><main><h1>Shop</h1><a href="/x">Weiterlesen</a> <button>Close</button></main><footer>Cookie-Richtlinie</footer></div></body></html>`,
    run: comes,
  },
  {
    shows:
      "not: a badge that brings the question back, a bar that was folded up, a footer that links to a policy, and a bakery",
    page: shop(`<button style="position:fixed;left:8px;bottom:8px" class="cookie-settings">Cookie settings</button>
      <div style="position:fixed;inset:auto 0 0;height:0;overflow:hidden">Cookies? <button>Accept all</button></div>
      <footer style="position:fixed;inset:auto 0 0 200px;height:40px"><a href="/cookies">Cookie policy</a> <a href="/terms">Acceptable use</a></footer>
      <header style="position:fixed;inset:0 0 auto;background:#fff"><nav class="cookie-bakery"><a href="/c">Cookies</a><button>Menu</button></nav></header>
      <p>In the page itself: <button>Accept cookies</button></p>`),
    run: comes,
  },
];
