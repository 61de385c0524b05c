/** When a banner makes room, a page that watches its own size gets no error. */

/** @param {string} target @param {string} style */
const shop = (
  target,
  style,
) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title><style>${style}</style>
<script>window.errs = []; addEventListener("error", (e) => errs.push(e.message));
addEventListener("DOMContentLoaded", () => { window.sizes = 0; new ResizeObserver(() => sizes++).observe(${target}); });</script>
{{TAG}}</head><body><p>Short</p></body></html>`;

/** @param {import("../support/page-faults.js").Stage} stage */
async function isQuiet({ visitor, formShows, closeForm, formGone, pass }) {
  await formShows();
  await visitor.waitFor(() => parseFloat(getComputedStyle(document.documentElement).paddingTop) > 10);
  await visitor.setViewport(700, 800);
  await pass(500);
  await closeForm();
  await formGone();
  await pass(500);
  const errors = await visitor.evaluate(() => /** @type {any} */ (window).errs);
  if (errors.length) throw new Error(`the page heard ${errors}`);
}

/** @type {import("../support/page-faults.js").Case[]} */
export default [
  { shows: "no error on window if the body is watched", run: isQuiet, resizes: true },
  {
    shows: "no error on window if the root is watched",
    page: shop("document.documentElement", "html{min-height:100%}"),
    run: isQuiet,
    resizes: true,
  },
  {
    shows: "no error on window if a paragraph is as high as the body",
    page: shop('document.querySelector("p")', "*{box-sizing:border-box}html,body,p{height:100%;margin:0}"),
    run: isQuiet,
    resizes: true,
  },
];
