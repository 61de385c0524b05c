/** A preview of a draft: only by a signed address, for a while, in the form's language, with nothing stored. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { form, stepSays, takesPresses, visitor } from "./support/browser.js";
import { DEMO_TOKEN } from "./support/service.js";
import { manage, shopPage } from "./support/shop-page.js";
import { NEVER, smallForm } from "./support/small-form.js";
import { useBrowser } from "./support/use.js";

const BINARY = fileURLToPath(new URL("../target/release/dormouse", import.meta.url));
const SITE = "drafts01";
const BAR = "dormouse-form >>> dormouse-preview >>> p";

describe("a preview of a draft", () => {
  const { service, browser } = useBrowser();
  /** @type {Awaited<ReturnType<typeof shopPage>>} */
  let shop;
  const draft = smallForm("draft001", { triggers: NEVER, locale: "de" });

  before(async () => {
    shop = await shopPage(service, {
      site: SITE,
      forms: [smallForm("shown001", { triggers: NEVER, locale: "fr-CA" })],
    });
    await manage(service, "PUT", `/sites/${SITE}/forms/draft001/draft`, draft);
  });
  after(async () => {
    shop?.close();
  });

  /** The address that the command line makes. */
  async function address() {
    const flags = [
      "preview",
      "draft001",
      "--site",
      SITE,
      "--page",
      `${shop.url}?color=red#top`,
      "--api",
      service.api,
      "--token",
      DEMO_TOKEN,
    ];
    const { stdout } = await promisify(execFile)(BINARY, flags);
    return new URL(JSON.parse(stdout).address);
  }

  it("shows it, success step and all, under a bar in its language, and stores nothing", async () => {
    const { page, problems } = await visitor(browser);
    const url = await address();
    assert.deepEqual([url.searchParams.get("color"), url.hash], ["red", "#top"]);
    await page.goto(url.href);
    await form(page);
    const bar = await page.waitForSelector(BAR);
    assert.match((await bar?.evaluate((bar) => bar.textContent)) ?? "", /^Vorschau: /);
    await page.type("dormouse-form >>> input[name=email]", "ada@draft.example");
    await takesPresses();
    await page.keyboard.press("Enter");
    await stepSays(page, "Thank you");
    assert.match((await bar?.evaluate((bar) => bar.textContent)) ?? "", /weder gespeichert noch gesendet/);
    assert.deepEqual(await service.query("SELECT * FROM submissions"), []);
    assert.deepEqual(problems, []);
  });

  it("says so if the address was changed, and shows nothing", async () => {
    const { page } = await visitor(browser);
    const url = await address();
    url.searchParams.set("dormouse_preview", `${url.searchParams.get("dormouse_preview")}x`);
    await page.goto(url.href);
    const text = await page.waitForSelector("dormouse-preview >>> p");
    assert.match((await text?.evaluate((text) => text.textContent)) ?? "", /was changed/);
    assert.equal(await page.$("dormouse-form"), null);
  });

  it("opens nothing on the pages of another site, and asks for no other file", async () => {
    const other = await shopPage(service, { site: "others01" });
    const { page } = await visitor(browser);
    const asked = /** @type {string[]} */ ([]);
    page.on("request", (request) => asked.push(request.url()));
    const foreign = (await address()).searchParams.get("dormouse_preview") ?? "";
    for (const value of [foreign, `../../v1/${SITE}/onsite`, "../..", "a\\..\\b", "x?y#z"]) {
      asked.length = 0;
      await page.goto(`${other.url}?dormouse_preview=${encodeURIComponent(value)}`);
      const text = await page.waitForSelector("dormouse-preview >>> p");
      assert.match((await text?.evaluate((text) => text.textContent)) ?? "", /was changed/);
      assert.equal(await page.$("dormouse-form"), null);
      const ours = asked.filter((url) => url.startsWith(service.api));
      // The API file asks for the preview.
      assert.match(ours.splice(1, 1)[0], /\/a\/\w+\.js$/);
      assert.deepEqual(ours, [
        `${service.api}/v1/others01/onsite.js`,
        `${service.api}/a/preview/others01.${encodeURIComponent(value)}.js`,
      ]);
    }
    other.close();
  });

  it("does not show by its id alone", async () => {
    const { page } = await visitor(browser);
    await page.goto(`${shop.url}?dormouse_form=draft001`);
    await page.waitForFunction(() => typeof (/** @type {any} */ (window).dormouse?.open) === "function");
    await page.evaluate(() => /** @type {any} */ (window).dormouse.canShow("draft001"));
    assert.equal(await page.$("dormouse-form"), null);
  });

  it("of a live form without a signature does not say thanks, because nothing was stored", async () => {
    const { page } = await visitor(browser);
    await page.goto(`${shop.url}?dormouse_form=shown001`);
    await form(page);
    const bar = await page.waitForSelector(BAR);
    assert.match((await bar?.evaluate((bar) => bar.textContent)) ?? "", /^Aperçu/);
    await page.type("dormouse-form >>> input[name=email]", "ada@draft.example");
    await takesPresses();
    await page.keyboard.press("Enter");
    await page.waitForSelector("dormouse-form >>> [data-step='1']");
    await page.waitForFunction(() => {
      const step = document.querySelector("dormouse-form")?.shadowRoot?.querySelector("[data-step='1']");
      return (
        step &&
        Array.from(step.children).every((child) => !child.getClientRects().length) &&
        getComputedStyle(step, "::before").content.includes("enregistré")
      );
    });
  });
});
