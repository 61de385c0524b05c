/** Measures a visible form: what is cut off, out of reach, or too small. */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The visible part: the form itself, or its teaser. */
export const SHOWN = "dormouse-form, dormouse-teaser";

/**
 * The problems of the visible form, one line each.
 * @param {import("puppeteer-core").Page} page
 * @returns {Promise<string[]>}
 */
export function problemsOf(page) {
  return page.evaluate(lookInPage, SHOWN);
}

/**
 * The axe violations of the visible form, one line each.
 * @param {import("puppeteer-core").Page} page
 * @param {string[]} [rules] Only these.
 * @param {string} [place] Where it looks instead.
 * @returns {Promise<string[]>}
 */
export async function axeProblemsOf(page, rules, place = SHOWN) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  return page.evaluate(
    async (place, rules) => {
      const options = rules ? { runOnly: { type: "rule", values: rules } } : {};
      const found = await /** @type {any} */ (window).axe.run(place, { ...options, resultTypes: ["violations"] });
      const lines = /** @type {string[]} */ ([]);
      for (const { id, nodes } of found.violations) {
        for (const { target, failureSummary } of nodes)
          lines.push(`axe ${id}: ${target.flat().join(" ")}: ${failureSummary}`);
      }
      return lines;
    },
    place,
    rules,
  );
}

/** Waits until fonts and pictures are loaded and changes are painted. @param {import("puppeteer-core").Page} page */
export function settled(page) {
  return page.evaluate(async (shown) => {
    await document.fonts.ready;
    for (const host of document.querySelectorAll(shown)) {
      for (const image of (host.shadowRoot ?? host).querySelectorAll("img")) {
        // An invisible picture loads late, or never.
        while (image.checkVisibility() && !image.complete) await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }, SHOWN);
}

/**
 * Runs in the page.
 * @param {string} shown
 */
function lookInPage(shown) {
  const problems = /** @type {string[]} */ ([]);
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth > clientWidth) problems.push(`the page scrolls sideways: ${scrollWidth} of ${clientWidth} px`);
  const hosts = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(shown));
  for (const host of hosts) {
    const root = host.shadowRoot ?? host;
    const name = (/** @type {Element} */ element) =>
      `${element.localName}.${element.getAttribute("class") ?? ""} “${(element.textContent ?? "").trim().slice(0, 30)}”`;
    const isHidden = (/** @type {Element} */ element) =>
      !element.checkVisibility() || getComputedStyle(element).clipPath !== "none";
    const box = (/** @type {Element} */ element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return [left, top, right, bottom].map(Math.round);
    };

    // A banner that scrolls away with the page and an embed may be longer than the screen; nothing may be wider.
    const panel = root.querySelector(".p");
    if (panel && !isHidden(panel)) {
      const [left, top, right, bottom] = box(panel);
      if (left < 0 || right > clientWidth)
        problems.push(`the panel is beside the screen: ${left} to ${right} of ${clientWidth}`);
      const stays = host.dataset.formType !== "embed";
      if (stays && (top < 0 || bottom > innerHeight))
        problems.push(`the panel is off the screen: ${top} to ${bottom} of ${innerHeight}`);
    }

    for (const close of root.querySelectorAll("[data-dormouse-close], [data-dormouse-teaser-close]")) {
      if (isHidden(close)) continue;
      const [left, top, right, bottom] = box(close);
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      const hit = /** @type {Document | ShadowRoot} */ (host.shadowRoot ?? document).elementFromPoint(x, y);
      if (!hit || !close.contains(hit))
        problems.push(`a press at ${x},${y} does not reach the close button, but ${hit && name(hit)}`);
      if (right - left < 24 || bottom - top < 24)
        problems.push(`the close button is ${right - left} × ${bottom - top} px`);
    }

    for (const element of root.querySelectorAll("p, h1, h2, h3, li, label, button, time, a, blockquote, figcaption")) {
      if (isHidden(element)) continue;
      const { overflowX, display } = getComputedStyle(element);
      if (display !== "inline" && element.scrollWidth > element.clientWidth + 1) {
        problems.push(`${name(element)} is cut: ${element.scrollWidth} of ${element.clientWidth} px (${overflowX})`);
      }
      if (display !== "inline" && element.clientHeight && element.scrollHeight > element.clientHeight + 2) {
        problems.push(`${name(element)} is cut: ${element.scrollHeight} of ${element.clientHeight} px high`);
      }
    }
    const scroller = root.querySelector(".k");
    if (scroller && scroller.scrollWidth > scroller.clientWidth + 1) {
      problems.push(`the form scrolls sideways: ${scroller.scrollWidth} of ${scroller.clientWidth} px`);
    }

    for (const input of root.querySelectorAll("input, select, textarea")) {
      const size = parseFloat(getComputedStyle(input).fontSize);
      if (size < 16) problems.push(`${name(input)} has ${size} px, and an iPhone zooms in`);
    }
    for (const button of root.querySelectorAll("button, input")) {
      if (isHidden(button)) continue;
      const [left, top, right, bottom] = box(button);
      if (bottom - top < 24 || right - left < 24)
        problems.push(`${name(button)} is ${right - left} × ${bottom - top} px`);
    }
  }
  return problems;
}
