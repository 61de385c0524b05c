/** On pages where the browser or scripts lack a feature: the form shows without it, or the page stays as it was. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { form, formGone, visitor } from "./support/browser.js";
import { exampleOf, ID, placeOf } from "./support/form-types.js";
import { shopPage } from "./support/shop-page.js";
import { signUp } from "./support/sign-up.js";
import { useBrowser } from "./support/use.js";

const popup = exampleOf("popup");
const overflow = () => getComputedStyle(document.documentElement).overflow;

describe("a page that is broken", () => {
  const { service, browser } = useBrowser();

  for (const [name, script] of [
    ["throws", "Element.prototype.animate = () => { throw new Error('patched'); };"],
    ["tells no end", "Element.prototype.animate = () => ({ play() {} });"],
    [
      "cannot be turned around",
      "const { animate } = Element.prototype; Element.prototype.animate = function (...all) { const it = animate.apply(this, all); it.play = () => { throw new Error('patched'); }; return it; };",
    ],
  ])
    it(`signs visitors up where animation ${name}`, async () => {
      const at_once = structuredClone(popup);
      at_once.versions[0].triggers = [{ type: "delay", delay_seconds: 0 }];
      const shop = await shopPage(service, {
        site: `animate${name.length}`,
        form: at_once,
        head: `<script>${script}</script>`,
      });
      const { page, problems } = await visitor(browser);
      await page.goto(shop.url);
      await signUp(page, service, `animate${name.length}@example.com`);
      await page.keyboard.press("Escape");
      await formGone(page);
      assert.equal(await page.evaluate(overflow), "visible");
      assert.deepEqual(problems, []);
      shop.close();
    });

  it("has a banner that pushes where its height cannot be watched, and keeps no room after it", async () => {
    const shop = await shopPage(service, {
      site: "noresize",
      form: exampleOf("banner"),
      head: "<script>delete window.ResizeObserver</script>",
    });
    const { page, problems } = await visitor(browser);
    await page.goto(shop.url);
    await page.waitForFunction(() => /** @type {any} */ (window).dormouse?.open);
    const answer = await page.evaluate(
      (id) => /** @type {any} */ (window).dormouse.open(id, { ignoreTargeting: true }),
      ID.banner,
    );
    assert.equal(answer.visible, true);
    await page.waitForFunction(() => getComputedStyle(document.documentElement).paddingTop !== "0px");
    await page.evaluate(() => /** @type {any} */ (window).dormouse.close());
    await page.waitForFunction(() => getComputedStyle(document.documentElement).paddingTop === "0px");
    assert.equal(
      await page.evaluate(
        () => document.querySelector("dormouse-form") || document.documentElement.getAttribute("style"),
      ),
      null,
    );
    assert.deepEqual(problems, []);
    shop.close();
  });

  it("has forms of the right height without a doctype, also after the visual viewport changes", async () => {
    const shop = await shopPage(service, { site: "quirks01", form: popup });
    shop.pages["/quirks"] =
      `<html><head><title>Shop</title>${shop.tag}</head><body><p style="height:3000px">Shop</p></body></html>`;
    const { page } = await visitor(browser);
    await page.goto(`${shop.url}quirks`);
    await page.waitForFunction(() => /** @type {any} */ (window).dormouse?.open);
    await page.evaluate((id) => /** @type {any} */ (window).dormouse.open(id, { ignoreTargeting: true }), ID.popup);
    await form(page);
    await page.waitForFunction(
      () => /** @type {HTMLElement | null} */ (document.querySelector("dormouse-form"))?.dataset.state === "open",
    );
    const height = () =>
      page.evaluate(
        () => document.querySelector("dormouse-form")?.shadowRoot?.querySelector(".p")?.getBoundingClientRect().height,
      );
    const before_it = await height();
    await page.evaluate(() => window.visualViewport?.dispatchEvent(new Event("resize")));
    assert.equal(await height(), before_it);
    shop.close();
  });

  it("gets its embed although its address changes while the embed is on its way", async () => {
    const shop = await shopPage(service, {
      site: "replaced",
      form: exampleOf("embed"),
      body: `<h1>Shop</h1>${placeOf("embed")}`,
    });
    const { page } = await visitor(browser);
    await page.setRequestInterception(true);
    /** @type {import("puppeteer-core").HTTPRequest | undefined} */
    let held;
    page.on("request", (request) => {
      if (!held && request.url().endsWith(".json")) held = request;
      else request.continue();
    });
    await page.goto(`${shop.url}?utm_source=letter`);
    while (!held) await new Promise((resolve) => setTimeout(resolve, 30));
    await page.evaluate(() => history.replaceState(null, "", "/"));
    await page.evaluate(() => /** @type {any} */ (window).dormouse.routeChanged());
    await held.continue();
    await page.waitForSelector("dormouse-form >>> section", { timeout: 10_000 });
    shop.close();
  });

  it("is not left by the back button while a form with back_to_close shows on a phone", async () => {
    const back = structuredClone(popup);
    back.versions[0].back_to_close = true;
    const shop = await shopPage(service, {
      site: "backs001",
      form: back,
      head: '<meta name="viewport" content="width=device-width"><script>delete window.CloseWatcher</script>',
    });
    shop.pages["/before"] = "<!doctype html><title>Before</title>";
    const { page } = await visitor(browser);
    await page.setViewport({ width: 375, height: 667, isMobile: true, hasTouch: true });
    await page.goto(`${shop.url}before`);
    await page.goto(shop.url);
    await page.waitForFunction(() => /** @type {any} */ (window).dormouse?.open);
    const open = () =>
      page.evaluate((id) => /** @type {any} */ (window).dormouse.open(id, { ignoreTargeting: true }), ID.popup);
    const entries = await page.evaluate(() => history.length);
    await open();
    await form(page);
    await page.waitForFunction((entries) => history.length > entries, {}, entries);
    await page.evaluate(() => history.back());
    await formGone(page);
    assert.equal(page.url(), shop.url);
    // Closed otherwise, its entry goes with it: the next back leads to the page before.
    await open();
    await form(page);
    await page.keyboard.press("Escape");
    await formGone(page);
    await page.waitForFunction(() => !document.querySelector("dormouse-form"));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await Promise.all([page.waitForNavigation(), page.evaluate(() => history.back())]);
    assert.equal(page.url(), `${shop.url}before`);
    shop.close();
  });
});
