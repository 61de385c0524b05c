/** Nothing on the page shifts when a form opens, changes its step or closes, except for the one push of a banner. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { takesPresses, visitor } from "./support/browser.js";
import { exampleOf, ID, placeOf, TYPES } from "./support/form-types.js";
import { shopPage } from "./support/shop-page.js";
import { useBrowser } from "./support/use.js";

/** Reserved by the page; more than the form needs. */
const RESERVED = 'style="min-height:420px"';

const TEXT = "<p>One lamp, two lamps, three lamps.</p>".repeat(40);

describe("the page does not shift", () => {
  const { service, browser } = useBrowser([], ["--hide-scrollbars"]);

  /**
   * What shifts between loading, opening, the next step and closing.
   * @param {string} site
   * @param {import("./support/form-types.js").Type} type
   * @param {object} [version]
   */
  async function shifts(site, type, version) {
    const shop = await shopPage(service, {
      site,
      form: exampleOf(type, {
        ...(type !== "embed" && { triggers: [{ type: "delay", delay_seconds: 0 }] }),
        ...version,
      }),
      body: `<h1>Shop</h1>${placeOf(RESERVED)}${TEXT}`,
    });
    const { page, context, problems } = await visitor(browser);
    await page.evaluateOnNewDocument(() => {
      const shifts = /** @type {any[]} */ (/** @type {any} */ (window).shifts = []);
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const { value, sources, hadRecentInput } = /** @type {any} */ (entry);
          // Shifts after a visitor's action are expected, and not counted.
          if (hadRecentInput) continue;
          const moved = sources.map((/** @type {any} */ { node }) => node?.localName ?? node?.nodeName);
          const state = /** @type {HTMLElement | null} */ (document.querySelector("dormouse-form"))?.dataset.state;
          shifts.push({ value, moved, state });
        }
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(shop.url);
    await opened(page);
    // With the keyboard, as a visitor: a message after a press is not a shift.
    await page.focus("dormouse-form >>> input[name=email]");
    await page.keyboard.press("Enter");
    await page.waitForSelector("dormouse-form >>> [aria-invalid]");
    await painted(page);
    await page.type("dormouse-form >>> input[name=email]", `ada@${site}.example`);
    await page.keyboard.press("Enter");
    await page.waitForSelector('dormouse-form >>> [data-step="1"]');
    // Long enough after the last key for a shift to count: 500 ms.
    await takesPresses();
    await painted(page);
    await page.evaluate((id) => /** @type {any} */ (window).dormouse.close(id), ID[type]);
    await page.waitForFunction(() => document.querySelector("dormouse-form") === null);
    await painted(page);
    const found = await page.evaluate(() => /** @type {any} */ (window).shifts);
    assert.deepEqual(problems, []);
    await context.close();
    shop.close();
    return found;
  }

  for (const [i, type] of TYPES.entries()) {
    if (type === "banner") continue;
    it(type, async () => assert.deepEqual(await shifts(`shifts0${i}`, type), []));
  }

  it("banner that lies over the page", async () => {
    assert.deepEqual(await shifts("shifts07", "banner", { placement: { location: "top", push: false } }), []);
  });

  it("banner that pushes: once when it comes", async () => {
    const found = await shifts("shifts08", "banner");
    const coming = found.filter((/** @type {any} */ { state }) => state === "opening" || state === "open");
    assert.equal(coming.length, 1, JSON.stringify(found));
  });
});

/** @param {import("puppeteer-core").Page} page */
async function opened(page) {
  await page.waitForFunction(() => {
    const host = /** @type {HTMLElement | null} */ (document.querySelector("dormouse-form"));
    return host?.dataset.state === "open";
  });
  await painted(page);
}

/**
 * Waits until the change is painted, and its shifts are reported.
 * @param {import("puppeteer-core").Page} page
 */
const painted = (page) =>
  page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))),
  );
