/** What the browser stores, under which keys, and what happens if it cannot or must not store anything. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { form, formGone, hasForm, stepSays, stored, visitor } from "./support/browser.js";
import { shopPage } from "./support/shop-page.js";
import { storedRow } from "./support/sign-up.js";
import { NEVER, after as seconds, smallForm } from "./support/small-form.js";
import { collect } from "./support/told.js";
import { useBrowser } from "./support/use.js";

const DAY_SECONDS = 86_400;
const capped = { frequency_cap: { days_after_close: 1, days_after_submit: null } };

describe("storage", () => {
  const { service, browser } = useBrowser(["--host-resolver-rules=MAP *.shop.test 127.0.0.1"]);

  /** @typedef {import("puppeteer-core").Page | import("puppeteer-core").Frame} View */

  /** @param {View} view @param {string} name @param {...unknown} all */
  const call = (view, name, ...all) =>
    view.evaluate((name, all) => /** @type {any} */ (window).dormouse[name](...all), name, all);

  /** @param {View} view @param {string} form_id */
  const reason = async (view, form_id) => (await call(view, "canShow", form_id)).reason;

  /** @param {import("puppeteer-core").Page} page */
  async function closeIt(page) {
    await form(page);
    await page.keyboard.press("Escape");
    await formGone(page);
  }

  /** @param {import("puppeteer-core").Page} page @param {string} email */
  async function signUp(page, email) {
    await form(page);
    await page.type("dormouse-form >>> input[name=email]", email);
    await page.keyboard.press("Enter");
    await stepSays(page, "Thank you");
  }

  const forbidden = {
    "throws when it is asked for": `for (const name of ["localStorage", "sessionStorage"])
      Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });`,
    "is not there": `for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { value: null });`,
    "is full": `for (const storage of [localStorage, sessionStorage])
      for (let size = 1 << 22; size; size >>= 1) try { for (let i = 0; ; i++) storage.setItem("page" + size + i, "x".repeat(size)); } catch {}`,
  };
  for (const [index, [name, script]] of Object.entries(forbidden).entries()) {
    it(`that ${name}: forms show, caps hold for the page view, and success waits for the service`, async () => {
      const forms = [smallForm("capped01", capped), smallForm("second01", { triggers: NEVER })];
      const head = `<script>${script}</script>`;
      const shop = await shopPage(service, {
        site: `refused${index}`,
        forms,
        head,
        settings: { cookie_domain: ".shop.test" },
      });
      const { page, problems } = await visitor(browser);
      await page.goto(shop.url);
      await closeIt(page);
      assert.equal(await reason(page, "capped01"), "closed_recently");
      await call(page, "open", "second01", { ignoreTargeting: true });
      await signUp(page, `ada@refused${index}.example`);
      assert.equal((await storedRow(service, `ada@refused${index}.example`)).form_id, "second01");
      assert.deepEqual(problems, []);
      shop.close();
    });
  }

  it("in a sandboxed frame: a form shows and closes; answers are refused, because the frame has no origin", async () => {
    const shop = await shopPage(service, {
      site: "sandbox01",
      form: smallForm("sandbox01", capped),
      settings: { cookie_domain: ".shop.test", storage_before_consent: "none" },
    });
    const frame = '<iframe sandbox="allow-scripts allow-forms" src="/" width="1000" height="600"></iframe>';
    shop.pages["/outer"] = `<!doctype html><html lang="en"><title>Outer</title>${frame}`;
    const { page, problems } = await visitor(browser);
    await collect(page);
    await page.goto(`${shop.origin}/outer`);
    const inner = /** @type {import("puppeteer-core").Frame} */ (await page.waitForFrame(shop.url));
    await inner.waitForSelector("dormouse-form >>> dialog[open]");
    assert.equal(await inner.evaluate(() => self.origin), "null");
    const field = await inner.waitForSelector("dormouse-form >>> input[name=email]");
    await field?.type("ada@sandbox.example");
    await page.keyboard.press("Enter");
    const errors = await inner.waitForFunction(() => {
      const errors = /** @type {any} */ (window)["told dormouse"].filter(
        (/** @type {any} */ { type }) => type === "error",
      );
      return errors.length === 2 && errors.map((/** @type {any} */ { metaData }) => metaData.reason);
    });
    assert.deepEqual((await errors.jsonValue()).sort(), ["forbidden", "not_sent"]);
    await page.keyboard.press("Escape");
    await inner.waitForFunction(() => !document.querySelector("dormouse-form"));
    assert.equal(await reason(inner, "sandbox01"), "closed_recently");
    // The browser itself logs the refusal, and that an element that was not pressed gets no focus in a frame.
    assert.deepEqual(
      problems.filter((problem) => !/403|Blocked autofocusing/.test(problem)),
      [],
    );
    shop.close();
  });

  it("is empty before consent if the site says so; consent fills it, and a refusal empties it", async () => {
    const shop = await shopPage(service, {
      site: "consent01",
      form: smallForm("capped01", capped),
      head: "<script>localStorage.page = sessionStorage.page = 1;</script>",
      settings: { storage_before_consent: "none", cookie_domain: ".shop.test" },
      origin: "http://one.shop.test",
    });
    const { page, problems } = await visitor(browser);
    await page.goto(shop.url);
    const nothing = { local: { page: "1" }, session: { page: "1" }, cookies: "" };
    await closeIt(page);
    assert.deepEqual(await stored(page), nothing);
    assert.equal(await reason(page, "capped01"), "closed_recently");

    await call(page, "setConsent", { functional: true });
    const record = (await stored(page)).local["dormouse:1:consent01:v"];
    assert.match(record, /^ccapped01 \d{10}\n$/);
    assert.equal((await stored(page)).cookies, `dormouse_1_consent01_v=${encodeURIComponent(record)}`);

    // The next page view knows it before the page has reported the consent, and keeps it.
    await page.reload();
    assert.equal(await reason(page, "capped01"), "closed_recently");
    assert.equal((await stored(page)).local["dormouse:1:consent01:v"], record);

    await call(page, "setConsent", { functional: false });
    assert.deepEqual(await stored(page), nothing);
    assert.equal(await reason(page, "capped01"), "closed_recently", "the page view remembers it");
    await call(page, "setConsent", { analytics: true, marketing: "granted" });
    assert.deepEqual(await stored(page), nothing);
    await page.reload();
    await form(page);
    assert.deepEqual(problems, []);
    shop.close();
  });

  it("is removed by a refusal even if it may be used before consent", async () => {
    const shop = await shopPage(service, { site: "consent02", form: smallForm("capped01", capped) });
    const { page } = await visitor(browser);
    await page.goto(shop.url);
    await closeIt(page);
    assert.deepEqual(Object.keys((await stored(page)).local), ["dormouse:1:consent02:v"]);
    await call(page, "setConsent", { functional: "denied" });
    assert.deepEqual((await stored(page)).local, {});
    await call(page, "setConsent", { functional: "granted" });
    assert.deepEqual(Object.keys((await stored(page)).local), ["dormouse:1:consent02:v"]);
    shop.close();
  });

  it("with Global Privacy Control: forms show, submissions are sent, nothing else is", async () => {
    const head =
      '<script>Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: () => true });</script>';
    const shop = await shopPage(service, { site: "privacy01", form: smallForm("privacy1", capped), head });
    const { page, requests, problems } = await visitor(browser);
    await page.goto(shop.url);
    await call(page, "setConsent", { functional: true, analytics: true, marketing: true });
    await signUp(page, "ada@privacy.example");
    await storedRow(service, "ada@privacy.example");
    const posts = requests.filter((request) => request.startsWith("POST"));
    assert.deepEqual(posts, [`POST ${service.api}/api/v1/sites/privacy01/submissions`]);
    // The answer waits in the outbox until the page has heard that it is stored.
    await page.waitForFunction(() => localStorage.length === 1);
    const { local, session, cookies } = await stored(page);
    assert.match(local["dormouse:1:privacy01:v"], /^sprivacy1 \d{10}\n$/, "no id");
    assert.deepEqual([Object.keys(local).length, session, cookies], [1, {}, ""]);
    assert.deepEqual(problems, []);
    shop.close();
  });

  it("is shared by tabs: a form that was closed in one does not show in another", async () => {
    const shop = await shopPage(service, {
      site: "tabs0001",
      form: smallForm("tabs0001", { ...capped, triggers: seconds(1) }),
    });
    const { page, context } = await visitor(browser);
    const other = await context.newPage();
    await other.goto(shop.url);
    await page.bringToFront();
    await page.goto(shop.url);
    await closeIt(page);
    await other.bringToFront();
    const since = await other.evaluate(() => performance.now());
    await other.waitForFunction(
      (since) => !document.hidden && performance.now() > since + 2_500,
      { polling: 100 },
      since,
    );
    assert.equal(await hasForm(other), false);
    assert.equal(await reason(other, "tabs0001"), "closed_recently");
    shop.close();
  });

  it("takes a moment in the future, after the clock was set back, for now", async () => {
    const shop = await shopPage(service, {
      site: "clock001",
      form: smallForm("capped01", { ...capped, triggers: NEVER }),
    });
    const { page, problems } = await visitor(browser);
    await page.goto(shop.url);
    const now = Math.floor(Date.now() / 1000);
    const withRecord = (/** @type {string} */ record) =>
      page.evaluate((record) => localStorage.setItem("dormouse:1:clock001:v", record), record);
    for (const [record, expected] of [
      [`ccapped01 ${now + 300 * DAY_SECONDS}\n`, "closed_recently"],
      [`scapped01 ${now + 300 * DAY_SECONDS}\n`, "submitted_before"],
      [`cother001 ${now + 300 * DAY_SECONDS}\n`, "another_form_recently"],
      [`ccapped01 ${now - 2 * DAY_SECONDS}\n`, "qualified"],
      // Data that is not one of our records.
      ["ccapped01 never\n", "qualified"],
      ["ccapped01", "qualified"],
      ["\n\n{}\nc s v \u{1F43F}", "qualified"],
    ]) {
      await withRecord(record);
      assert.equal(await reason(page, "capped01"), expected, record);
    }
    assert.deepEqual(problems, []);
    shop.close();
  });

  it("has records of at most 1,024 bytes, which drop their oldest lines, under the documented keys", async () => {
    const shop = await shopPage(service, { site: "records1", form: smallForm("capped01", capped) });
    const { page } = await visitor(browser);
    await page.goto(shop.url);
    await form(page);
    const old = Array.from({ length: 60 }, (_, i) => `cform${String(i).padStart(4, "0")} 1700000000\n`).join("");
    await page.evaluate((old) => localStorage.setItem("dormouse:1:records1:v", old), old);
    // The service is away: the answer stays in the outbox.
    await page.setRequestInterception(true);
    page.on("request", (request) => (request.method() === "POST" ? request.abort() : request.continue()));
    await signUp(page, "ada@records.example");
    await page.keyboard.press("Escape");
    await formGone(page);
    const { local, session, cookies } = await stored(page);
    const record = local["dormouse:1:records1:v"];
    assert.ok(record.length <= 1024 && record.length > 1000, `${record.length} bytes`);
    assert.match(record, /^scapped01 \d{10}\n(cform\d{4} 1700000000\n)+$/);
    assert.ok(record.includes("cform0000") && !record.includes("cform0059"));
    const keys = Object.keys(local).sort();
    assert.equal(keys.length, 2);
    assert.match(keys[0], /^dormouse:1:records1:o:[0-9a-f]{32}$/);
    assert.deepEqual([session, cookies], [{}, ""]);
    shop.close();
  });

  it("is shared by the subdomains of a shop through a cookie, if the site names their domain", async () => {
    const settings = { cookie_domain: ".shop.test" };
    const cookied = smallForm("capped01", capped);
    const shop = await shopPage(service, { site: "cookies1", form: cookied, settings, origin: "http://one.shop.test" });
    const { page, context, problems } = await visitor(browser);
    await page.goto(shop.url);
    await closeIt(page);
    const [cookie] = await context.cookies();
    assert.equal(cookie.name, "dormouse_1_cookies1_v");
    assert.equal(cookie.domain, ".shop.test");
    assert.equal(cookie.sameSite, "Lax");
    assert.match(decodeURIComponent(cookie.value), /^ccapped01 \d{10}\n$/);

    await page.goto(shop.url.replace("one", "two"));
    assert.equal(await reason(page, "capped01"), "closed_recently");
    assert.deepEqual((await stored(page)).local, {});

    // A cookie may contain anything.
    await page.evaluate(() => (document.cookie = "dormouse_1_cookies1_v=%E0%A4%A;domain=.shop.test;path=/"));
    assert.equal(await reason(page, "capped01"), "qualified");
    await call(page, "open", "capped01");
    await closeIt(page);
    assert.equal(await reason(page, "capped01"), "closed_recently");

    await call(page, "setConsent", { functional: false });
    assert.deepEqual(await context.cookies(), []);
    assert.deepEqual(problems, []);
    shop.close();
  });
});
