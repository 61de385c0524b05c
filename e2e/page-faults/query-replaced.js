/** A page that writes the query of its address is the same page. */

/** @param {string} script */
const shop = (script) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>{{TAG}}</head>
<body><h1>Shop</h1><p style="height:4000px">A long page</p><script>${script}</script></body></html>`;

/** @type {import("../support/page-faults.js").Case[]} */
export default [
  {
    shows: "a delay counts on under an endless list",
    async run({ formShows }) {
      await formShows();
    },
  },
  {
    shows: "a delay counts on where filters are pushed, with a fragment",
    page: shop(`let n = 0; setInterval(() => history.pushState(null, "", "/?color=" + ++n + "#list"), 400);`),
    async run({ formShows }) {
      await formShows();
    },
  },
  {
    shows: "a form that was closed does not come back with another variant",
    page: shop(""),
    form: (form) => ({ ...form, versions: [{ ...form.versions[0], triggers: [{ type: "delay", delay_seconds: 1 }] }] }),
    async run({ visitor, formShows, closeForm, formGone, isShown, pass, told }) {
      await formShows();
      await closeForm();
      await formGone();
      await visitor.evaluate(() => history.replaceState(null, "", "?variant=42"));
      await pass(3_000);
      if ((await isShown()) || (await told("view")).length !== 1) throw new Error("it came back");
    },
  },
];
