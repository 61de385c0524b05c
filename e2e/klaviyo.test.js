/** A merchant's setup for Klaviyo's forms works unchanged: its events on `window`, and calls pushed to `_klOnsite`. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { form, formGone, launch, stepSays, takesPresses, visitor } from "./support/browser.js";
import { startService } from "./support/service.js";
import { shopPage } from "./support/shop-page.js";
import { NEVER, smallForm, url } from "./support/small-form.js";
import { collect, told } from "./support/told.js";
import { useBrowser } from "./support/use.js";

/** As merchants have it in a tag manager, written for Klaviyo. */
const SNIPPET = `<script>
  window.addEventListener("klaviyoForms", function (e) {
    window.dataLayer = window.dataLayer || [];
    if (e.detail.type === "submit") {
      window.dataLayer.push({ event: "klaviyo_submit", form_id: e.detail.formId, email: e.detail.metaData.$email });
    } else {
      window.dataLayer.push({ event: "klaviyo_" + e.detail.type, form_id: e.detail.formId, version: e.detail.formVersionId });
    }
  });
</script>`;

const OPENS = `<script>
  window._klOnsite = window._klOnsite || [];
  window._klOnsite.push(["openForm", "AbC123"]);
</script>`;

/** A form that leads away at its end, to a fragment so that the page stays. */
const offer = smallForm("AbC123", { triggers: NEVER, targeting: url("/nowhere") }, { asks_name: true });
const [{ steps }] = /** @type {any} */ (offer.versions);
steps[2].columns[0].rows[1].blocks[0].action = { type: "redirect", url: "/#thanks" };

/** A form that asks for the address first, and for a name after it. */
const email_first = smallForm("Email1", { triggers: NEVER }, { asks_name: true });
const [email_first_version] = /** @type {any} */ (email_first.versions);
email_first_version.steps = [1, 0, 2].map((step) => email_first_version.steps[step]);

/** A form that is part of the page. */
const embed = smallForm("Embed1", { type: "embed", triggers: [{ type: "immediate" }] });

const ways = {
  "by a setting of the site": { site: "klaviyo1", settings: { compat: "klaviyo" } },
  "by an attribute of the tag": { site: "klaviyo2", attributes: 'data-compat="klaviyo"' },
};

