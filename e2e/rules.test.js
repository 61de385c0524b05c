/** Every targeting rule in Chromium, Firefox and WebKitGTK: the page looks up the facts that the rule needs. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { launch as launchChromium, visitor } from "./support/browser.js";
import { launch, names, namesWithTouch } from "./support/engines.js";
import { startService } from "./support/service.js";
import { shopPage } from "./support/shop-page.js";
import { quietForm } from "./support/quiet-form.js";

const YEAR_MS = 365 * 24 * 3600 * 1000;
const day = (/** @type {number} */ ms) => new Date(ms).toISOString().slice(0, 10);

/**
 * A form for each rule, by id; whether it may show on the page of the test.
 * @type {Record<string, [rule: object, visible: boolean]>}
 */
const RULES = {
  url001: [{ type: "url", allow_list: [{ operator: "ends_with", value: "utm_medium=mail" }] }, true],
  path01: [{ type: "url", part: "path", allow_list: [{ operator: "wildcard", value: "/prod*/m*g" }] }, true],
  path02: [{ type: "url", part: "path", deny_list: [{ operator: "starts_with", value: "/products" }] }, false],
  query1: [
    { type: "url", part: "query", allow_list: [{ operator: "regex", value: "(^|&)color=(red|blue)(&|$)" }] },
    true,
  ],
  query2: [{ type: "url", part: "query", allow_list: [{ operator: "regex", value: "^color=red$" }] }, false],
  hash01: [{ type: "url", part: "hash", allow_list: [{ operator: "equals", value: "reviews" }] }, true],
  device: [{ type: "device", allow_list: ["desktop"] }, true],
  viewp1: [{ type: "viewport", minimum_width_px: 600, maximum_width_px: 3000 }, true],
  viewp2: [{ type: "viewport", maximum_height_px: 200 }, false],
  utm001: [{ type: "utm", parameter: "source", allow_list: [{ operator: "equals", value: "spring & co" }] }, true],
  utm002: [{ type: "utm", parameter: "campaign", allow_list: [{ operator: "equals", value: "x" }] }, false],
  refer1: [{ type: "referrer", allow_list: [{ operator: "contains", value: "127.0.0.1" }] }, false],
  class1: [{ type: "referrer_class", allow_list: ["direct"] }, true],
  class2: [{ type: "referrer_class", allow_list: ["search", "social"] }, false],
  langu1: [{ type: "language", allow_list: ["en"] }, true],
  langu2: [{ type: "language", allow_list: ["fi"] }, false],
  visit1: [{ type: "visitor", is: "new" }, true],
  visit2: [{ type: "visits", minimum: 2 }, false],
  ident1: [{ type: "identified", channel: "email" }, true],
  ident2: [{ type: "identified", channel: "sms" }, false],
  profi1: [{ type: "profile_property", property: "plan", allow_list: [{ operator: "equals", value: "gold" }] }, true],
  profi2: [{ type: "profile_list", allow_list: ["newsletter"] }, true],
  profi3: [{ type: "profile_segment", deny_list: ["vip"] }, false],
  submi1: [{ type: "submitted", is: true }, false],
  cookie1: [{ type: "cookie", name: "plan", allow_list: [{ operator: "equals", value: "größer" }] }, true],
  cookie2: [{ type: "cookie", name: "none", is: "not_set" }, true],
  locals1: [{ type: "local_storage", key: "cart", allow_list: [{ operator: "contains", value: "mug" }] }, true],
  javasc1: [
    { type: "javascript_variable", path: "shop.customer.tier", allow_list: [{ operator: "equals", value: "2" }] },
    true,
  ],
  javasc2: [{ type: "javascript_variable", path: "shop.broken.tier", is: "set" }, false],
  consen1: [{ type: "consent", purpose: "marketing" }, true],
  schedu1: [
    {
      type: "schedule",
      time_zone: "Europe/Berlin",
      start: `${day(Date.now() - YEAR_MS / 2)}T00:00`,
      end: `${day(Date.now() + YEAR_MS / 2)}T00:00`,
    },
    true,
  ],
  schedu2: [{ type: "schedule", time_zone: "Asia/Tokyo", start: `${day(Date.now() + YEAR_MS / 2)}T00:00` }, false],
};

const HEAD = `<script>
  document.cookie = "plan=" + encodeURIComponent("größer");
  localStorage.setItem("cart", "tea,mug");
  window.shop = { customer: { tier: 2 }, get broken() { throw new Error("not here"); } };
  window.dormouse = window.dormouse || [];
  dormouse.push(["identify", { email: "ada@example.com", plan: "gold", lists: ["newsletter"], segments: ["vip", "new"] }]);
  dormouse.push(["setConsent", { marketing: true }]);
</script>`;

