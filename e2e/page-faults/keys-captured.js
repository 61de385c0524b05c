/** A page that captures keys does not get the keys of a form. */

/** @param {string} script */
const shop = (
  script,
) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title><script>${script}</script>{{TAG}}</head>
<body><h1>Shop</h1><p style="height:4000px">A long page</p></body></html>`;

const ADDRESS = "sissy@s.example";

/**
 * Types an address and checks that the field has all of it.
 * @param {import("../support/page-faults.js").Stage} stage
 */
async function holdsAll({ visitor, formShows, formGone, closeForm }) {
  await formShows();
  await visitor.fill("input[type=email]", ADDRESS);
  await visitor.waitFor((address) => {
    const host = document.querySelector("dormouse-form");
    return (host?.shadowRoot ?? host)?.querySelector("input")?.value === address;
  }, ADDRESS);
  await closeForm();
  await formGone();
}

/** @type {import("../support/page-faults.js").Case[]} */
export default [
  { shows: "all letters, if the document captures some", run: holdsAll },
  {
    shows: "all letters, if the window captures them first",
    page: shop(
      `addEventListener("keydown", (e) => { if (/^[se]$/.test(e.key) && !e.target.closest("input")) { e.preventDefault(); e.stopPropagation(); } }, true);`,
    ),
    run: holdsAll,
  },
  {
    shows: "all letters, where handlers of keys and of input on their way down come late",
    page: shop(`addEventListener("dormouse", (e) => {
      if (e.detail.type !== "open") return;
      for (const type of ["keydown", "keypress", "beforeinput"]) for (const target of [window, document, document.documentElement])
        target.addEventListener(type, (e) => e.target.localName === "input" || e.preventDefault(), true);
    });`),
    run: holdsAll,
  },
  {
    shows: "an embed's keys that edit, if the document keeps them from everything but fields",
    fixture: "place-hydrated",
    page: shop(
      `addEventListener("keydown", (e) => { if (/^(Backspace|Enter|Arrow|Delete)/.test(e.key) && !/INPUT|TEXTAREA/.test(e.target.tagName)) e.preventDefault(); });`,
    ).replace("<h1>", '<div data-dormouse-form="embed001" style="min-height:300px"></div><h1>'),
    async run({ visitor, formShows }) {
      await formShows();
      await visitor.fill("input[type=email]", "sissys");
      await visitor.press("Backspace");
      await visitor.press("ArrowLeft");
      await visitor.type("_");
      await visitor.waitFor(() => {
        const host = document.querySelector("dormouse-form");
        return (host?.shadowRoot ?? host)?.querySelector("input")?.value === "siss_y";
      });
    },
  },
];
