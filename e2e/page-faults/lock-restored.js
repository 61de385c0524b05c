/** A page that changes its own scroll lock, or its own padding, while a form shows keeps what it wrote. */

import assert from "node:assert/strict";

/**
 * @param {string} script Runs at the end of the body.
 * @param {string} [head]
 */
const shop = (
  script,
  head = "",
) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>${head}{{TAG}}</head>
<body><h1>Shop</h1><p style="height:4000px">A long page</p><script>${script}</script></body></html>`;

/** @param {import("../support/page-faults.js").Stage} stage */
async function closeAndScroll({ visitor, formGone, turnWheel }) {
  await visitor.press("Escape");
  await formGone();
  await turnWheel(() => scrollY);
}

/** @type {import("../support/page-faults.js").Case[]} */
export default [
  {
    shows: "the page scrolls after a popup even if it removed its own lock meanwhile",
    async run(stage) {
      await stage.formShows();
      await stage.visitor.waitFor(() => !document.getElementById("pre"));
      await closeAndScroll(stage);
      assert.equal(await stage.visitor.evaluate(() => document.body.style.overflow), "");
    },
  },
  {
    shows: "a drawer that restores the former styles of <html> leaves no lock",
    page: shop(""),
    async run(stage) {
      await stage.formShows();
      await stage.visitor.evaluate(() => {
        const { style } = document.documentElement;
        const found = style.overflow;
        style.overflow = "hidden";
        addEventListener("dormouse", () => setTimeout(() => (style.overflow = found), 300));
      });
      await stage.visitor.press("Escape");
      await stage.formGone();
      await stage.visitor.waitFor(() => !document.documentElement.style.overflow);
      await closeAndScroll(stage);
    },
  },
  {
    shows: "the page's own important lock does not come back if it ended meanwhile",
    page: shop('document.documentElement.style.setProperty("overflow", "hidden", "important")'),
    async run(stage) {
      await stage.formShows();
      await stage.visitor.evaluate(() => document.documentElement.removeAttribute("style"));
      // The popup's own lock is still there.
      assert.equal(await stage.visitor.evaluate(() => getComputedStyle(document.documentElement).overflowY), "hidden");
      await closeAndScroll(stage);
      // WebKit answers an empty text for a style that was removed, with or without a form.
      assert.equal((await stage.visitor.evaluate(() => document.documentElement.getAttribute("style"))) || null, null);
    },
  },
  {
    shows: "room that the page made while a banner pushed it stays as the page wrote it",
    fixture: "resize-observer-loop",
    page: shop("", "<style>html{padding-top:5px}</style>"),
    async run(stage) {
      await stage.formShows();
      const top = () => stage.visitor.evaluate(() => parseFloat(getComputedStyle(document.documentElement).paddingTop));
      assert.ok((await top()) > 20, `the banner made room: ${await top()} px`);
      await stage.visitor.evaluate(() => {
        document.documentElement.style.paddingTop = "40px";
        document.documentElement.style.scrollPaddingTop = "41px";
      });
      await stage.closeForm();
      await stage.formGone();
      assert.equal(
        await stage.visitor.evaluate(() => document.documentElement.getAttribute("style")),
        "padding-top: 40px; scroll-padding-top: 41px;",
      );
    },
  },
  {
    shows: "a page that puts back a list of sheets, taken while the popup was up, scrolls",
    page: shop(""),
    async run(stage) {
      await stage.formShows();
      await stage.visitor.evaluate(() => {
        const sheets = [...document.adoptedStyleSheets];
        addEventListener("dormouse", () => setTimeout(() => (document.adoptedStyleSheets = sheets), 300));
      });
      await stage.visitor.press("Escape");
      await stage.formGone();
      await stage.visitor.waitFor(() => document.adoptedStyleSheets.length > 0);
      await closeAndScroll(stage);
    },
  },
];
