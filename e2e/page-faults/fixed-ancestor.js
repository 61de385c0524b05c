/** A flyout, a banner or a teaser stays in the window, whatever the page does to its body and root, and when. */

import assert from "node:assert/strict";

/** @param {string} css @param {string} [script] */
const shop = (
  css,
  script = "",
) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title><style>${css}</style>{{TAG}}</head>
<body><h1>Shop</h1><p style="height:4000px">A long page</p><script>${script}</script></body></html>`;

/** Runs in the page: whether the whole panel of the form is in the window, at its right bottom corner. */
function isInCorner() {
  const host = /** @type {HTMLElement | null} */ (document.querySelector("dormouse-form"));
  if (host?.dataset.state !== "open") return false;
  const panel = (host.shadowRoot ?? host).firstElementChild?.firstElementChild;
  const { left, top, right, bottom } = /** @type {Element} */ (panel).getBoundingClientRect();
  return left > innerWidth / 2 && top > 0 && right <= innerWidth && bottom <= innerHeight && bottom > innerHeight - 60;
}

/**
 * Is in its corner, also after the page has scrolled, and can be closed.
 * @param {import("../support/page-faults.js").Stage} stage
 */
async function isInWindow({ visitor, closeForm, formGone }) {
  await visitor.waitFor(isInCorner);
  await visitor.evaluate(() => scrollTo({ top: 900, behavior: "instant" }));
  await visitor.waitFor(() => scrollY > 800);
  await visitor.waitFor(isInCorner);
  await closeForm();
  await formGone();
}

/** Runs in the page: whether the host is in the top layer. */
const isPopover = () => document.querySelector("dormouse-form:popover-open") != null;

/** Of a root that carries everything along. */
const ROOT = "html{will-change:transform}";

/** @type {import("../support/page-faults.js").Case[]} */
export default [
  { shows: "body{translate:0}", run: isInWindow },
  ...[
    "body{will-change:transform;margin:0}",
    "body{contain:layout}",
    "body{backdrop-filter:blur(0);rotate:0deg}",
    "body{content-visibility:auto}",
    "body{transform-style:preserve-3d}",
    "html{translate:0}",
    "html{perspective:100px}body{scale:1}",
  ].map((css) => ({ shows: css, page: shop(css), run: isInWindow })),
  {
    shows: "a menu that pushes the body aside while the flyout is there",
    page: shop("body{transition:transform .2s}body.pushed{transform:translateX(-260px)}"),
    async run(stage) {
      await stage.visitor.waitFor(isInCorner);
      await stage.visitor.evaluate(() => document.body.classList.add("pushed"));
      await isInWindow(stage);
    },
  },
  {
    shows: "a root that is moved while the flyout is there: in the top layer, but never over a consent question",
    page: shop(""),
    async run(stage) {
      const { visitor } = stage;
      await visitor.waitFor(isInCorner);
      assert.equal(await visitor.evaluate(isPopover), false);
      await visitor.evaluate(() => {
        document.documentElement.style.transform = "translateX(10px)";
      });
      await visitor.waitFor(isPopover);
      await visitor.waitFor(isInCorner);
      await visitor.evaluate(() =>
        document.body.insertAdjacentHTML(
          "beforeend",
          '<div id="ask" style="position:fixed;inset:0;background:#fff"><button>Accept all</button></div>',
        ),
      );
      await visitor.waitFor(() => !document.querySelector("dormouse-form:popover-open"));
      await visitor.evaluate(() => document.getElementById("ask")?.remove());
      await visitor.waitFor(isPopover);
      await isInWindow(stage);
    },
  },
  {
    shows: "a root that is a containing block: not over the page's own dialog",
    page: shop(
      ROOT,
      'document.body.insertAdjacentHTML("beforeend", "<dialog id=size>Sizes</dialog>"); size.showModal();',
    ),
    async run(stage) {
      await stage.tells("open");
      await stage.pass(2_000);
      assert.equal(await stage.visitor.evaluate(isPopover), false);
      await stage.visitor.evaluate(() => document.querySelector("dialog")?.close());
      await isInWindow(stage);
    },
  },
];
