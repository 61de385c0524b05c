/** A page with its own scrolling does not take the wheel from a form. */

/** @param {string} script */
const shop = (
  script,
) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title><script>${script}</script>{{TAG}}</head>
<body><h1>Shop</h1><p style="height:4000px">A long page</p></body></html>`;

/**
 * Turns the wheel over the form.
 * @param {import("../support/page-faults.js").Stage} stage
 */
async function formScrolls({ visitor, formShows, inForm }) {
  await visitor.setViewport(900, 420);
  await formShows();
  const box = await inForm("[data-step]");
  if (!box) throw new Error("the form does not show a step");
  await visitor.moveMouse(450, 200);
  await visitor.wheel(450, 200, 300);
  await visitor.waitFor(() => {
    const host = document.querySelector("dormouse-form");
    const all = [...((host?.shadowRoot ?? host)?.querySelectorAll("*") ?? [])];
    return all.some((element) => element.scrollTop > 0);
  });
  const page = await visitor.evaluate(() => scrollY);
  if (page) throw new Error(`the page has scrolled, too: ${page} px`);
}

/** @type {import("../support/page-faults.js").Case[]} */
export default [
  { shows: "the form scrolls, the page behind it does not", run: formScrolls, resizes: true },
  {
    shows: "the form scrolls if the document captures the wheel",
    page: shop(`for (const type of ["wheel", "mousewheel", "DOMMouseScroll", "touchmove"])
      document.addEventListener(type, (e) => { e.preventDefault(); e.stopPropagation(); scrollBy(0, 300); }, { passive: false, capture: true });`),
    run: formScrolls,
    resizes: true,
  },
  {
    shows: "the form scrolls if the root uses the wheel to slide by sections",
    page: shop(`const slide = (e) => { e.preventDefault(); document.documentElement.scrollTop += 500; return false; };
      document.onwheel = window.onwheel = slide; document.documentElement.addEventListener("touchstart", slide, { passive: false });`),
    run: formScrolls,
    resizes: true,
  },
];
