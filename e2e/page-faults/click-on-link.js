/** A press on a link that asks for a form: a link to the top of the same page does not jump there, any other is
 * followed. */

/** @param {string} body */
const shop = (body) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>{{TAG}}</head>
<body style="margin:0"><p style="height:400px">A long page</p>${body}<p style="height:4000px">Its end</p></body></html>`;

/**
 * Presses the link further down, and finds the form and the page where they were.
 * @param {import("../support/page-faults.js").Stage} stage
 */
async function doesNotJump({ visitor, formShows, tells }) {
  await tells("ready");
  await visitor.evaluate(() => {
    scrollTo({ top: 300, behavior: "instant" });
    /** @type {any} */ (window).stayed = true;
  });
  const before = await visitor.evaluate(() => `${scrollY} ${location.href}`);
  await visitor.click(".open");
  await formShows();
  const after = await visitor.evaluate(() => `${scrollY} ${location.href}`);
  if (after !== before) throw new Error(`the page went from ${before} to ${after}`);
  if (!(await visitor.evaluate(() => /** @type {any} */ (window).stayed))) throw new Error("the page was reloaded");
}

/** @type {import("../support/page-faults.js").Case[]} */
export default [
  {
    shows: "the form shows, the page has not jumped",
    async run({ visitor, tells, formShows }) {
      await tells("ready");
      const before = await visitor.evaluate(() => {
        document.querySelector(".open")?.scrollIntoView({ behavior: "instant", block: "center" });
        return scrollY;
      });
      await visitor.click(".open");
      await formShows();
      const after = await visitor.evaluate(() => scrollY);
      if (!before || after !== before) throw new Error(`the page scrolled from ${before} to ${after}`);
    },
  },
  {
    shows: "no jump if the element is inside the link",
    page: shop('<a href="#"><span class="open">Join</span></a>'),
    run: doesNotJump,
  },
  {
    shows: "no jump if the link says #top",
    page: shop('<a href="#top" class="open"><b>Join</b></a>'),
    run: doesNotJump,
  },
  { shows: "no reload if the link is empty", page: shop('<a href="" class="open">Join</a>'), run: doesNotJump },
  {
    shows: "a link that leads elsewhere is followed",
    page: shop('<a href="/second" class="open">Join</a>'),
    pages: { "/second": shop("<h1>Second</h1>") },
    async run({ visitor, tells }) {
      await tells("ready");
      await visitor.click(".open");
      await visitor.waitFor(() => location.pathname === "/second" && document.querySelector("h1") !== null);
    },
  },
  {
    shows: "a link to another part of the page leads there",
    page: shop('<a href="#end" class="open">Join</a><p style="height:3000px"></p><p id="end">End</p>'),
    async run({ visitor, tells }) {
      await tells("ready");
      await visitor.click(".open");
      await visitor.waitFor(() => location.hash === "#end" && scrollY > 1_000);
    },
  },
];
