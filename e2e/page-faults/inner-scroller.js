/** Forms react to scrolling of an element, too. */

import assert from "node:assert/strict";

/** @param {string} css @param {string} body */
const shop = (css, body) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title><style>${css}</style>{{TAG}}</head><body>${body}</body></html>`;

const LONG = '<h1>Shop</h1><p style="height:4000px">A long page</p>';

/**
 * Scrolls something to its end, and the form shows.
 * @param {string} selector
 */
const showsAtEnd =
  (selector) =>
  async (/** @type {import("../support/page-faults.js").Stage} */ { visitor, tells, formShows }) => {
    await tells("ready");
    await visitor.evaluate((selector) => {
      const scroller = document.querySelector(selector);
      if (scroller) scroller.scrollTop = scroller.scrollHeight;
    }, selector);
    await formShows();
  };

/** @type {import("../support/page-faults.js").Case[]} */
export default [
  { shows: "a body that scrolls instead of the document", run: showsAtEnd("body") },
  {
    shows: "the main part of an app that fills the window",
    page: shop(
      "html,body{height:100%;margin:0}main{position:fixed;inset:60px 0 0 200px;overflow:auto}",
      `<nav>Menu</nav><main>${LONG}</main>`,
    ),
    run: showsAtEnd("main"),
  },
  {
    shows: "neither a list in a corner, nor a wide but low one",
    page: shop(
      "#list{width:300px;height:500px;overflow:auto}#row{height:200px;overflow:auto}",
      `<div id="list">${LONG}</div><div id="row">${LONG}</div>${LONG}`,
    ),
    async run({ visitor, tells, pass, isShown, formShows }) {
      await tells("ready");
      await visitor.evaluate(() => {
        for (const scroller of document.querySelectorAll("#list,#row")) scroller.scrollTop = 9_999;
      });
      await pass(1_500);
      assert.equal(await isShown(), false);
      await visitor.evaluate(() => scrollTo({ top: 3_000, behavior: "instant" }));
      await formShows();
    },
  },
  {
    shows: "it does not scroll behind a popup",
    except: { webkit: "its driver turns the wheel over an inner scroller only once, with and without a form" },
    page: shop("html,body{height:100%;margin:0}main{height:100vh;overflow:auto}", `<main>${LONG}</main>`),
    async run({ visitor, tells, formShows, pass, closeForm, formGone, turnWheel }) {
      await tells("ready");
      await visitor.evaluate(() => {
        /** @type {Element} */ (document.querySelector("main")).scrollTop = 2_000;
      });
      await formShows();
      await visitor.wheel(100, 700, 300);
      await pass(500);
      const top = () => visitor.evaluate(() => document.querySelector("main")?.scrollTop);
      assert.equal(await top(), 2_000);
      await closeForm();
      await formGone();
      await turnWheel(() => document.querySelector("main")?.scrollTop ?? 0);
    },
  },
];
