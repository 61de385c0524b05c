/** Pages that come back, that are prerendered for a visitor who may never come, and that are hidden. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { form, formGone, hasForm, launch, visitor } from "./support/browser.js";
import { launch as launchEngine, names } from "./support/engines.js";
import { startService } from "./support/service.js";
import { shopPage } from "./support/shop-page.js";
import { after as seconds, smallForm, url } from "./support/small-form.js";
import { collect, collector, tells, typesTold } from "./support/told.js";

const settings = { pause_between_forms_seconds: 0 };

describe("in Chromium", () => {
  /** @type {import("./support/service.js").Service} */
  let service;
  /** @type {import("puppeteer-core").Browser} */
  let browser;
  before(async () => {
    [service, browser] = await Promise.all([startService(), launch([], ["--disable-back-forward-cache"])]);
  });
  after(async () => {
    await browser?.close();
    await service?.remove();
  });

  /**
   * A visitor who was on the page, went to another one, and comes back to the preserved first page.
   * @param {object} version Of the form.
   * @param {(page: import("puppeteer-core").Page) => Promise<unknown>} stay What happens before they go.
   */
  async function comeBack(version, stay) {
    const body = "<!doctype html><title>Other</title><p>Other";
    const shop = await shopPage(service, {
      site: "cached01",
      form: smallForm("cached01", version),
      settings,
      pages: { "/other": body },
    });
    const { page, problems } = await visitor(browser);
    await collect(page);
    await page.evaluateOnNewDocument(() => {
      addEventListener("pageshow", (event) => {
        /** @type {any} */ (window).persisted = event.persisted;
      });
    });
    await page.goto(shop.url);
    await stay(page);
    const before = await page.evaluate(() => performance.timeOrigin);
    await page.goto(`${shop.origin}/other`);
    await page.goBack({ waitUntil: "domcontentloaded" });
    await page.waitForFunction(() => /** @type {any} */ (window).persisted);
    assert.equal(await page.evaluate(() => performance.timeOrigin), before, "the page came out of the cache");
    return { page, problems, shop };
  }

  /** @param {import("puppeteer-core").Page} page */
  async function closeIt(page) {
    await form(page);
    await page.keyboard.press("Escape");
    await formGone(page);
  }

  it("a page that comes back checks its rules again, and nothing happens twice", async () => {
    const { page, problems, shop } = await comeBack({ triggers: seconds(1) }, closeIt);
    await form(page);
    assert.equal(await page.evaluate(() => document.querySelectorAll("dormouse-form").length), 1);
    const types = await typesTold(page);
    assert.equal(types.filter((type) => type === "view").length, 2, `${types}`);
    assert.equal(types.filter((type) => type === "ready").length, 1, `${types}`);
    await closeIt(page);
    assert.deepEqual(problems, []);
    shop.close();
  });

  it("a page that comes back knows what was stored meanwhile", async () => {
    const cap = { days_after_close: 1, days_after_submit: null };
    const { page, shop } = await comeBack({ triggers: seconds(1), frequency_cap: cap }, closeIt);
    const since = await page.evaluate(() => performance.now());
    await page.waitForFunction((since) => performance.now() > since + 1_800, { polling: 100 }, since);
    assert.equal(await hasForm(page), false);
    shop.close();
  });

  it("a form that showed when the visitor went shows when they come back, once", async () => {
    const { page, problems, shop } = await comeBack({ triggers: seconds(1) }, form);
    await form(page);
    const since = await page.evaluate(() => performance.now());
    await page.waitForFunction((since) => performance.now() > since + 1_800, { polling: 100 }, since);
    assert.equal(await page.evaluate(() => document.querySelectorAll("dormouse-form").length), 1);
    await closeIt(page);
    assert.equal((await typesTold(page)).filter((type) => type === "view").length, 1);
    assert.deepEqual(problems, []);
    shop.close();
  });

  it("a prerendered page starts, and its delays count, when it is shown", async () => {
    const rules = '<script type="speculationrules">{"prerender":[{"source":"list","urls":["/next"]}]}</script>';
    const record = `<script>
      window.log = [["prerendering", document.prerendering]];
      addEventListener("dormouse", ({ detail }) => log.push([detail.type, performance.now()]));
    </script>`;
    const shop = await shopPage(service, {
      site: "prerender1",
      form: smallForm("prerender1", { triggers: seconds(2) }),
      settings,
    });
    const next = `<!doctype html><html lang="en"><title>Next</title>${record}${shop.tag}<h1>Next</h1>`;
    shop.pages["/next"] = next;
    shop.pages["/first"] = `<!doctype html><html lang="en"><title>First</title>${rules}<a href="/next">Next</a>`;
    const { page } = await visitor(browser);
    await page.goto(`${shop.origin}/first`);
    // The other page is prepared, and time passes.
    await page.waitForFunction(() => performance.now() > 3_500, { polling: 100 });
    await page.click("a");
    // Not by waiting for a navigation: the prerendered page is another frame, and the waiting one is gone.
    while ((await page.title().catch(() => "")) !== "Next") await new Promise((resolve) => setTimeout(resolve, 50));
    const activation = await page.evaluate(() => {
      const [navigation] = /** @type {any[]} */ (performance.getEntriesByType("navigation"));
      return { start: navigation.activationStart, log: /** @type {any} */ (window).log };
    });
    assert.deepEqual(activation.log[0], ["prerendering", true]);
    assert.ok(activation.start > 2_000, `activated after ${activation.start} ms`);
    await form(page);
    const log = await page.evaluate(() => /** @type {any} */ (window).log);
    const at = (/** @type {string} */ type) => log.find((/** @type {any} */ [found]) => found === type)[1];
    assert.ok(at("ready") >= activation.start, `ready at ${at("ready")}, activated at ${activation.start}`);
    assert.ok(at("open") - activation.start >= 2_000, `open at ${at("open")}, activated at ${activation.start}`);
    shop.close();
  });

  it("a form that is being loaded when its route ends does not come", async () => {
    const shop = await shopPage(service, {
      site: "loading1",
      form: smallForm("loading1", { targeting: url("?here") }),
      settings,
    });
    const { page, problems } = await visitor(browser);
    await collect(page);
    /** @type {(() => void)[]} */
    const held = [];
    await page.setRequestInterception(true);
    page.on("request", (request) => {
      if (request.url().endsWith(".json")) held.push(() => void request.continue());
      else void request.continue();
    });
    await page.goto(`${shop.url}?here`);
    await tells(page, "qualified");
    while (held.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await page.evaluate(() => history.pushState(null, "", "/?there"));
    held[0]();
    assert.deepEqual((await tells(page, "suppressed")).metaData, { reason: "left" });
    assert.equal(await hasForm(page), false);
    // Back on its route it may come at once: it has not had its turn.
    await page.evaluate(() => history.back());
    await form(page);
    assert.deepEqual(problems, []);
    shop.close();
  });
});

