/**
 * The HTML of the real Quill for a Delta: the reference for our own rendering.
 *
 * Quill's order of attributes depends on the history of the edit (text takes over the formats of the run before it,
 * and Chromium appends a style that was set late), so both sides are compared in canonical order.
 */

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** Relative addresses are judged against the page: one on https lets them pass, as a shop's would. */
const PAGE = "https://example.com/";
/** Pictures and videos of a Delta are not fetched; the oracle must not depend on a network. */
const POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'";
/** Deltas in one call: enough to forget the cost of the call, and few enough to stay below its time-out. */
const BATCH = 250;

/** The path of Quill's script, for callers that run it outside a page. */
export const QUILL_SCRIPT = fileURLToPath(new URL("../../node_modules/quill/dist/quill.js", import.meta.url));
const QUILL_STYLE = new URL("../../node_modules/quill/dist/quill.core.css", import.meta.url);

/**
 * Which attributors each profile replaces; the names are those of `Quill.import("attributors/…")`.
 * Quill has no style for indent: it is a class in all profiles.
 * @type {Record<string, string[]>}
 */
export const ATTRIBUTORS = {
  default: [],
  style: ["style/align", "style/direction", "style/font", "style/size", "style/color", "style/background"],
  class: ["class/color", "class/background"],
};

/**
 * @typedef {{ innerHTML: string, semanticHTML: string }} Rendered
 * @typedef {{ error: string }} Refused
 */

/**
 * Opens Quill in a browser. Each profile gets a separate page, because Quill's formats are registered globally.
 * @param {import("puppeteer-core").Browser} browser
 */
export async function openQuill(browser) {
  /** @type {Map<string, Promise<import("puppeteer-core").Page>>} */
  const pages = new Map();
  return {
    /**
     * Renders each Delta separately, in a new Quill.
     * @param {unknown[]} deltas
     * @param {string} [profile]
     * @returns {Promise<(Rendered | Refused)[]>}
     */
    async render(deltas, profile = "default") {
      if (!pages.has(profile)) pages.set(profile, openPage(browser, profile));
      const page = await pages.get(profile);
      const answers = [];
      for (let start = 0; start < deltas.length; start += BATCH) {
        // Both ways as text: the protocol would replace lone surrogates.
        const batch = JSON.stringify(deltas.slice(start, start + BATCH));
        answers.push(...JSON.parse(await page.evaluate(renderInPage, batch)));
      }
      return answers.map(canonical);
    },
    async close() {
      for (const page of pages.values()) await (await page).close();
    },
  };
}

/**
 * @param {import("puppeteer-core").Browser} browser
 * @param {string} profile
 */
async function openPage(browser, profile) {
  const attributors = ATTRIBUTORS[profile];
  if (!attributors) throw new Error(`${profile}: no such profile`);
  const page = await browser.newPage();
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    if (request.url() !== PAGE) return void request.abort();
    void request.respond({
      contentType: "text/html; charset=utf-8",
      headers: { "Content-Security-Policy": POLICY },
      body: "<!doctype html><title>Quill</title><body></body>",
    });
  });
  await page.goto(PAGE);
  // Code is read from its layout: without the editor's `white-space: pre-wrap` its spaces would collapse.
  await page.addStyleTag({ content: await readFile(QUILL_STYLE, "utf8") });
  await page.addScriptTag({ content: await readFile(QUILL_SCRIPT, "utf8") });
  await page.evaluate((names) => {
    const Quill = /** @type {any} */ (window).Quill;
    // It warns on each format that is replaced, and on each selection it cannot restore.
    Quill.debug(false);
    for (const name of names) Quill.register(Quill.import(`attributors/${name}`), true);
  }, attributors);
  return page;
}

/**
 * Runs in the page.
 * @param {string} batch
 */
function renderInPage(batch) {
  const answers = JSON.parse(batch).map((/** @type {unknown} */ delta) => {
    // Code is read through `innerText`, which asks for an element that is in the page.
    const place = document.body.appendChild(document.createElement("div"));
    try {
      const quill = new /** @type {any} */ (window).Quill(place);
      try {
        quill.setContents(delta);
        return { innerHTML: quill.root.innerHTML, semanticHTML: quill.getSemanticHTML() };
      } finally {
        quill.scroll.observer.disconnect();
      }
    } catch (error) {
      return { error: /** @type {Error} */ (error).message };
    } finally {
      place.remove();
    }
  });
  return JSON.stringify(answers);
}

/** @param {Rendered | Refused} answer */
function canonical(answer) {
  if ("error" in answer) return answer;
  return { innerHTML: canonicalHtml(answer.innerHTML), semanticHTML: canonicalHtml(answer.semanticHTML) };
}

const START_TAG = /<([a-z][a-z0-9-]*)((?:\s+[^\s=>"]+(?:="[^"]*")?)+)(\s*\/?)>/g;
const ATTRIBUTE = /([^\s=>"]+)(?:="([^"]*)")?/g;

/**
 * Sorts attributes by name, class names and style declarations; everything else stays byte for byte.
 * Expects HTML that a browser serialized: values in double quotes, in which `"`, `<` and `>` are escaped.
 * @param {string} html
 */
export function canonicalHtml(html) {
  return html.replace(START_TAG, (_, tag, attributes, end) => {
    const written = [...attributes.matchAll(ATTRIBUTE)].map(([attribute, name, value]) => {
      if (name === "class") return { name, attribute: `class="${byUnit(value.split(/\s+/)).join(" ")}"` };
      if (name === "style") return { name, attribute: `style="${canonicalStyle(value)}"` };
      return { name, attribute };
    });
    written.sort((a, b) => (a.name < b.name ? -1 : 1));
    return `<${tag} ${written.map(({ attribute }) => attribute).join(" ")}${end}>`;
  });
}

/** @param {string} escaped */
function canonicalStyle(escaped) {
  // A declaration may contain a semicolon as part of `&quot;`, or between quotes or brackets.
  const declarations = escaped.match(/(?:&[a-z]+;|&quot;.*?&quot;|\([^)]*\)|[^;])+/g) ?? [];
  return byUnit(declarations.map((declaration) => `${declaration.trim()};`)).join(" ");
}

const byUnit = (/** @type {string[]} */ words) => words.sort();
