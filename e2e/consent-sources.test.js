/** Sources of consent: Google's Consent Mode, IAB TCF, Shopify; and the dialogs that ask for it, which come first. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { form, formGone, hasForm, stored, visitor } from "./support/browser.js";
import { shopPage } from "./support/shop-page.js";
import { NEVER, smallForm } from "./support/small-form.js";
import { collect, tells, told, typesTold } from "./support/told.js";
import { useBrowser } from "./support/use.js";

/** A page's own consent platform, as its public documentation describes it. */
const GTAG = `
  window.dataLayer = window.dataLayer || [];
  function gtag() { dataLayer.push(arguments); }`;

/** The state before the visitor was asked; the page cannot know its visitor's region. */
const GTAG_DEFAULT = `${GTAG}
  gtag("consent", "default", { ad_storage: "denied", ad_user_data: "denied", ad_personalization: "denied",
    analytics_storage: "denied", functionality_storage: "denied", wait_for_update: 500 });
  gtag("consent", "default", { functionality_storage: "granted", region: ["US-CA"] });
  gtag("js", new Date());
  gtag("config", "G-XXXXXXXXXX");
  dataLayer.push({ event: "page_ready", 0: "other" }, null, "text", ["consent"]);`;

/** A platform after the CMP API, version 2: https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework */
const TCF = `
  const listeners = [];
  let eventStatus = "", displayStatus = "hidden", consents = {}, gdprApplies;
  const data = (listenerId) => ({ tcString: "C", tcfPolicyVersion: 5, cmpId: 300, cmpVersion: 1, gdprApplies, eventStatus,
    cmpStatus: "loaded", listenerId, isServiceSpecific: true, ...(gdprApplies && { purpose: { consents, legitimateInterests: {} } }) });
  const tell = () => listeners.forEach((callback, id) => callback(data(id), true));
  window.__tcfapi = (command, version, callback, parameter) => {
    if (command === "ping") callback({ gdprApplies, cmpLoaded: true, cmpStatus: "loaded", displayStatus, apiVersion: "2.2" });
    else if (command === "addEventListener") { listeners.push(callback); if (eventStatus) callback(data(listeners.length - 1), true); }
    else callback(null, false);
  };
  window.askVisitor = () => { gdprApplies = true; eventStatus = "cmpuishown"; displayStatus = "visible"; tell(); };
  window.answerAs = (given) => { consents = given; eventStatus = "useractioncomplete"; displayStatus = "hidden"; tell(); };
  window.doesNotApply = () => { gdprApplies = false; eventStatus = "tcloaded"; tell(); };
  window.doesNotKnow = () => { eventStatus = "tcloaded"; tell(); };`;

/** https://shopify.dev/docs/api/customer-privacy: the API is a feature that loads when a script asks for it. */
const SHOPIFY = `
  let given = { marketing: "", analytics: "", preferences: "", sale_of_data: "" };
  const allowed = (purpose) => given[purpose] === "yes";
  const customerPrivacy = {
    currentVisitorConsent: () => ({ ...given }),
    preferencesProcessingAllowed: () => allowed("preferences"),
    analyticsProcessingAllowed: () => allowed("analytics"),
    marketingAllowed: () => allowed("marketing"),
    saleOfDataAllowed: () => allowed("sale_of_data"),
    setTrackingConsent(consent, callback) {
      for (const purpose in consent) given[purpose] = consent[purpose] ? "yes" : "no";
      const detail = { preferencesAllowed: allowed("preferences"), analyticsAllowed: allowed("analytics"),
        marketingAllowed: allowed("marketing"), saleOfDataAllowed: allowed("sale_of_data") };
      document.dispatchEvent(new CustomEvent("visitorConsentCollected", { detail }));
      callback();
    },
  };
  window.Shopify = { loadFeatures(features, callback) {
    window.features = features;
    setTimeout(() => { Shopify.customerPrivacy = customerPrivacy; callback(); }, 100);
  } };`;

