/** Embeds: the places for them on a page, when they load, and what removes them. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { visitor } from "./support/browser.js";
import { exampleOf, ID, placeOf } from "./support/form-types.js";
import { shopPage } from "./support/shop-page.js";
import { useBrowser } from "./support/use.js";

const RESERVED = 'style="min-height:300px"';
const SCREENS = '<p style="height:4000px"></p>';

describe("embeds", () => {
  const { service, browser } = useBrowser();

  let site = 0;
  /**
   * @param {string} body
   * @param {(page: import("puppeteer-core").Page, requests: string[]) => Promise<void>} act
   * @param {object} [version]
   */
  async function onPage(body, act, version) {
    const other = { ...exampleOf("embed", version), form_id: "footer02" };
    const shop = await shopPage(service, {
      site: `embeds0${(site += 1)}`,
      forms: [exampleOf("embed", version), other, exampleOf("flyout")],
      body,
      routes: ["/lamp"],
    });
    const { page, context, requests, problems } = await visitor(browser);
    await page.goto(shop.url);
    await act(page, requests);
    assert.deepEqual(problems, []);
    await context.close();
    shop.close();
  }

  /**
   * Waits until so many embeds show in places that a selector finds.
   * @param {import("puppeteer-core").Page} page
   * @param {number} count
   * @param {string} [selector]
   */
  const show = (page, count, selector = "[data-dormouse-form]") =>
    page.waitForFunction(
      (selector, count) => document.querySelectorAll(`${selector} > dormouse-form[data-state=open]`).length === count,
      { timeout: 10_000 },
      selector,
      count,
    );

  /** @param {import("puppeteer-core").Page} page */
  const count = (page) => page.evaluate(() => document.querySelectorAll("dormouse-form[data-form-type=embed]").length);

  it("several forms, and the same form in two places", () =>
    onPage(`${placeOf(RESERVED)}${placeOf(RESERVED)}<div data-dormouse-form="footer02"></div>`, async (page) => {
      await show(page, 3);
      assert.equal(await count(page), 3);
    }));

  it("one below the fold is not asked for until it comes near", () =>
    onPage(`${SCREENS}${placeOf(RESERVED)}`, async (page, requests) => {
      await page.waitForFunction(() => typeof (/** @type {any} */ (window).dormouse?.open) === "function");
      // The flyout is asked for after whatever an embed would ask for.
      await page.evaluate(
        (id) => void (/** @type {any} */ (window).dormouse.open(id, { ignoreTargeting: true })),
        ID.flyout,
      );
      await page.waitForSelector("dormouse-form[data-state=open]");
      const bundles = () => requests.filter((request) => request.endsWith(".json")).length;
      assert.equal(bundles(), 1, requests.join("\n"));
      await page.evaluate(() => window.scrollTo(0, 3000));
      await show(page, 1);
      assert.equal(bundles(), 2);
    }));

  it("a place that is added later, and one on a route that the page's script opens", () =>
    onPage("<main></main>", async (page) => {
      const put = (/** @type {string} */ html) =>
        page.evaluate((html) => {
          /** @type {Element} */ (document.querySelector("main")).innerHTML = html;
        }, html);
      await put(placeOf('id="late"'));
      await show(page, 1, "#late");
      await page.evaluate(() => history.pushState({}, "", "/lamp"));
      await put(placeOf('id="lamp"'));
      await show(page, 1, "#lamp");
      assert.equal(await count(page), 1);
    }));

  it("`close()` leaves them alone, by its id one goes and stays away", () =>
    onPage(`${placeOf()}<div data-dormouse-form="footer02"></div>${SCREENS}${placeOf('id="far"')}`, async (page) => {
      await show(page, 2);
      await page.evaluate((id) => /** @type {any} */ (window).dormouse.open(id, { ignoreTargeting: true }), ID.flyout);
      await page.evaluate(() => /** @type {any} */ (window).dormouse.close());
      await page.waitForFunction(() => !document.querySelector("dormouse-form[data-form-type=flyout]"));
      assert.equal(await count(page), 2);
      await page.evaluate((id) => /** @type {any} */ (window).dormouse.close(id), ID.embed);
      await page.waitForFunction(() => document.querySelectorAll("dormouse-form").length === 1);
      // A change of the page, which makes it look for places; and the other place of the form that was closed.
      await page.evaluate(() => {
        document.body.append("changed");
        document.getElementById("far")?.scrollIntoView();
      });
      await looked(page);
      assert.equal(await count(page), 1);
    }));

  it("an embed that a visitor closed does not come back to its place", () => {
    const closing = { id: "no", type: "button", label: "No, thank you", action: { type: "close" } };
    const steps = [{ columns: [{ rows: [{ blocks: [closing] }] }] }];
    return onPage(
      placeOf(),
      async (page) => {
        await show(page, 1);
        await page.click("dormouse-form >>> [data-button]");
        await page.waitForFunction(() => !document.querySelector("dormouse-form"));
        await page.evaluate(() => document.body.append("changed"));
        await looked(page);
        assert.equal(await count(page), 0);
      },
      { steps, accessible_name: "Letters" },
    );
  });
});

/**
 * Waits until the page was certainly searched for places: twice as long as the delay after a change, and a form on its
 * way would be there.
 * @param {import("puppeteer-core").Page} page
 */
async function looked(page) {
  await new Promise((resolve) => setTimeout(resolve, 800));
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
}
