/** Light DOM: forms of every type work and close again, and neither harm the page nor are harmed by it. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { axeProblemsOf, settled } from "./support/form-look.js";
import { ID, placeOf, TYPES } from "./support/form-types.js";
import { close, lightPage, open } from "./support/light-page.js";
import { useBrowser } from "./support/use.js";

/** A page that wants to send every form itself, and asks for the first one in it. */
const OWN_HANDLERS = `<script>
  addEventListener("submit", (event) => { event.preventDefault(); window.heard = (window.heard || 0) + 1; }, true);
  document.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("click", () => document.querySelector("form"));
</script>`;

/** How long a step settles before it takes presses, and more. */
const SETTLE_MS = 600;

describe("a form in light DOM", () => {
  const { service, browser } = useBrowser();

  it("works in every type, for every visitor, beside a page's own handlers", async () => {
    const { page, problems, leave } = await lightPage(service, browser, {
      site: "lightl01",
      isolation: "light",
      head: OWN_HANDLERS,
    });
    const faults = /** @type {string[]} */ ([]);
    for (const type of TYPES) {
      await open(page, type);
      const host = `dormouse-form[data-form-id="${ID[type]}"]`;
      const look = async (/** @type {string} */ when) => {
        await settled(page);
        for (const problem of await axeProblemsOf(page)) faults.push(`${type}, ${when}: ${problem}`);
      };
      // A lock of the page is a sheet with one rule, and no sheet of a form.
      const sheets = () =>
        page.evaluate(
          () => Array.from(document.adoptedStyleSheets).filter((sheet) => sheet.cssRules.length > 1).length,
        );
      assert.equal(await sheets(), 1, `the sheet of ${type}`);
      assert.equal(await page.$eval(host, (host) => host.shadowRoot), null);
      await look("first");

      const press = () =>
        page.$eval(`${host} [data-step] [type=submit]`, (button) => /** @type {HTMLElement} */ (button).click());
      await press();
      await page.waitForSelector(`${host} [data-step] [aria-invalid]`);
      await look("with an error");

      await page.$eval(
        host,
        (host, type) => {
          for (const input of host.querySelectorAll("input"))
            input.value = input.type === "email" ? `${type}.light@example.com` : "Mole";
        },
        type,
      );
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

  it("has unique ids if it shows twice", async () => {
    const body = placeOf() + `<p id="f0"></p>` + placeOf();
    const { page, problems, leave } = await lightPage(service, browser, { site: "lightl02", isolation: "light", body });
    await page.waitForFunction(() => document.querySelectorAll("dormouse-form").length === 2);
    const seen = await page.evaluate(() => {
      const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
      const inputs = [...document.querySelectorAll("dormouse-form input")].map((element) => {
        const input = /** @type {HTMLInputElement} */ (element);
        const described = (input.getAttribute("aria-describedby") ?? "")
          .split(" ")
          .every((id) => input.closest("dormouse-form")?.querySelector(`#${id}`));
        return {
          labels: input.labels?.length,
          inSame: input.labels?.[0]?.closest("dormouse-form") === input.closest("dormouse-form"),
          described,
        };
      });
      return {
        repeated: ids.filter((id, i) => ids.indexOf(id) !== i),
        inputs,
        sheets: Array.from(document.adoptedStyleSheets).filter((sheet) => sheet.cssRules.length > 1).length,
      };
    });
    const input = { labels: 1, inSame: true, described: true };
    assert.deepEqual(seen, { repeated: [], inputs: [input, input], sheets: 2 });
    assert.deepEqual(problems, []);
    await leave();
  });

  it("shows in a shadow root if its sheet cannot load", async () => {
    const { page, leave } = await lightPage(service, browser, { site: "lightl03", isolation: "light" });
    await page.setRequestInterception(true);
    page.on("request", (request) => void (request.url().endsWith(".css") ? request.abort() : request.continue()));
    await open(page, "popup");
    assert.equal(await page.$eval("dormouse-form", (host) => Boolean(host.shadowRoot)), true);
    assert.equal(
      await page.evaluate(
        () => Array.from(document.adoptedStyleSheets).filter((sheet) => sheet.cssRules.length > 1).length,
      ),
      0,
    );
    await close(page, "popup");
    await leave();
  });
});
