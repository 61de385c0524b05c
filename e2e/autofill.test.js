/** The attributes by which browsers and password managers recognize fields: Chromium fills the form in. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { visitor } from "./support/browser.js";
import { exampleOf, ID, placeOf, TYPES } from "./support/form-types.js";
import { shopPage } from "./support/shop-page.js";
import { useBrowser } from "./support/use.js";

/** What Chromium knows about the visitor, by its names: components/autofill/core/browser/field_types.h. */
const ADDRESS = {
  fields: [
    { name: "NAME_FULL", value: "Ada Lovelace" },
    { name: "NAME_FIRST", value: "Ada" },
    { name: "NAME_LAST", value: "Lovelace" },
    { name: "EMAIL_ADDRESS", value: "ada@example.com" },
    { name: "ADDRESS_HOME_STREET_ADDRESS", value: "12 St James's Square" },
    { name: "ADDRESS_HOME_CITY", value: "London" },
    { name: "ADDRESS_HOME_ZIP", value: "SW1Y 4JH" },
    { name: "ADDRESS_HOME_COUNTRY", value: "GB" },
  ],
};

const ROWS = [
  [{ id: "name", type: "text", property_name: "first_name", label: "First name" }],
  [{ id: "last", type: "text", property_name: "last_name", label: "Last name" }],
  [{ id: "email", type: "email", label: "Email address" }],
  [{ id: "send", type: "button", label: "Send", action: { type: "next_step", submit: true } }],
].map((blocks) => ({ blocks }));

const THANKS = [{ blocks: [{ id: "thanks", type: "rich_text", format: "markdown", content: "# Thank you" }] }];

describe("a form is filled in", () => {
  const { service, browser } = useBrowser();

  for (const [i, type] of TYPES.entries()) {
    it(type, async () => {
      const steps = [{ columns: [{ rows: ROWS }] }, { columns: [{ rows: THANKS }] }];
      const form = exampleOf(type, { steps, accessible_name: "Letters" });
      const shop = await shopPage(service, { site: `autofil${i}`, form, body: placeOf() });
      const { page, context, problems } = await visitor(browser);
      await page.goto(shop.url);
      await page.waitForFunction(() => typeof (/** @type {any} */ (window).dormouse?.open) === "function");
      await page.evaluate(
        (id) => void (/** @type {any} */ (window).dormouse.open(id, { ignoreTargeting: true })),
        ID[type],
      );
      await page.waitForFunction(
        (id) => /** @type {HTMLElement} */ (document.querySelector(`[data-form-id="${id}"]`))?.dataset.state === "open",
        {},
        ID[type],
      );

      const inputs = await page.$$("dormouse-form >>> input");
      const found = [];
      for (const input of inputs) {
        found.push(
          await input.evaluate((input) => {
            const { name, autocomplete, labels } = /** @type {HTMLInputElement} */ (input);
            return [name, autocomplete, labels?.[0]?.textContent?.trim()];
          }),
        );
      }
      assert.deepEqual(found, [
        ["first_name", "given-name", "First name"],
        ["last_name", "family-name", "Last name"],
        ["email", "email", "Email address"],
      ]);

      const client = await page.createCDPSession();
      await client.send("DOM.enable");
      await client.send("Autofill.enable");
      await client.send("Autofill.setAddresses", { addresses: [ADDRESS] });
      const field = /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (inputs[2]);
      await field.click();
      const backendNodeId = await field.backendNodeId();
      // Chromium looks at a page's forms a moment after they came; until then it has nothing to fill in.
      await eventually(async () => {
        await client.send("Autofill.trigger", { fieldId: backendNodeId, address: ADDRESS });
      });
      await page.waitForFunction(
        (id) => {
          const inputs = document.querySelector(`[data-form-id="${id}"]`)?.shadowRoot?.querySelectorAll("input");
          return inputs && [...inputs].map(({ value }) => value).join() === "Ada,Lovelace,ada@example.com";
        },
        { timeout: 10_000 },
        ID[type],
      );
      await page.keyboard.press("Enter");
      await page.waitForSelector('dormouse-form >>> [data-step="1"]');
      assert.deepEqual(problems, []);
      await context.close();
      shop.close();
    });
  }
});

/** @param {() => Promise<void>} act */
async function eventually(act) {
  const deadline = Date.now() + 10_000;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
