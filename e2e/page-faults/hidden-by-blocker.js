/** If the browser gives a form no box, the page stays as it was, and no view is reported. */

import assert from "node:assert/strict";

const BUY = '<button id="buy" onclick="window.bought=1" style="position:fixed;left:8px;top:80px">Buy</button>';

/** @param {string} script Runs at the end of the body. @param {string} [head] */
const shop = (
  script,
  head = "",
) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>${head}{{TAG}}</head>
<body><h1>Shop</h1><p style="height:4000px">A long page</p>${BUY}<script>${script}</script></body></html>`;

/**
 * Presses the page's button and scrolls.
 * @param {import("../support/page-faults.js").Stage} stage
 */
async function pageWorks({ visitor, formGone, turnWheel }) {
  await formGone();
  await visitor.click("#buy");
  await visitor.waitFor(() => /** @type {any} */ (window).bought);
  await turnWheel(() => scrollY);
}

/**
 * Expects the reason `hidden`, and neither a view nor a form.
 * @param {import("../support/page-faults.js").Stage} stage
 */
async function isNeverSeen(stage) {
  await stage.tells("suppressed", "hidden");
  await pageWorks(stage);
  for (const type of ["view", "open", "embedOpen", "close"]) assert.deepEqual(await stage.told(type), [], type);
}

/** @param {string} id */
const opens = (id) => /** @type {any} */ (window).dormouse.open(id, { ignoreTargeting: true });

const flyout = (/** @type {any} */ form) => {
  Object.assign(form.versions[0], { type: "flyout" });
  return form;
};

/** @type {import("../support/page-faults.js").Case[]} */
export default [
  {
    shows: "the page works if a content blocker hides all our forms, and open says so",
    user_sheet: "dormouse-form{display:none!important}",
    async run(stage) {
      await isNeverSeen(stage);
      assert.deepEqual(await stage.visitor.evaluate(opens, "popup001"), { visible: false, reason: "hidden" });
      // The form leaves nothing blocked.
      assert.deepEqual(await stage.visitor.evaluate(opens, "popup001"), { visible: false, reason: "hidden" });
      await pageWorks(stage);
    },
  },
  {
    shows: "the page works if a content blocker hides a flyout by its form",
    user_sheet: '[data-form-id="popup001"]{display:none!important}',
    form: flyout,
    run: isNeverSeen,
  },
  {
    shows: "a page whose body is still hidden gets no view, and works when the body shows",
    page: shop(
      "",
      "<style>body.off{display:none}</style><script>addEventListener('DOMContentLoaded', () => document.body.classList.add('off'))</script>",
    ),
    async run(stage) {
      await stage.tells("suppressed", "hidden");
      await stage.visitor.evaluate(() => document.body.classList.remove("off"));
      await pageWorks(stage);
      assert.deepEqual(await stage.told("view"), []);
    },
  },
  {
    shows: "a frameset keeps its frames",
    page: '<html><head><title>Shop</title>{{TAG}}</head><frameset cols="50%,50%"><frame src="about:blank"><frame src="about:blank"></frameset></html>',
    async run(stage) {
      await stage.tells("suppressed", "hidden");
      await stage.formGone();
      assert.deepEqual(await stage.told("view"), []);
      assert.equal(await stage.visitor.evaluate(() => getComputedStyle(document.documentElement).overflowY), "visible");
    },
  },
  {
    shows: "the page works where its body is hidden while a popup is up",
    page: shop(""),
    async run(stage) {
      await stage.formShows();
      await stage.visitor.evaluate(() => document.body.style.setProperty("display", "none"));
      await stage.formGone();
      await stage.visitor.evaluate(() => document.body.style.removeProperty("display"));
      await pageWorks(stage);
      assert.equal((await stage.told("view")).length, 1);
      // The form shows again when the page asks for it.
      assert.deepEqual(await stage.visitor.evaluate(opens, "popup001"), { visible: true, reason: "qualified" });
      await stage.formShows();
    },
  },
];
