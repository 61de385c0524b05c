/** Runs the real Chromium, and helps to check what a page view did. */

import puppeteer from "puppeteer-core";

/**
 * Flags for a headless machine without a network beyond itself; background services would only try to reach it.
 */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * @param {string[]} [flags]
 * @param {string[]} [without] Flags that puppeteer would set.
 */
export function launch(flags = [], without = []) {
  return puppeteer.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    headless: true,
    ignoreDefaultArgs: without,
    args: [...FLAGS, ...flags],
    defaultViewport: { width: 1280, height: 800 },
  });
}

/**
 * A visitor: a separate browser context with one page, and a record of what the page did.
 * @param {import("puppeteer-core").Browser} browser
 */
export async function visitor(browser) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const requests = /** @type {string[]} */ ([]);
  const problems = /** @type {string[]} */ ([]);
  page.on("request", (request) => requests.push(`${request.method()} ${request.url()}`));
  page.on("pageerror", (error) => problems.push(`error: ${error}`));
  page.on("console", (message) => problems.push(`${message.type()}: ${message.text()}`));
  return { context, page, requests, problems };
}

/**
 * Waits until a form shows, and returns its dialog.
 * @param {import("puppeteer-core").Page} page
 * @param {number} [timeout]
 */
export async function form(page, timeout = 10_000) {
  return await page.waitForSelector("dormouse-form >>> dialog[open]", { timeout });
}

/**
 * Waits until no form is in the page.
 * @param {import("puppeteer-core").Page} page
 */
export async function formGone(page) {
  await page.waitForFunction(() => !document.querySelector("dormouse-form"));
}

/**
 * Whether a form is in the page.
 * @param {import("puppeteer-core").Page} page
 */
export function hasForm(page) {
  return page.evaluate(() => Boolean(document.querySelector("dormouse-form")));
}

/**
 * Text of the step that shows.
 * @param {import("puppeteer-core").Page} page
 */
export function stepText(page) {
  return page.evaluate(() => {
    const root = document.querySelector("dormouse-form")?.shadowRoot;
    return /** @type {HTMLElement | null | undefined} */ (root?.querySelector("[data-step]"))?.innerText ?? "";
  });
}

/**
 * Waits until the step that shows has a text.
 * @param {import("puppeteer-core").Page} page
 * @param {string} text
 */
export async function stepSays(page, text) {
  await page.waitForFunction(
    (text) => {
      const root = document.querySelector("dormouse-form")?.shadowRoot;
      return /** @type {HTMLElement | null | undefined} */ (root?.querySelector("[data-step]"))?.innerText.includes(
        text,
      );
    },
    {},
    text,
  );
}

/**
 * The element that has the focus, also inside a form, as `tag.name`.
 * @param {import("puppeteer-core").Page} page
 */
export function focused(page) {
  return page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (element?.localName === "dialog") return "dialog";
    const name = element?.getAttribute("name") ?? element?.textContent?.trim() ?? "";
    return `${element?.localName} ${name}`.trim();
  });
}

/**
 * Everything that the page's origin stored.
 * @param {import("puppeteer-core").Page} page
 */
export function stored(page) {
  return page.evaluate(() => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    cookies: document.cookie,
  }));
}

/**
 * Waits until a step that has just come takes presses: the second half of a double click is not meant for it.
 */
export async function takesPresses() {
  await new Promise((resolve) => setTimeout(resolve, 500));
}
