/** Switches in a page or its address, and pages whose own names and listeners conflict with ours. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { form, formGone, hasForm, stepSays, stored, visitor } from "./support/browser.js";
import { shopPage } from "./support/shop-page.js";
import { NEVER, smallForm, url } from "./support/small-form.js";
import { collect, tells, told, typesTold } from "./support/told.js";
import { useBrowser } from "./support/use.js";

describe("a page", () => {
  const { service, browser } = useBrowser();

  /** @param {string} address */
  async function arrive(address) {
    const someone = await visitor(browser);
    await collect(someone.page);
    await someone.page.goto(address);
    return someone;
  }

  /** Waits long enough for a form that is due at once. */
  const settle = (/** @type {import("puppeteer-core").Page} */ page) =>
    page.waitForFunction(() => performance.now() > 1_500, { polling: 100 });

  it("switches everything off by an attribute or in its address", async () => {
    const off = `<script>document.documentElement.dataset.dormouse = "off";</script>`;
    const shop = await shopPage(service, { site: "switch01", form: smallForm("switch01") });
    const without = await shopPage(service, { site: "switch02", form: smallForm("switch02"), head: off });
    for (const address of [`${shop.url}?dormouse=off`, without.url]) {
      const { page, requests, problems } = await arrive(address);
      await settle(page);
      assert.equal(await hasForm(page), false);
      assert.equal(await page.evaluate(() => typeof (/** @type {any} */ (window).dormouse)), "undefined");
      assert.deepEqual(await told(page), []);
      assert.equal(requests.filter((request) => request.startsWith(`GET ${service.api}`)).length, 1);
      assert.deepEqual(problems, []);
    }
    shop.close();
    without.close();
  });

  it("previews a form whatever its rules say, and nothing is stored or sent", async () => {
    const forms = [
      smallForm("preview1", { triggers: NEVER, targeting: url("/elsewhere") }),
      smallForm("preview2", { frequency_cap: { days_after_close: 1, days_after_submit: null } }),
    ];
    const settings = { cookie_domain: null, compat: "klaviyo" };
    const shop = await shopPage(service, { site: "preview1", forms, settings });
    const { page, requests, problems } = await arrive(`${shop.url}?dormouse_form=preview1`);
    await form(page);
    assert.equal(
      await page.$eval("dormouse-form", (host) => /** @type {HTMLElement} */ (host).dataset.formId),
      "preview1",
    );
    await page.type("dormouse-form >>> input[name=email]", "ada@preview.example");
    await page.keyboard.press("Enter");
    // The preview says no thanks, because nothing is stored.
    await page.waitForSelector("dormouse-form >>> dormouse-preview >>> ::-p-text(was not stored)");
    await page.keyboard.press("Escape");
    await formGone(page);
    await settle(page);
    assert.equal(await hasForm(page), false, "the other form shows in a preview");
    assert.deepEqual(await stored(page), { local: {}, session: {}, cookies: "" });
    assert.deepEqual(
      requests.filter((request) => request.startsWith("POST")),
      [],
    );
    assert.deepEqual(await service.query("select 1 from submissions"), []);
    assert.equal((await typesTold(page)).includes("view"), false);
    assert.deepEqual(problems, []);
    shop.close();
  });

  it("shows a due form at once on a page that asks for a preview of an unknown form", async () => {
    const shop = await shopPage(service, { site: "preview3", form: smallForm("preview3") });
    const { page } = await arrive(`${shop.url}?dormouse_form=nothing1`);
    await form(page);
    shop.close();
  });

  for (const [name, body] of Object.entries({
    "an element with our id": '<div id="dormouse"></div>',
    "a form with our name, whose fields have the names of methods":
      '<form name="dormouse" id="dormouse"><input name="push"><input name="length"><input name="open"></form>',
    "two elements with our id": '<a id="dormouse"></a><a id="dormouse"></a>',
  })) {
    it(`has ${name}`, async () => {
      // The elements are before the tag, so that they have the name first.
      const shop = await shopPage(service, { site: "clobber1", form: smallForm("clobber1"), body: "" });
      const html = `<!doctype html><html lang="en"><title>Shop</title><body>${body}${shop.tag}</body></html>`;
      shop.pages["/clobbered"] = html;
      const { page, problems } = await arrive(`${shop.origin}/clobbered`);
      await form(page);
      const answer = await page.evaluate(() => /** @type {any} */ (window).dormouse.canShow("nothing1"));
      assert.deepEqual(answer, { visible: false, reason: "unknown_form" });
      assert.deepEqual(problems, []);
      shop.close();
    });
  }

  for (const [name, script] of Object.entries({
    "that throws when it is asked": `{ get() { throw new Error("page"); }, set() { throw new Error("page"); } }`,
    "that cannot be changed": `{ value: Object.freeze({ page: true }), writable: false }`,
  })) {
    it(`has something of our name ${name}`, async () => {
      const head = `<script>Object.defineProperty(window, "dormouse", ${script});</script>`;
      const shop = await shopPage(service, { site: "getters1", form: smallForm("getters1"), head });
      const { page, problems } = await arrive(shop.url);
      await form(page);
      assert.deepEqual(problems, []);
      shop.close();
    });
  }

  it("sees only its own errors if its listeners throw, and the form works", async () => {
    const head = `<script>
      window.dormouse = window.dormouse || [];
      addEventListener("dormouse", ({ detail }) => { throw new Error("page " + detail.type); });
      dormouse.push(["on", "open", () => { throw new Error("page on"); }]);
      dormouse.push(["on", "submit", () => Promise.reject(new Error("page later"))]);
    </script>`;
    const shop = await shopPage(service, { site: "throwing1", form: smallForm("throwing1"), head });
    const { page, problems } = await arrive(shop.url);
    await form(page);
    await page.type("dormouse-form >>> input[name=email]", "ada@throwing.example");
    await page.keyboard.press("Enter");
    await stepSays(page, "Thank you");
    await page.keyboard.press("Escape");
    await formGone(page);
    assert.deepEqual(
      problems.filter((problem) => !problem.includes("Error: page ")),
      [],
    );
    assert.equal(problems.filter((problem) => problem.includes("page on")).length, 1);
    shop.close();
  });

  it("hears one error of a tag of another site, however many there are", async () => {
    const first = await shopPage(service, { site: "firstsite1", form: smallForm("firstform1") });
    const second = await shopPage(service, { site: "secondsite", form: smallForm("secondform") });
    const third = await shopPage(service, { site: "thirdsite1", form: smallForm("thirdform1") });
    const tags = [first, second, second, third, first].map(({ tag }) => tag.replace("async ", ""));
    first.pages["/tags"] = `<!doctype html><html lang="en"><title>Shop</title><body>${tags.join("")}</body></html>`;
    const { page, problems } = await arrive(`${first.origin}/tags`);
    await form(page);
    await settle(page);
    assert.equal(await page.evaluate(() => document.querySelectorAll("dormouse-form").length), 1);
    const errors = (await told(page)).filter(({ type }) => type === "error");
    assert.deepEqual(errors, [{ type: "error", siteId: "secondsite", metaData: { reason: "second_site" } }]);
    assert.equal((await tells(page, "open")).formId, "firstform1");
    assert.equal((await typesTold(page)).filter((type) => type === "ready").length, 1);
    assert.deepEqual(problems, []);
    for (const shop of [first, second, third]) shop.close();
  });

  for (const events_with_answers of [true, false]) {
    it(`hears ${events_with_answers ? "" : "no "}answers where its site says ${events_with_answers}`, async () => {
      const settings = { events_with_answers };
      const shop = await shopPage(service, {
        site: "answers1",
        form: smallForm("answers1", {}, { asks_name: true }),
        settings,
      });
      const { page } = await arrive(shop.url);
      await form(page);
      await page.type("dormouse-form >>> input[name=first_name]", "Ada");
      await page.keyboard.press("Enter");
      const step = await tells(page, "stepSubmit");
      assert.deepEqual(step.metaData, { step: 0, ...(events_with_answers && { answers: { first_name: "Ada" } }) });
      const types = ["beforeSubmit", "stepSubmit"];
      const carry = (await told(page)).map(({ type, metaData }) => [type, "answers" in metaData]);
      assert.deepEqual(
        carry.filter(([type]) => types.includes(type)),
        types.map((type) => [type, events_with_answers]),
      );
      assert.equal(JSON.stringify(await told(page)).includes("Ada"), events_with_answers);
      shop.close();
    });
  }
});