/** @param {import("./support/engines.js").Visitor} visitor */
async function visible(visitor) {
  return await visitor.evaluate(async (ids) => {
    const { dormouse } = /** @type {any} */ (window);
    const answers = /** @type {Record<string, boolean>} */ ({});
    for (const id of ids) answers[id] = (await dormouse.canShow(id)).visible;
    return answers;
  }, Object.keys(RULES));
}

for (const engine_name of names) {
  describe(`targeting rules in ${engine_name}`, () => {
    /** @type {import("./support/service.js").Service} */
    let service;
    /** @type {import("./support/engines.js").Engine} */
    let engine;
    before(async () => {
      [service, engine] = await Promise.all([
        startService(["--country-header", "X-Country", "--region-header", "X-Region"]),
        launch(engine_name),
      ]);
    });
    after(async () => {
      await engine?.close();
      await service?.remove();
    });

    it("each rule checks its own fact", async () => {
      const forms = Object.entries(RULES).map(([form_id, [rule]]) => quietForm(form_id, { targeting: [rule] }));
      const shop = await shopPage(service, {
        site: "rules001",
        forms,
        head: HEAD,
        routes: ["/products/mug", "/second"],
      });
      const visitor = await engine.newVisitor();
      await visitor.goto(`${shop.url}products/mug?color=red&utm_source=spring+%26+co&utm_medium=mail#reviews`);
      await visitor.waitFor(() => Boolean(/** @type {any} */ (window).dormouse?.canShow));
      const expected = Object.fromEntries(Object.entries(RULES).map(([id, [, visible]]) => [id, visible]));
      // WebKitGTK has the language of the machine.
      expected.langu1 = await visitor.evaluate(() => /^en/i.test(navigator.language));
      assert.deepEqual(await visible(visitor), expected);

      // On the next page, campaign and referrer are still those of the first; the visit is the same one.
      await visitor.evaluate((url) => void location.assign(url), `${shop.url}second`);
      await visitor.waitFor(
        () => location.pathname === "/second" && Boolean(/** @type {any} */ (window).dormouse?.canShow),
      );
      const second = await visible(visitor);
      assert.deepEqual(
        [second.utm001, second.refer1, second.class1, second.visit1, second.visit2, second.path01, second.url001],
        [true, false, true, true, false, false, false],
      );
      assert.deepEqual(await visitor.problems(), []);
      await visitor.close();
      shop.close();
    });

    it("an address is the same with percent-encoding in upper or lower case", async () => {
      const patterns = (/** @type {string} */ value, operator = "contains") => ({ allow_list: [{ operator, value }] });
      const forms = [
        quietForm("path01", { targeting: [{ type: "url", part: "path", ...patterns("/über-uns/", "equals") }] }),
        quietForm("query1", { targeting: [{ type: "url", part: "query", ...patterns("name=%e9t%C3%A9") }] }),
        quietForm("hash01", { targeting: [{ type: "url", part: "hash", ...patterns("größe") }] }),
        quietForm("regex1", { targeting: [{ type: "url", ...patterns("/%c3%BC[a-f]er", "regex") }] }),
        quietForm("refer1", { targeting: [{ type: "referrer", ...patterns("/über-uns/") }] }),
      ];
      const routes = ["/%c3%bcber-uns/", "/%C3%BCber-uns/", "/second"];
      const shop = await shopPage(service, { site: "rules002", forms, routes });
      for (const path of routes.slice(0, 2)) {
        const visitor = await engine.newVisitor();
        await visitor.goto(shop.url);
        await visitor.evaluate(() => sessionStorage.clear());
        await visitor.evaluate(
          (url) => void location.assign(url),
          `${shop.origin}${path}?name=%E9t%c3%a9#gr%c3%B6%c3%9fe`,
        );
        await visitor.waitFor(
          () => location.pathname.endsWith("ber-uns/") && Boolean(/** @type {any} */ (window).dormouse?.canShow),
        );
        const seen = await visitor.evaluate(async () => {
          const { dormouse } = /** @type {any} */ (window);
          const ids = ["path01", "query1", "hash01", "regex1"];
          return await Promise.all(ids.map(async (id) => (await dormouse.canShow(id)).visible));
        });
        assert.deepEqual(seen, [true, true, true, true], path);
        await visitor.evaluate(() => sessionStorage.clear());
        await visitor.evaluate((url) => void location.assign(url), `${shop.origin}/second`);
        await visitor.waitFor(
          () => location.pathname === "/second" && Boolean(/** @type {any} */ (window).dormouse?.canShow),
        );
        const answer = await visitor.evaluate(() => /** @type {any} */ (window).dormouse.canShow("refer1"));
        // A referrer policy may leave the origin alone; this page's does not.
        assert.deepEqual(answer, { visible: true, reason: "qualified" }, path);
        await visitor.close();
      }
      shop.close();
    });

    it("a form for some countries does not show if the visitor's country is unknown", async () => {
      const forms = [
        quietForm("germany", { targeting: [{ type: "location", allow_list: ["DE"] }] }),
        quietForm("others1", { targeting: [{ type: "location", deny_list: ["DE"] }] }),
      ];
      const shop = await shopPage(service, { site: "where001", forms });
      const visitor = await engine.newVisitor();
      await visitor.goto(shop.url);
      // The service was asked, but got no CDN header to answer with.
      await visitor.waitFor(() => sessionStorage.getItem("dormouse:1:where001:s") === "g-\n");
      for (const form_id of ["germany", "others1"]) {
        const answer = await visitor.evaluate((id) => /** @type {any} */ (window).dormouse.canShow(id), form_id);
        assert.deepEqual(answer, { visible: false, reason: "location" });
      }
      assert.deepEqual(await visitor.problems(), []);
      await visitor.close();
      shop.close();
    });
  });
}