describe("consent", () => {
  const { service, browser } = useBrowser();

  /**
   * A visitor who closed a form, on a page that may store that only with consent.
   * @param {string} consent_source
   * @param {string} script Of the page.
   */
  async function closed(consent_source, script) {
    const capped = { frequency_cap: { days_after_close: 1, days_after_submit: null } };
    const site = `source${consent_source}`;
    const settings = { consent_source, storage_before_consent: "none" };
    const shop = await shopPage(service, {
      site,
      form: smallForm("capped01", capped),
      settings,
      head: `<script>${script}</script>`,
    });
    const { page, problems } = await visitor(browser);
    await page.goto(shop.url);
    await form(page);
    await page.keyboard.press("Escape");
    await formGone(page);
    assert.deepEqual((await stored(page)).local, {});
    const key = `dormouse:1:${site}:v`;
    const isKept = () =>
      page.waitForFunction((key) => localStorage.getItem(key)?.startsWith("ccapped01 "), { polling: 50 }, key);
    const isRemoved = () => page.waitForFunction(() => localStorage.length === 0, { polling: 50 });
    const keepsNothing = async () => {
      const since = await page.evaluate(() => performance.now());
      await page.waitForFunction((since) => performance.now() > since + 800, { polling: 50 }, since);
      assert.deepEqual((await stored(page)).local, {});
    };
    return { page, problems, shop, key, isKept, isRemoved, keepsNothing };
  }

  it("by Google's Consent Mode: storage starts with an update that grants it, and ends with one that denies it", async () => {
    const { page, problems, shop, key, isKept, isRemoved, keepsNothing } = await closed("google", GTAG_DEFAULT);
    const update = (/** @type {object} */ states) =>
      page.evaluate((states) => /** @type {any} */ (window).gtag("consent", "update", states), states);
    await keepsNothing();
    await update({ ad_storage: "granted", analytics_storage: "granted" });
    await keepsNothing();
    await update({ functionality_storage: "granted" });
    await isKept();
    // A tag manager cuts off old entries.
    await page.evaluate(() => {
      const { dataLayer, gtag } = /** @type {any} */ (window);
      dataLayer.splice(0, 4);
      for (let i = 0; i < 4; i++) gtag("event", `more${i}`);
    });
    // On the next page only the defaults are known at first: they are not the visitor's answer.
    await page.reload();
    const answer = await page.evaluate(() => /** @type {any} */ (window).dormouse.canShow("capped01"));
    assert.equal(answer.reason, "closed_recently");
    assert.ok(await page.evaluate((key) => localStorage.getItem(key), key), "what was kept with consent is kept");
    await update({ functionality_storage: "granted" });
    await update({ functionality_storage: "denied" });
    await isRemoved();
    assert.deepEqual(problems, []);
    shop.close();
  });

  it("by IAB TCF: not before the visitor has answered, as purpose 1 says", async () => {
    const { page, problems, shop, isKept, isRemoved, keepsNothing } = await closed("tcf", `{${TCF}}`);
    const tcf = (/** @type {string} */ name, /** @type {object} */ given = {}) =>
      page.evaluate((name, given) => /** @type {any} */ (window)[name](given), name, given);
    await tcf("doesNotKnow");
    await keepsNothing();
    await tcf("askVisitor");
    await keepsNothing();
    await tcf("answerAs", { 2: true, 3: true, 8: true });
    await keepsNothing();
    await tcf("answerAs", { 1: true });
    await isKept();
    await tcf("answerAs", { 1: false });
    await isRemoved();
    await tcf("doesNotApply");
    await isKept();
    assert.deepEqual(problems, []);
    shop.close();
  });

  it("by IAB TCF of a platform that loads late, and of a broken one", async () => {
    const late = await closed("tcf", `setTimeout(() => {${TCF}}, 700);`);
    await late.page.waitForFunction(() => /** @type {any} */ (window).__tcfapi);
    await late.page.evaluate(() => /** @type {any} */ (window).doesNotApply());
    await late.isKept();
    late.shop.close();
    const broken = await closed("tcf", `window.__tcfapi = () => { throw new Error("broken"); };`);
    await broken.keepsNothing();
    assert.deepEqual([...late.problems, ...broken.problems], []);
    broken.shop.close();
  });

  it("by Shopify's Customer Privacy API, which is loaded for it", async () => {
    const { page, problems, shop, isKept, isRemoved, keepsNothing } = await closed("shopify", `{${SHOPIFY}}`);
    const set = (/** @type {object} */ consent) =>
      page.evaluate(
        (consent) =>
          new Promise((resolve) => {
            /** @type {any} */ (window).Shopify.customerPrivacy.setTrackingConsent(consent, () => resolve(undefined));
          }),
        consent,
      );
    await page.waitForFunction(() => /** @type {any} */ (window).Shopify.customerPrivacy);
    const features = await page.evaluate(() => /** @type {any} */ (window).features);
    assert.deepEqual(features, [{ name: "consent-tracking-api", version: "0.1" }]);
    await keepsNothing();
    await set({ analytics: true, marketing: true, preferences: false });
    await keepsNothing();
    await set({ preferences: true });
    await isKept();
    await set({ preferences: false });
    await isRemoved();
    assert.deepEqual(problems, []);
    shop.close();
  });
});