for (const [name, { site, settings, attributes }] of Object.entries({ ...ways })) {
  describe(`Klaviyo's dialect ${name}`, () => {
    const { service, browser } = useBrowser();

    /**
     * @param {string} head
     * @param {object} [more] Settings.
     */
    async function arrive(head, more) {
      const forms = [email_first, embed];
      const shop = await shopPage(service, {
        site,
        form: offer,
        forms,
        settings: { ...settings, ...more },
        attributes,
        head,
      });
      const someone = await visitor(browser);
      await collect(someone.page, "klaviyoForms");
      await someone.page.goto(shop.url);
      return { ...someone, shop };
    }

    /** @param {import("puppeteer-core").Page} page */
    const dataLayer = (page) => page.evaluate(() => /** @type {any} */ (window).dataLayer);

    it("opens forms that were pushed before the script loaded, and sends all events", async () => {
      const { page, problems, shop } = await arrive(SNIPPET + OPENS);
      await form(page);
      await page.type("dormouse-form >>> input[name=first_name]", "Ada");
      await page.keyboard.press("Enter");
      await page.waitForSelector("dormouse-form >>> [data-step='1']");
      await page.type("dormouse-form >>> input[name=email]", `ada@${site}.example`);
      await takesPresses();
      await page.keyboard.press("Enter");
      await stepSays(page, "Thank you");
      await takesPresses();
      await page.click("dormouse-form >>> [data-step='2'] button:not([data-dormouse-close])");
      await page.waitForFunction(() => location.hash === "#thanks");
      const details = await told(page, "klaviyoForms");
      assert.deepEqual(
        details.map(({ type }) => type),
        ["open", "stepSubmit", "stepSubmit", "submit", "close", "redirectedToUrl"],
      );
      for (const detail of details) {
        assert.deepEqual(Object.keys(detail), ["type", "formId", "formVersionId", "companyId", "metaData"]);
        assert.equal(detail.formId, "AbC123");
        assert.equal(detail.companyId, site);
        assert.match(detail.formVersionId, /^[A-Za-z0-9]{6,22}$/);
      }
      assert.deepEqual(details[5].metaData, { url: "/#thanks" });
      assert.deepEqual(
        details.slice(1, 4).map(({ metaData }) => metaData.$step_name),
        ["step1", "step2", "step2"],
      );
      const [open, stepSubmit, , submit] = await dataLayer(page);
      const version = details[0].formVersionId;
      assert.deepEqual(open, { event: "klaviyo_open", form_id: "AbC123", version });
      assert.deepEqual(stepSubmit, { event: "klaviyo_stepSubmit", form_id: "AbC123", version });
      assert.deepEqual(submit, { event: "klaviyo_submit", form_id: "AbC123" }, "no answers unless the site says so");
      assert.deepEqual(problems, []);
      shop.close();
    });

    it("opens forms that are pushed later, again and again, and keeps the array an array", async () => {
      const { page, problems, shop } = await arrive(SNIPPET);
      const push = () =>
        page.evaluate(async () => {
          const page = /** @type {any} */ (window);
          // After our start, because the API's answer takes a moment.
          await page.dormouse.canShow("AbC123");
          page._klOnsite = page._klOnsite || [];
          return page._klOnsite.push(["openForm", "AbC123"], ["identify", {}], null);
        });
      assert.equal(await push(), 3);
      await form(page);
      await page.keyboard.press("Escape");
      await formGone(page);
      assert.equal(await push(), 6);
      await form(page);
      assert.deepEqual(
        (await told(page, "klaviyoForms")).map(({ type }) => type),
        ["open", "close", "open"],
      );
      assert.deepEqual(problems, []);
      shop.close();
    });

    it("reports one submit with the first address, even if the form is closed before its last step", async () => {
      const { page, problems, shop } = await arrive(SNIPPET + OPENS.replace("AbC123", "Email1"));
      await form(page);
      await page.type("dormouse-form >>> input[name=email]", `joan@${site}.example`);
      await page.keyboard.press("Enter");
      await page.waitForSelector("dormouse-form >>> [data-step='1']");
      await page.keyboard.press("Escape");
      await formGone(page);
      const before = await told(page, "klaviyoForms");
      assert.deepEqual(
        before.map(({ type }) => type),
        ["open", "stepSubmit", "submit", "close"],
      );
      // The same form once more, to its end: it has converted already.
      await page.evaluate(() => /** @type {any} */ (window)._klOnsite.push(["openForm", "Email1"]));
      await form(page);
      await page.type("dormouse-form >>> input[name=email]", `joan@${site}.example`);
      await page.keyboard.press("Enter");
      await page.waitForSelector("dormouse-form >>> [data-step='1']");
      await page.type("dormouse-form >>> input[name=first_name]", "Joan");
      await takesPresses();
      await page.keyboard.press("Enter");
      await stepSays(page, "Thank you");
      const details = (await told(page, "klaviyoForms")).slice(before.length);
      assert.deepEqual(
        details.map(({ type }) => type),
        ["open", "stepSubmit", "stepSubmit"],
      );
      assert.deepEqual(problems, []);
      shop.close();
    });

    it("fills the places that its snippet has for embeds", async () => {
      const { page, problems, shop } = await arrive(SNIPPET);
      // As a page that makes itself late.
      await page.evaluate(() =>
        document.body.insertAdjacentHTML("beforeend", '<div class="klaviyo-form-Embed1"></div>'),
      );
      await page.waitForSelector(".klaviyo-form-Embed1 dormouse-form");
      assert.deepEqual(
        (await told(page, "klaviyoForms")).map(({ type, formId }) => [type, formId]),
        [["embedOpen", "Embed1"]],
      );
      assert.deepEqual(problems, []);
      shop.close();
    });

    it("sends answers, with the email address under Klaviyo's name, if the site says so", async () => {
      const { page, shop } = await arrive(SNIPPET + OPENS, { events_with_answers: true });
      await form(page);
      await page.type("dormouse-form >>> input[name=first_name]", "Ada");
      await page.keyboard.press("Enter");
      await page.waitForSelector("dormouse-form >>> [data-step='1']");
      await page.type("dormouse-form >>> input[name=email]", `grace@${site}.example`);
      await takesPresses();
      await page.keyboard.press("Enter");
      await stepSays(page, "Thank you");
      const [, step, , submit] = await told(page, "klaviyoForms");
      assert.deepEqual(step.metaData, { step: 0, $step_name: "step1", first_name: "Ada" });
      const email = `grace@${site}.example`;
      assert.deepEqual(submit.metaData, { step: 1, $step_name: "step2", first_name: "Ada", email, $email: email });
      assert.equal((await dataLayer(page)).at(-1).email, email);
      shop.close();
    });
  });
}

describe("without Klaviyo's dialect", () => {
  it("sends no such events, and does not touch the queue", async () => {
    const [service, browser] = await Promise.all([startService(), launch()]);
    try {
      const shop = await shopPage(service, { site: "klaviyo3", form: smallForm("AbC123"), head: SNIPPET + OPENS });
      const { page } = await visitor(browser);
      await collect(page, "klaviyoForms");
      await page.goto(shop.url);
      await form(page);
      assert.deepEqual(await told(page, "klaviyoForms"), []);
      assert.deepEqual(await page.evaluate(() => Object.keys(/** @type {any} */ (window)._klOnsite)), ["0"]);
      shop.close();
    } finally {
      await browser.close();
      await service.remove();
    }
  });
});
