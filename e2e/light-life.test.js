/** Light DOM: forms of every type are answered and go away again, and stand in the page without harm to it or from it. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { launch } from "./support/browser.js";
import { axeProblemsOf, settled } from "./support/form-look.js";
import { ID, placeOf, TYPES } from "./support/form-types.js";
import { close, lightPage, open } from "./support/light-page.js";
import { startService } from "./support/service.js";

/** A page that wants to send every form itself, and asks for the first one in it. */
const OWN_HANDLERS = `<script>
  addEventListener("submit", (event) => { event.preventDefault(); window.heard = (window.heard || 0) + 1; }, true);
  document.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("click", () => document.querySelector("form"));
</script>`;

/** How long a step settles before it takes presses, and more. */
const SETTLE_MS = 600;

describe("a form in light DOM", () => {
  /** @type {import("./support/service.js").Service} */
  let service;
  /** @type {import("puppeteer-core").Browser} */
  let browser;
  before(async () => {
    [service, browser] = await Promise.all([startService(), launch()]);
  });
  after(async () => {
    await browser?.close();
    await service?.remove();
  });

  it("is answered in every type, by everybody, beside a page's own handlers", async () => {
    const { page, problems, leave } = await lightPage(service, browser, { site: "lightl01", isolation: "light", head: OWN_HANDLERS });
    const faults = /** @type {string[]} */ ([]);
    for (const type of TYPES) {
      await open(page, type);
      const host = `dormouse-form[data-form-id="${ID[type]}"]`;
      const look = async (/** @type {string} */ when) => {
        await settled(page);
        for (const problem of await axeProblemsOf(page)) faults.push(`${type}, ${when}: ${problem}`);
      };
      const sheets = () => page.evaluate(() => document.adoptedStyleSheets.length);
      assert.equal(await sheets(), 1, `the sheet of ${type}`);
      assert.equal(await page.$eval(host, (host) => host.shadowRoot), null);
      await look("first");

      const press = () => page.$eval(`${host} [data-step] [type=submit]`, (button) => /** @type {HTMLElement} */ (button).click());
      await press();
      await page.waitForSelector(`${host} [data-step] [aria-invalid]`);
      await look("with an error");

      await page.$eval(host, (host, type) => {
        for (const input of host.querySelectorAll("input")) input.value = input.type === "email" ? `${type}.light@example.com` : "Mole";
      }, type);
      await press();
      await page.waitForSelector(`${host} [data-step="1"]:not([hidden])`);
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      await look("answered");

      const closing = await page.$(`${host} [data-dormouse-close]`);
      if (closing) await closing.evaluate((button) => /** @type {HTMLElement} */ (button).click());
      else await close(page, type);
      await page.waitForFunction(() => !document.querySelector("dormouse-form"));
      assert.equal(await sheets(), 0, `the sheet of ${type} is gone with it`);
      const rows = await service.query(`select email from profiles where email = '${type}.light@example.com'`);
      assert.equal(rows.length, 1, `the answer to ${type}`);
    }
    assert.deepEqual(faults, []);
    assert.deepEqual(problems, []);
    await leave();
  });

  it("has ids of its own where it stands twice", async () => {
    const body = placeOf() + `<p id="f0"></p>` + placeOf();
    const { page, problems, leave } = await lightPage(service, browser, { site: "lightl02", isolation: "light", body });
    await page.waitForFunction(() => document.querySelectorAll("dormouse-form").length === 2);
    const seen = await page.evaluate(() => {
      const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
      const inputs = [...document.querySelectorAll("dormouse-form input")].map((element) => {
        const input = /** @type {HTMLInputElement} */ (element);
        const described = (input.getAttribute("aria-describedby") ?? "").split(" ").every((id) => input.closest("dormouse-form")?.querySelector(`#${id}`));
        return { labels: input.labels?.length, inSame: input.labels?.[0]?.closest("dormouse-form") === input.closest("dormouse-form"), described };
      });
      return { repeated: ids.filter((id, i) => ids.indexOf(id) !== i), inputs, sheets: document.adoptedStyleSheets.length };
    });
    const input = { labels: 1, inSame: true, described: true };
    assert.deepEqual(seen, { repeated: [], inputs: [input, input], sheets: 2 });
    assert.deepEqual(problems, []);
    await leave();
  });

  it("stands in a shadow root where its sheet cannot be fetched", async () => {
    const { page, leave } = await lightPage(service, browser, { site: "lightl03", isolation: "light" });
    await page.setRequestInterception(true);
    page.on("request", (request) => void (request.url().endsWith(".css") ? request.abort() : request.continue()));
    await open(page, "popup");
    assert.equal(await page.$eval("dormouse-form", (host) => Boolean(host.shadowRoot)), true);
    assert.equal(await page.evaluate(() => document.adoptedStyleSheets.length), 0);
    await close(page, "popup");
    await leave();
  });
});
