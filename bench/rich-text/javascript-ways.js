/**
 * The ways to render a Delta in JavaScript, each in a separate process.
 *
 * Takes `{json, renders}` messages, renders the text of a Delta that many times, and answers `{html, cpuMs}`: the
 * processor time of the whole process for one render, user and system, including garbage collector and compiler.
 */

import { readFile } from "node:fs/promises";
import { Script } from "node:vm";
import { JSDOM, VirtualConsole } from "jsdom";
import deltaToHtml from "quill-delta-to-html";
import { QUILL_SCRIPT } from "../../e2e/support/quill.js";

/** Relative links are resolved against the page; jsdom's own `about:blank` would refuse them all. */
const PAGE = { url: "https://example.com/", runScripts: /** @type {const} */ ("outside-only") };

const script = new Script(await readFile(QUILL_SCRIPT, "utf8"), { filename: "quill.js" });

/** A page with Quill in it. */
function openPage() {
  const dom = new JSDOM("<!doctype html><body></body>", { ...PAGE, virtualConsole: new VirtualConsole() });
  script.runInContext(dom.getInternalVMContext());
  return dom;
}

/**
 * @param {JSDOM} dom
 * @param {string} json
 */
function renderIn({ window }, json) {
  const place = window.document.body.appendChild(window.document.createElement("div"));
  const quill = new window.Quill(place);
  quill.setContents(JSON.parse(json));
  const html = quill.root.innerHTML;
  // What Quill has queued would run after the window is closed, and throw.
  quill.scroll.observer.disconnect();
  place.remove();
  return html;
}

/** @type {Record<string, () => (json: string) => string>} */
const WAYS = {
  /** The published way: nothing is shared between requests but the compiled script. */
  "quill-fresh-jsdom": () => (json) => {
    const dom = openPage();
    const html = renderIn(dom, json);
    dom.window.close();
    return html;
  },
  "quill-one-jsdom": () => {
    const dom = openPage();
    return (json) => renderIn(dom, json);
  },
  "quill-delta-to-html": () => (json) => new deltaToHtml.QuillDeltaToHtmlConverter(JSON.parse(json).ops, {}).convert(),
};

const render = WAYS[process.argv[2]]();

process.on("message", async (/** @type {{ json: string, renders: number }} */ { json, renders }) => {
  const start = process.cpuUsage();
  let html = "";
  for (let count = 0; count < renders; count++) {
    html = render(json);
    // A separate request lets what Quill queued run, and the collector free the rest.
    if (count % 10 === 9) await new Promise((resolve) => setImmediate(resolve));
  }
  const { user, system } = process.cpuUsage(start);
  process.send?.({ html, cpuMs: (user + system) / 1000 / renders });
});
