/** React takes over the whole document: a form shows once and stays, whether the server's HTML differs or not. */

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { bundled } from "../support/bundled.js";

/** @param {string} path In `node_modules`. */
const file = (path) => fileURLToPath(new URL(`../../node_modules/${path}`, import.meta.url));

const react19 = bundled(
  'import * as React from "react"; import { hydrateRoot } from "react-dom/client"; window.React = React; window.ReactDOM = { hydrateRoot };',
);

const VERSIONS = {
  "React 18": {
    "/react.js": file("react18/umd/react.production.min.js"),
    "/react-dom.js": file("react-dom18/umd/react-dom.production.min.js"),
  },
  "React 19": { "/react.js": react19, "/react-dom.js": file("react18/umd/react.production.min.js") },
};

/**
 * @param {string} title The server's text in place of the page's "Shop".
 * @param {string} when Calls `hydrate`.
 * @param {string} react
 */
const shop = (title, when, react) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
${(react === "React 18" ? ["/react.js", "/react-dom.js"] : ["/react.js"]).map((path) => `<script src="${path}"></script>`).join("")}{{TAG}}</head><body><h1>${title}</h1><p style="height:4000px">A long page</p><script>
window.vanished = 0;
new MutationObserver((records) => { for (const { removedNodes } of records) for (const node of removedNodes)
  if (node.localName === "dormouse-form" || node.querySelector?.("dormouse-form")) vanished++; }).observe(document, { childList: true, subtree: true });
function hydrate() {
  const h = React.createElement, head = document.head.innerHTML;
  function App() {
    React.useEffect(() => { window.hydrated = true; }, []);
    return h("html", { lang: "en" }, h("head", { dangerouslySetInnerHTML: { __html: head } }),
      h("body", null, h("h1", null, "Shop"), h("p", { style: { height: 4000 } }, "A long page")));
  }
  ReactDOM.hydrateRoot(document, h(App), { onRecoverableError() { window.recovered = true; } });
}
${when}</script></body></html>`;

const TIMES = {
  "as the script runs": "hydrate();",
  "when the document is there": 'addEventListener("DOMContentLoaded", () => setTimeout(hydrate));',
};

/**
 * Hydrates, and then the form is there for good, and was never taken away.
 * @param {boolean} recovers
 */
const staysThere =
  (recovers) =>
  async (
    /** @type {import("../support/page-faults.js").Stage} */ {
      visitor,
      formShows,
      pass,
      isShown,
      told,
      closeForm,
      formGone,
    },
  ) => {
    await visitor.waitFor(() => /** @type {any} */ (window).hydrated);
    assert.equal(await visitor.evaluate(() => Boolean(/** @type {any} */ (window).recovered)), recovers);
    await formShows();
    await pass(1_500);
    assert.equal(await isShown(), true);
    assert.equal(await visitor.evaluate(() => /** @type {any} */ (window).vanished), 0, "the form flashed");
    assert.equal((await told("view")).length, 1);
    assert.deepEqual(await told("close"), []);
    await closeForm();
    await formGone();
    assert.equal(await visitor.evaluate(() => document.querySelector("h1")?.textContent), "Shop");
  };

/** @type {import("../support/page-faults.js").Case[]} */
export default Object.entries(VERSIONS).flatMap(([react, scripts]) =>
  Object.entries(TIMES).flatMap(([time, when]) =>
    ["Shop", "Sent by the server"].flatMap((title) =>
      ["late-consent", "fixed-ancestor"].map((fixture) => ({
        shows: `${react}, a ${fixture === "late-consent" ? "popup" : "flyout"}, ${time}, ${title === "Shop" ? "without" : "with"} a mismatch`,
        fixture,
        scripts,
        page: shop(title, when, react),
        run: staysThere(title !== "Shop"),
      })),
    ),
  ),
);
