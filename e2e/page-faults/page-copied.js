/** A page that rewrites its own markup, or restores a clone of itself, keeps no dead copy of a form. */

/** @param {string} body @param {string} script */
const shop = (
  body,
  script,
) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>{{TAG}}</head>
<body><h1>Shop</h1>${body}<script>window.copy = () => { ${script} };</script></body></html>`;

const PLACE = '<main><div data-dormouse-form="embed001" style="min-height:300px"></div></main>';

/** @param {number} most How many hosts may be left, all of them alive. */
const leaves =
  (most) =>
  async (/** @type {import("../support/page-faults.js").Stage} */ { visitor, formShows, pass }) => {
    await formShows();
    await visitor.evaluate(() => /** @type {any} */ (window).copy());
    await pass(1_500);
    const hosts = await visitor.evaluate(() =>
      [...document.querySelectorAll("dormouse-form")].map(
        (host) => (host.shadowRoot || host).querySelectorAll("form").length > 0,
      ),
    );
    if (hosts.length > most || hosts.includes(false)) throw new Error(`left in the page: ${JSON.stringify(hosts)}`);
  };

/** @type {import("../support/page-faults.js").Case[]} */
export default [
  {
    shows: "a popup leaves no copy behind if the body gets more markup",
    fixture: "keys-captured",
    page: shop("", 'document.body.innerHTML += "<p>More</p>";'),
    settings: { isolation: "light" },
    run: leaves(1),
  },
  {
    shows: "an embed is there once where its part of the page gets more markup",
    fixture: "place-hydrated",
    page: shop(PLACE, 'document.querySelector("main").innerHTML += "<p>More</p>";'),
    run: leaves(1),
  },
  {
    shows: "an embed shows once if a router restores a clone of the page",
    fixture: "place-hydrated",
    page: shop(
      PLACE,
      'const clone = document.querySelector("main").cloneNode(true); document.querySelector("main").replaceWith(clone);',
    ),
    run: leaves(1),
  },
];