for (const name of names) {
  describe(`in a hidden tab of ${name}`, () => {
    /** @type {import("./support/service.js").Service} */
    let service;
    /** @type {import("./support/engines.js").Engine} */
    let engine;
    before(async () => {
      [service, engine] = await Promise.all([startService(), launchEngine(name)]);
    });
    after(async () => {
      await engine?.close();
      await service?.remove();
    });

    it("time does not count", async () => {
      const shop = await shopPage(service, { site: "hidden01", form: smallForm("hidden01", { triggers: seconds(2) }) });
      const visitor = await engine.newVisitor();
      await visitor.goto(shop.url);
      await visitor.evaluate(collector, "dormouse");
      await visitor.evaluate(() => {
        const page = /** @type {any} */ (window);
        page.hiddenMs = 0;
        let since = 0;
        document.addEventListener("visibilitychange", () => {
          if (document.hidden) since = performance.now();
          else page.hiddenMs += performance.now() - since;
        });
        addEventListener("dormouse", (event) => {
          if (/** @type {CustomEvent} */ (event).detail.type === "open") page.openedMs = performance.now();
        });
      });
      await visitor.hide();
      await visitor.waitFor(() => document.hidden && performance.now() > 4_000);
      assert.equal(await visitor.hasForm(), false);
      await visitor.show();
      await visitor.form();
      const { hiddenMs, openedMs } = await visitor.evaluate(() => {
        const { hiddenMs, openedMs } = /** @type {any} */ (window);
        return { hiddenMs, openedMs };
      });
      assert.ok(hiddenMs > 1_000, `hidden for ${hiddenMs} ms`);
      assert.ok(openedMs - hiddenMs >= 2_000, `${openedMs} ms, of which hidden ${hiddenMs}`);
      assert.deepEqual(await visitor.problems(), []);
      await visitor.close();
      shop.close();
    });
  });
}
