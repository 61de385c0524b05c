/** The stored consent is the text that the visitor saw: for every example form that asks for one. */

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { describe, it } from "node:test";
import { visitor } from "./support/browser.js";
import { shopPage } from "./support/shop-page.js";
import { useBrowser } from "./support/use.js";

const FORMS = new URL("../fixtures/forms/", import.meta.url);
const DEADLINE_MS = 30_000;

/**
 * The form unchanged, except that it shows at once.
 * @param {string} file
 */
async function atOnce(file) {
  const document = JSON.parse(await readFile(new URL(file, FORMS), "utf8"));
  const [version] = document.versions;
  if (version.type !== "embed") version.triggers = [{ type: "delay", delay_seconds: 0 }];
  for (const member of ["targeting", "targeting_combination", "trigger_combination", "teaser"]) delete version[member];
  return document;
}

describe("a consent", async () => {
  const files = (await readdir(FORMS)).filter((file) => file.endsWith(".json")).sort();
  const documents = await Promise.all(files.map(atOnce));
  const asking = documents.filter((document) => JSON.stringify(document).includes('"consent":{'));
  const { service, browser } = useBrowser();

  it("is asked for by most example forms", () => assert.ok(asking.length >= 9, `${asking.length}`));

  for (const [number, document] of asking.entries()) {
    it(`of the form ${document.form_id} is stored exactly as shown`, async () => {
      const site = `consents${number}0`;
      const shop = await shopPage(service, {
        site,
        form: document,
        body: `<h1>Shop</h1><div data-dormouse-form="${document.form_id}"></div>`,
      });
      const { page } = await visitor(browser);
      await page.goto(shop.origin);
      await page.waitForSelector("dormouse-form[data-state=open]");
      const shown = /** @type {Set<string>} */ (new Set());
      const deadline = Date.now() + DEADLINE_MS;
      const sql = `select block_id, channel, granted, locale, consent_text from consents where site_id = '${site}'`;
      let rows = /** @type {Record<string, any>[]} */ ([]);
      while (!rows[0]) {
        assert.ok(Date.now() < deadline, "no consent is stored");
        for (const text of await page.evaluate(fillStep)) shown.add(text);
        await page.evaluate(pressSubmit);
        await new Promise((resolve) => setTimeout(resolve, 200));
        rows = await service.query(sql);
      }
      assert.deepEqual(rows.map((row) => row.consent_text.replace(/\s+/g, " ").trim()).sort(), [...shown].sort());
      for (const row of rows) assert.deepEqual([row.granted, row.locale], [1, document.versions[0].locale ?? "en"]);
      await page.close();
      shop.close();
    });
  }
});

// These run in the page.

/** Fills in the fields of the step, and returns its consent texts: the words, and the address of each link. */
function fillStep() {
  const step = document.querySelector("dormouse-form")?.shadowRoot?.querySelector("[data-step]");
  if (!step) return [];
  for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (step.querySelectorAll("input"))) {
    input.value = input.type === "email" ? "ada@example.com" : "Ada";
  }
  const consents = /** @type {HTMLElement[]} */ ([...step.querySelectorAll("[part~=consent]")]);
  return consents.map((consent) => {
    let text = consent.innerText;
    let from = 0;
    for (const link of consent.querySelectorAll("a")) {
      const end = text.indexOf(link.innerText, from) + link.innerText.length;
      const address = ` (${link.getAttribute("href")})`;
      text = text.slice(0, end) + address + text.slice(end);
      from = end + address.length;
    }
    return text.replace(/\s+/g, " ").trim();
  });
}

/** Presses the button that leads on. */
function pressSubmit() {
  const step = document.querySelector("dormouse-form")?.shadowRoot?.querySelector("[data-step]");
  /** @type {HTMLElement | null | undefined} */ (step?.querySelector("[type=submit]"))?.click();
}