describe("a dialog of the page", () => {
  const { service, browser } = useBrowser();

  const style = 'style="position: fixed; inset: auto 0 0; height: 90px; background: #ddd"';
  const dialogs = {
    "a consent banner": {
      script: `document.body.insertAdjacentHTML("beforeend", '<div id="onetrust-banner-sdk" ${style}>Cookies?</div>');`,
      goes: `document.getElementById("onetrust-banner-sdk").style.display = "none";`,
    },
    "a banner that fades": {
      script: `document.body.insertAdjacentHTML("beforeend", '<div role="dialog" class="my-cookie-bar" ${style}>Cookies?</div>');`,
      goes: `document.querySelector(".my-cookie-bar").style.visibility = "hidden";`,
    },
    "a modal dialog": {
      script: `document.body.insertAdjacentHTML("beforeend", "<dialog id=size>Sizes<button>Close</button></dialog>"); size.showModal();`,
      goes: "size.close();",
    },
    "a consent platform that says so itself": { script: `{${TCF}} askVisitor();`, goes: "answerAs({ 1: true });" },
    "a platform that says so later": {
      script: `{${TCF}} askVisitor(); const ask = __tcfapi; window.__tcfapi = (...all) => setTimeout(() => ask(...all));`,
      goes: "answerAs({ 1: true });",
    },
  };
  for (const [index, [name, { script, goes }]] of Object.entries(dialogs).entries()) {
    it(`comes first: ${name}`, async () => {
      const head = `<script>addEventListener("DOMContentLoaded", () => { ${script} });</script>`;
      const shop = await shopPage(service, { site: `dialogs${index}`, form: smallForm("popup001"), head });
      const { page, problems } = await visitor(browser);
      await collect(page);
      await page.goto(shop.url);
      const suppressed = await tells(page, "suppressed");
      assert.equal(suppressed.formId, "popup001");
      assert.deepEqual(suppressed.metaData, { reason: "page_dialog" });
      // Time for it to look again, more than once.
      const since = await page.evaluate(() => performance.now());
      await page.waitForFunction((since) => performance.now() > since + 2_500, { polling: 100 }, since);
      assert.equal(await hasForm(page), false);
      await page.evaluate(goes);
      await form(page);
      const types = await typesTold(page);
      assert.deepEqual(types, ["ready", "qualified", "suppressed", "beforeOpen", "view", "open"]);
      assert.deepEqual(problems, []);
      shop.close();
    });
  }

  it("does not keep a form that must close meanwhile", async () => {
    const head = `<script>addEventListener("DOMContentLoaded", () => { ${dialogs["a consent banner"].script} });</script>`;
    const shop = await shopPage(service, { site: "dialogs9", form: smallForm("popup001", { triggers: NEVER }), head });
    const { page } = await visitor(browser);
    await collect(page);
    await page.goto(shop.url);
    const answers = await page.evaluate(async () => {
      const { dormouse } = /** @type {any} */ (window);
      const opening = dormouse.open("popup001");
      await new Promise((resolve) => dormouse.on("suppressed", resolve));
      await dormouse.close();
      return await opening;
    });
    assert.deepEqual(answers, { visible: false, reason: "left" });
    const reasons = (await told(page))
      .filter(({ type }) => type === "suppressed")
      .map(({ metaData }) => metaData.reason);
    assert.deepEqual(reasons, ["page_dialog", "left"]);
    shop.close();
  });
});
