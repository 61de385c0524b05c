/** Our tag as tag managers and themes insert it, and the recipes for analytics from docs/ANALYTICS.md. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import { form, formGone, stepSays, takesPresses, visitor } from "./support/browser.js";
import { shopPage } from "./support/shop-page.js";
import { smallForm } from "./support/small-form.js";
import { collect, typesTold } from "./support/told.js";
import { useBrowser } from "./support/use.js";

const doc = await readFile(new URL("../docs/ANALYTICS.md", import.meta.url), "utf8");
const [forTagManager, forGtag] = [...doc.matchAll(/```html\n([^]*?)```/g)].map(([, html]) => html);

/**
 * What Google Tag Manager does with the HTML of a tag: scripts inserted by `innerHTML` do not run, so it recreates
 * them, with their address and few other attributes.
 * @param {string} html
 */
const inserted = (html) => `<script>
  (() => {
    const box = document.createElement("div");
    box.innerHTML = ${JSON.stringify(html).replaceAll("</", "<\\/")};
    for (const old of box.querySelectorAll("script")) {
      const script = document.createElement("script");
      script.type = "text/javascript";
      if (old.id) script.id = old.id;
      if (old.src) script.src = old.src;
      else script.text = old.text;
      document.body.appendChild(script);
    }
  })();
</script>`;

/** @param {string} html */
const written = (html) => `<script>document.write(${JSON.stringify(html).replaceAll("</", "<\\/")});</script>`;

/** @param {{ head?: string, body?: string }} parts */
const html = ({ head = "", body = "" }) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>${head}</head><body><h1>Shop</h1>${body}</body></html>`;

describe("our tag", () => {
  const { service, browser } = useBrowser();
  /** @type {Awaited<ReturnType<typeof shopPage>>} */
  let shop;
  before(async () => {
    shop = await shopPage(service, { site: "tagged01", form: smallForm("tagged01", {}, { asks_name: true }) });
  });
  after(async () => {
    shop?.close();
  });

  /** @param {string} page Its HTML. */
  async function arrive(page) {
    shop.pages["/page"] = page;
    const someone = await visitor(browser);
    await collect(someone.page);
    await someone.page.goto(`${shop.origin}/page`);
    await form(someone.page);
    return someone;
  }

  const ways = /** @type {Record<string, (tag: string) => string>} */ ({
    "in the head": (tag) => html({ head: tag }),
    "in the head, without async": (tag) => html({ head: tag.replace("async ", "") }),
    "at the end of the body": (tag) => html({ body: tag }),
    "at the end of the body, without crossorigin": (tag) => html({ body: tag.replace("crossorigin ", "") }),
    "by a tag manager": (tag) => html({ body: inserted(tag.replace("<script", '<script data-compat="klaviyo"')) }),
    "by document.write in the head": (tag) => html({ head: written(tag) }),
    "by document.write in the body": (tag) => html({ body: written(tag.replace("async ", "")) }),
    twice: (tag) => html({ head: tag, body: tag }),
    "twice, the second time by a tag manager": (tag) => html({ head: tag, body: inserted(tag) }),
    "as a module": (tag) => html({ head: tag.replace("<script", '<script type="module"') }),
    "with defer": (tag) => html({ head: tag.replace("async", "defer") }),
    "before a page without a body tag": (tag) => `<!doctype html><title>Shop</title>${tag}<h1>Shop`,
  });
  for (const [name, page] of Object.entries(ways)) {
    it(`works ${name}`, async () => {
      const { page: shown, problems } = await arrive(page(shop.tag));
      assert.equal(await shown.evaluate(() => document.querySelectorAll("dormouse-form").length), 1);
      assert.deepEqual(await typesTold(shown), ["ready", "qualified", "beforeOpen", "view", "open"]);
      const answer = await shown.evaluate(() => /** @type {any} */ (window).dormouse.canShow("tagged01"));
      assert.equal(answer.visible, true);
      assert.equal(await shown.evaluate(() => document.querySelector("h1")?.textContent), "Shop");
      await shown.keyboard.press("Escape");
      await formGone(shown);
      assert.deepEqual(problems, []);
    });
  }

  /**
   * Signs up on a page that has a recipe.
   * @param {string} head
   */
  async function walk(head) {
    const { page, problems } = await arrive(html({ head, body: inserted(shop.tag) }));
    await page.type("dormouse-form >>> input[name=first_name]", "Ada");
    await page.keyboard.press("Enter");
    await page.waitForSelector("dormouse-form >>> [data-step='1']");
    await page.type("dormouse-form >>> input[name=email]", "ada@analytics.example");
    await takesPresses();
    await page.keyboard.press("Enter");
    await stepSays(page, "Thank you");
    await page.keyboard.press("Escape");
    await formGone(page);
    assert.deepEqual(problems, []);
    const layer = /** @type {any[]} */ (
      await page.evaluate(() => /** @type {any} */ (window).dataLayer.map((/** @type {any} */ entry) => ({ ...entry })))
    );
    assert.equal(JSON.stringify(layer).includes("ada@analytics.example"), false);
    return layer;
  }

  const lead = [
    ["form_view", undefined],
    ["form_step", 0],
    ["generate_lead", 1],
    ["form_close", 2],
  ];

  it("is heard by the recipe for Google Tag Manager", async () => {
    const layer = await walk(forTagManager);
    assert.deepEqual(
      layer.map(({ event, form_step }) => [event, form_step]),
      lead,
    );
    for (const { form_id, form_version } of layer) {
      assert.equal(form_id, "tagged01");
      assert.match(form_version, /^[A-Za-z0-9]{6,22}$/);
    }
  });

  it("is heard by the recipe for gtag.js", async () => {
    const gtag =
      "<script>window.dataLayer = window.dataLayer || []; function gtag() { dataLayer.push(arguments); }</script>";
    const layer = await walk(gtag + forGtag);
    const events = layer.filter((entry) => entry[0] === "event");
    assert.deepEqual(
      events.map((entry) => [entry[1], entry[2].form_step]),
      lead,
    );
    for (const entry of events) assert.equal(entry[2].form_id, "tagged01");
  });
});
