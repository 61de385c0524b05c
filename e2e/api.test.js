/** `window.dormouse` and the events on `window`, as a page's own scripts use them. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { form, formGone, hasForm, stepSays, takesPresses, visitor } from "./support/browser.js";
import { shopPage } from "./support/shop-page.js";
import { NEVER, smallForm, url } from "./support/small-form.js";
import { collect, tells, told, typesTold } from "./support/told.js";
import { useBrowser } from "./support/use.js";

const STUB = "window.dormouse = window.dormouse || [];";

const forms = [
  smallForm("manual01", { triggers: NEVER }),
  smallForm("elsewhere1", { triggers: NEVER, targeting: url("/elsewhere") }),
  smallForm("capped01", { triggers: NEVER, frequency_cap: { days_after_close: 1, days_after_submit: null } }),
  smallForm("twosteps1", { triggers: NEVER }, { asks_name: true }),
];

describe("the API of the page", () => {
  const { service, browser } = useBrowser();
  /** @type {Awaited<ReturnType<typeof shopPage>>} */
  let shop;
  before(async () => {
    shop = await shopPage(service, { site: "apisite1", forms });
  });
  after(async () => {
    shop?.close();
  });

  /**
   * A visitor on the shop's page whose script ran before ours.
   * @param {string} [script]
   * @param {string} [address]
   */
  async function arrive(script = STUB, address = shop.url) {
    const someone = await visitor(browser);
    await collect(someone.page);
    await someone.page.evaluateOnNewDocument(script);
    await someone.page.goto(address);
    /** @param {string} name @param {...unknown} all */
    const call = (name, ...all) =>
      someone.page.evaluate((name, all) => /** @type {any} */ (window).dormouse[name](...all), name, all);
    return { ...someone, call };
  }

  it("handles the calls that were queued before the script loaded", async () => {
    const { page, problems } = await arrive(`${STUB} dormouse.push(["open", "manual01"]);`);
    await form(page);
    assert.equal((await tells(page, "open")).formId, "manual01");
    assert.deepEqual(problems, []);
  });

  it("answers every call with a promise, and never throws, whatever a page passes", async () => {
    const { page, problems } = await arrive();
    await tells(page, "ready");
    const results = await page.evaluate(async () => {
      const { dormouse } = /** @type {any} */ (window);
      const names = [
        "open",
        "close",
        "canShow",
        "identify",
        "track",
        "setConsent",
        "setLocale",
        "routeChanged",
        "debug",
        "disable",
      ];
      const found = /** @type {Record<string, string>} */ ({});
      for (const name of names) {
        for (const all of [[], [null], [{}], ["nothing1", null]]) {
          const result = dormouse[name](...all);
          if (!(result instanceof Promise)) found[name] = `returns ${result}`;
          await result.catch((/** @type {unknown} */ error) => (found[name] = `rejects with ${error}`));
        }
      }
      const off = dormouse.on("open", () => {});
      for (const call of [null, undefined, 7, "open", {}, [], [{}], ["nothing"], ["push"], ["__proto__"], ["on"]])
        dormouse.push(call);
      dispatchEvent(new CustomEvent("dormouse"));
      return { found, off: typeof off, pushed: dormouse.push(["canShow", "manual01"]) instanceof Promise };
    });
    assert.deepEqual(results, { found: {}, off: "function", pushed: true });
    assert.deepEqual(problems, []);
  });

  it("open respects targeting unless ignoreTargeting is true, and gives the reason", async () => {
    const { page, call, problems } = await arrive();
    assert.deepEqual(await call("open", "elsewhere1"), { visible: false, reason: "url" });
    assert.equal(await hasForm(page), false);
    const suppressed = await tells(page, "suppressed");
    assert.equal(suppressed.formId, "elsewhere1");
    assert.deepEqual(suppressed.metaData, { reason: "url" });
    const anyway = await call("open", "elsewhere1", { ignoreTargeting: true });
    assert.deepEqual(anyway, { visible: true, reason: "qualified" });
    await form(page);
    assert.deepEqual(await call("open", "elsewhere1"), { visible: true, reason: "qualified" }, "it shows already");
    assert.deepEqual(await call("open", "manual01"), { visible: false, reason: "another_form_shows" });
    assert.deepEqual(await call("open", "nothing1"), { visible: false, reason: "unknown_form" });
    assert.equal(await page.evaluate(() => document.querySelectorAll("dormouse-form").length), 1);
    assert.deepEqual(problems, []);
  });

  it("open may be called twice, as by a double click", async () => {
    const { page } = await arrive();
    const answers = await page.evaluate(() => {
      const { dormouse } = /** @type {any} */ (window);
      return Promise.all([dormouse.open("manual01"), dormouse.open("manual01")]);
    });
    const visible = { visible: true, reason: "qualified" };
    assert.deepEqual(answers, [visible, visible]);
    await form(page);
    assert.equal((await typesTold(page)).includes("suppressed"), false);
  });

  it("canShow says whether a form may show, and why not", async () => {
    const { page, call } = await arrive();
    assert.deepEqual(await call("canShow", "manual01"), { visible: true, reason: "qualified" });
    assert.deepEqual(await call("canShow", "elsewhere1"), { visible: false, reason: "url" });
    assert.deepEqual(await call("canShow", "nothing1"), { visible: false, reason: "unknown_form" });
    assert.deepEqual(await call("open", "capped01"), { visible: true, reason: "qualified" });
    await form(page);
    await page.keyboard.press("Escape");
    await formGone(page);
    assert.deepEqual(await call("canShow", "capped01"), { visible: false, reason: "closed_recently" });
    assert.deepEqual(await call("canShow", "manual01"), { visible: false, reason: "another_form_recently" });
  });

  it("close closes the form, and does not count as closed by the visitor", async () => {
    const { page, call } = await arrive();
    await call("open", "capped01");
    await form(page);
    await call("close", "manual01");
    assert.equal(await hasForm(page), true, "another form was meant");
    await call("close", "capped01");
    await formGone(page);
    assert.deepEqual(await call("canShow", "capped01"), { visible: true, reason: "qualified" });
    await call("open", "capped01");
    await form(page);
    await call("close");
    await formGone(page);
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    assert.equal(await call("close"), undefined);
  });

  it("close also stops a form that is still being loaded", async () => {
    const { page } = await arrive();
    const answer = await page.evaluate(() => {
      const { dormouse } = /** @type {any} */ (window);
      return Promise.all([dormouse.open("manual01"), dormouse.close()]);
    });
    assert.deepEqual(answer[0], { visible: false, reason: "left" });
    assert.equal(await hasForm(page), false);
  });

  it("on hears of one type until it is taken off", async () => {
    const { page, call } = await arrive();
    await page.evaluate(() => {
      const page = /** @type {any} */ (window);
      page.heard = [];
      page.off = page.dormouse.on("open", (/** @type {any} */ detail, /** @type {Event} */ event) =>
        page.heard.push([detail.formId, event.type]),
      );
    });
    const openAndClose = async () => {
      await call("open", "manual01");
      await form(page);
      await call("close");
      await formGone(page);
    };
    await openAndClose();
    await page.evaluate(() => /** @type {any} */ (window).off());
    await openAndClose();
    assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).heard), [["manual01", "dormouse"]]);
    const types = await typesTold(page);
    assert.equal(types.filter((type) => type === "open").length, 2);
  });

  it("sends the events of a whole visit in order, each with its form", async () => {
    const { page, call, problems } = await arrive();
    await call("open", "twosteps1");
    await form(page);
    await page.type("dormouse-form >>> input[name=first_name]", "Ada");
    await page.keyboard.press("Enter");
    await page.waitForSelector("dormouse-form >>> [data-step='1']");
    await page.type("dormouse-form >>> input[name=email]", "ada@twosteps.example");
    await takesPresses();
    await page.keyboard.press("Enter");
    await stepSays(page, "Thank you");
    await page.keyboard.press("Escape");
    await formGone(page);
    const all = await told(page);
    const expected = [
      ["ready", {}],
      ["beforeOpen", {}],
      ["view", {}],
      ["open", {}],
      ["beforeSubmit", { step: 0 }],
      ["stepSubmit", { step: 0 }],
      ["beforeSubmit", { step: 1 }],
      ["submit", { step: 1 }],
      ["close", { step: 2 }],
    ];
    assert.deepEqual(
      all.map(({ type, metaData }) => [type, metaData]),
      expected,
    );
    for (const detail of all.slice(1)) {
      assert.deepEqual(Object.keys(detail), ["type", "formId", "versionId", "siteId", "metaData"]);
      assert.equal(detail.formId, "twosteps1");
      assert.match(detail.versionId, /^[A-Za-z0-9]{6,22}$/);
      assert.equal(detail.siteId, "apisite1");
    }
    assert.deepEqual(all[0], { type: "ready", siteId: "apisite1", metaData: {} });
    assert.deepEqual(problems, []);
  });

  it("identify gives facts about the visitor to later rules, and stores only what a rule needs", async () => {
    const { page, call } = await arrive();
    await call("identify", { email: "ada@example.com", first_name: "Ada" });
    await call("setLocale", "de-AT");
    await call("track", "added_to_cart", { value: 50 });
    await call("routeChanged");
    assert.deepEqual(await page.evaluate(() => ({ ...localStorage, ...sessionStorage })), {});
  });

  it("beforeOpen and beforeSubmit can be prevented", async () => {
    const { page, call } = await arrive();
    await page.evaluate(() => {
      addEventListener("dormouse", (event) => {
        const { type, formId } = /** @type {CustomEvent} */ (event).detail;
        if (type === /** @type {any} */ (window).refuses) event.preventDefault();
        if (type === "beforeOpen" && formId === "elsewhere1") event.preventDefault();
      });
      /** @type {any} */ (window).refuses = "beforeSubmit";
    });
    const refused = await call("open", "elsewhere1", { ignoreTargeting: true });
    assert.deepEqual(refused, { visible: false, reason: "prevented" });
    assert.deepEqual((await tells(page, "suppressed")).metaData, { reason: "prevented" });
    assert.equal(await hasForm(page), false);

    await call("open", "manual01");
    await form(page);
    await page.type("dormouse-form >>> input[name=email]", "ada@prevented.example");
    await page.keyboard.press("Enter");
    await tells(page, "beforeSubmit");
    assert.equal((await typesTold(page)).includes("submit"), false);
    await page.evaluate(() => {
      /** @type {any} */ (window).refuses = "";
    });
    await page.keyboard.press("Enter");
    await stepSays(page, "Thank you");
    assert.equal((await typesTold(page)).at(-1), "submit");
  });

  it("disable ends it for this page view", async () => {
    const { page, call, problems } = await arrive();
    await call("open", "manual01");
    await form(page);
    await call("disable");
    await formGone(page);
    assert.deepEqual(await call("canShow", "manual01"), { visible: false, reason: "disabled" });
    assert.deepEqual(await call("open", "manual01", { ignoreTargeting: true }), { visible: false, reason: "disabled" });
    await page.reload();
    await tells(page, "ready");
    assert.deepEqual(await call("canShow", "manual01"), { visible: true, reason: "qualified" });
    assert.deepEqual(problems, []);
  });

  it("a form that cannot be loaded is an error, leaves no lock, and a promise that says so", async () => {
    const { page, call } = await arrive();
    await tells(page, "ready");
    await page.setRequestInterception(true);
    page.on("request", (request) => (request.url().endsWith(".json") ? request.abort() : request.continue()));
    assert.deepEqual(await call("open", "manual01"), { visible: false, reason: "failed" });
    assert.deepEqual((await tells(page, "error")).metaData, { reason: "failed" });
    assert.equal(await page.evaluate(() => document.documentElement.getAttribute("style")), null);
  });
});