it("a rule that starts to hold later lets its form show then", async () => {
  const [service, browser] = await Promise.all([startService(), launchChromium()]);
  const triggers = [{ type: "immediate" }];
  const targeting = [{ type: "javascript_variable", path: "shop.ready", is: "set" }];
  const shop = await shopPage(service, { site: "later001", forms: [quietForm("later01", { triggers, targeting })] });
  const { page, problems } = await visitor(browser);
  await page.goto(shop.url);
  await page.waitForFunction(
    async () => (await /** @type {any} */ (window).dormouse?.canShow("later01"))?.reason === "javascript_variable",
  );
  await page.evaluate(() => {
    /** @type {any} */ (window).shop = { ready: true };
  });
  await page.waitForSelector("dormouse-form");
  assert.deepEqual(problems, []);
  shop.close();
  await browser.close();
  await service.remove();
});

it("a form for some countries shows if a CDN names the visitor's", async () => {
  const [service, browser] = await Promise.all([
    startService(["--country-header", "Accept-Language"]),
    launchChromium(),
  ]);
  const forms = [
    quietForm("germany", { targeting: [{ type: "location", allow_list: ["DE"] }] }),
    quietForm("austria", { targeting: [{ type: "location", allow_list: ["AT"] }] }),
    quietForm("others1", { targeting: [{ type: "location", deny_list: ["US"] }] }),
  ];
  const shop = await shopPage(service, { site: "where002", forms });
  const { page, problems } = await visitor(browser);
  // A header that a browser may send to another origin without a preflight replaces the CDN's own.
  await page.setExtraHTTPHeaders({ "Accept-Language": "de" });
  await page.goto(shop.url);
  await page.waitForFunction(() => sessionStorage.getItem("dormouse:1:where002:s"));
  const visible = (/** @type {string} */ id) =>
    page.evaluate(async (id) => (await /** @type {any} */ (window).dormouse.canShow(id)).visible, id);
  assert.deepEqual([await visible("germany"), await visible("austria"), await visible("others1")], [true, false, true]);
  assert.deepEqual(problems, []);
  shop.close();
  await browser.close();
  await service.remove();
});

for (const engine_name of namesWithTouch) {
  it(`a touch device is a phone or a tablet in ${engine_name}`, async () => {
    const [service, engine] = await Promise.all([startService(), launch(engine_name, { touch: true })]);
    const forms = [
      quietForm("touch01", { targeting: [{ type: "device", allow_list: ["phone", "tablet"] }] }),
      quietForm("mouse01", { targeting: [{ type: "device", deny_list: ["phone", "tablet"] }] }),
    ];
    const shop = await shopPage(service, { site: "touch001", forms });
    const visitor = await engine.newVisitor();
    await visitor.goto(shop.url);
    await visitor.waitFor(() => Boolean(/** @type {any} */ (window).dormouse?.canShow));
    const canShow = (/** @type {string} */ id) =>
      visitor.evaluate(async (id) => (await /** @type {any} */ (window).dormouse.canShow(id)).reason, id);
    assert.equal(await canShow("touch01"), "qualified");
    assert.equal(await canShow("mouse01"), "device");
    await visitor.close();
    shop.close();
    await engine.close();
    await service.remove();
  });
}
