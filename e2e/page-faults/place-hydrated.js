/** An embed survives a page that empties or recreates its place while it hydrates. */

/** @param {string} body */
const shop = (body) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>{{TAG}}</head><body>${body}</body></html>`;

const PLACE = '<div data-dormouse-form="embed001" style="min-height:300px"></div>';
const ADDRESS = "ada@example.com";

/**
 * Types into the embed, has the page hydrate, and finds one embed with the same text.
 * @param {import("../support/page-faults.js").Stage} stage
 */
async function keepsText({ visitor, formShows, pass, told, shop: { url } }) {
  await formShows();
  await visitor.fill("input[type=email]", ADDRESS);
  await visitor.evaluate(() => /** @type {any} */ (window).hydrate());
  await pass(2_500);
  await visitor.waitFor(() => /** @type {any} */ (window).hydrated !== false);
  const found = await visitor.evaluate(() => {
    const hosts = [...document.querySelectorAll("[data-dormouse-form] dormouse-form")];
    return hosts.map((host) => (host.shadowRoot ?? host).querySelector("input")?.value);
  });
  if (found.length !== 1 || found[0] !== ADDRESS)
    throw new Error(`at ${url} there are embeds with ${JSON.stringify(found)}`);
  if ((await told("close")).length) throw new Error("a close event was sent");
  if ((await told("embedOpen")).length !== 1) throw new Error("the embed opened more than once");
}

/** @type {import("../support/page-faults.js").Case[]} */
export default [
  { shows: "one embed with its text if the place is emptied", run: keepsText },
  {
    shows: "one embed with its text if the whole body is recreated",
    page: shop(
      `<h1>Shop</h1><main>${PLACE}</main><script>window.hydrate = () => { document.body.innerHTML = '<h1>Shop</h1><main>${PLACE}</main>'; };</script>`,
    ),
    run: keepsText,
  },
  {
    shows: "one embed with its text, where another body comes in place of the first, as Turbo does it",
    page: shop(`<main>${PLACE}</main><script>window.hydrate = () => {
      const next = document.createElement("body"); next.innerHTML = '<article>${PLACE}</article>';
      history.pushState(null, "", "/?page=2"); document.documentElement.replaceChild(next, document.body); };</script>`),
    run: keepsText,
  },
  {
    shows: "one embed with its text if the place is gone for a second",
    page: shop(`<main>${PLACE}</main><script>window.hydrate = () => {
      window.hydrated = false; const main = document.querySelector("main"); main.replaceChildren();
      let n = 0; const timer = setInterval(() => { main.append(document.createElement("p")); if (++n === 20) { clearInterval(timer); main.innerHTML = '${PLACE}'; window.hydrated = true; } }, 50); };</script>`),
    run: keepsText,
  },
  {
    shows: "one embed with its text if its place is recreated three times in a row",
    page: shop(`<main>${PLACE}</main><script>window.hydrate = () => { for (let i = 0; i < 3; i++) setTimeout(() => {
      const place = document.querySelector("main").firstElementChild; place.replaceWith(place.cloneNode(false)); }, 100 * i); };</script>`),
    run: keepsText,
  },
  {
    shows: "an embed in a menu that is not open is as invisible as the menu",
    page: shop(
      `<h1>Shop</h1><div id="menu" style="visibility:hidden">${PLACE}</div><script>window.hydrated = true;</script>`,
    ),
    async run({ visitor, formShows, tells }) {
      await tells("embedOpen");
      const seen = () =>
        visitor.evaluate(
          () => getComputedStyle(/** @type {Element} */ (document.querySelector("dormouse-form"))).visibility,
        );
      if ((await seen()) !== "hidden") throw new Error("the embed shows in a menu that is not open");
      await visitor.evaluate(() => document.getElementById("menu")?.removeAttribute("style"));
      await formShows();
      await visitor.fill("input[type=email]", ADDRESS);
      if ((await seen()) !== "visible") throw new Error("the embed is still invisible");
    },
  },
];
