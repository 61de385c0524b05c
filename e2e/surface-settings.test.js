/** Settings of a form or a site for its surface: presses outside, stacking, whether a banner stays in view. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { visitor } from "./support/browser.js";
import { exampleOf, ID } from "./support/form-types.js";
import { shopPage } from "./support/shop-page.js";
import { useBrowser } from "./support/use.js";

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 375, height: 700 };

describe("a form's surface", () => {
  const { service, browser } = useBrowser();

  let site = 0;
  /**
   * @param {import("./support/form-types.js").Type} type
   * @param {object} version
   * @param {(page: import("puppeteer-core").Page) => Promise<void>} act With the form open.
   * @param {{ viewport?: typeof PHONE, settings?: object }} [options]
   */
  async function opened(type, version, act, { viewport = DESKTOP, settings } = {}) {
    const shop = await shopPage(service, {
      site: `surfac0${(site += 1)}`,
      form: exampleOf(type, version),
      settings,
      body: '<h1>Shop</h1><p style="height:3000px">Tall</p>',
    });
    const { page, context, problems } = await visitor(browser);
    await page.setViewport(viewport);
    await page.goto(shop.url);
    await page.waitForFunction(() => typeof (/** @type {any} */ (window).dormouse?.open) === "function");
    await page.evaluate(
      (id) => void (/** @type {any} */ (window).dormouse.open(id, { ignoreTargeting: true })),
      ID[type],
    );
    await page.waitForSelector("dormouse-form[data-state=open]");
    await act(page);
    assert.deepEqual(problems, []);
    await context.close();
    shop.close();
  }

  for (const [setting, closes_on_desktop, closes_on_phone] of /** @type {const} */ ([
    [true, true, true],
    [false, false, false],
    ["desktop", true, false],
    ["phone", false, true],
  ])) {
    for (const [viewport, closes] of /** @type {const} */ ([
      [DESKTOP, closes_on_desktop],
      [PHONE, closes_on_phone],
    ])) {
      it(`click_outside_to_close ${setting}, ${viewport.width} px wide: ${closes ? "closes" : "stays"}`, () =>
        opened(
          "popup",
          { click_outside_to_close: setting },
          async (page) => {
            await page.mouse.click(5, 5);
            const state = await page.evaluate(
              () =>
                /** @type {HTMLElement | null} */ (document.querySelector("dormouse-form"))?.dataset.state ?? "gone",
            );
            assert.equal(state !== "open", closes, state);
          },
          { viewport },
        ));
    }
  }

  for (const type of /** @type {const} */ (["flyout", "banner"])) {
    it(`${type}: stacks at the site's z_index`, () =>
      opened(
        type,
        {},
        async (page) => {
          const z = await page.evaluate(
            () => getComputedStyle(/** @type {Element} */ (document.querySelector("dormouse-form"))).zIndex,
          );
          assert.equal(z, "40");
        },
        { settings: { z_index: 40 } },
      ));
  }

  for (const [sticky, y] of /** @type {const} */ ([
    [true, 0],
    [false, -300],
  ])) {
    it(`banner, sticky ${sticky}: ${sticky ? "stays in view" : "scrolls away"}`, () =>
      opened("banner", { placement: { location: "top", sticky } }, async (page) => {
        await page.evaluate(() => window.scrollTo(0, 300));
        const top = await page.evaluate(
          () => document.querySelector("dormouse-form")?.shadowRoot?.querySelector(".p")?.getBoundingClientRect().y,
        );
        assert.equal(top, y);
      }));
  }
});
