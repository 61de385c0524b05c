/** The page and the service say the same of 100,000 addresses with domains that are written from right to left. */

import assert from "node:assert/strict";
import { it } from "node:test";
import { COUNT, addresses, bundle, differences, sender } from "../www/loader/test/addresses.js";
import { launch } from "./support/browser.js";

it("addresses from right to left are accepted and refused in Chromium as the service does it", async (context) => {
  const browser = await launch();
  context.after(() => browser.close());
  const page = await browser.newPage();
  await page.evaluate(await bundle("iife"));
  const entered = addresses(true);
  const values = await page.evaluate(async (entered) => {
    const { readAnswers } = /** @type {any} */ (window).page;
    const values = /** @type {string[]} */ ([]);
    for (const value of entered) values.push(await readAnswers([{ type: "email", value }], () => {}));
    return values;
  }, entered);
  const press = await sender("wasm");
  const { found, accepted } = await differences(entered, values.map(press));
  assert.deepEqual(found.slice(0, 20), []);
  context.diagnostic(`${entered.length} addresses, ${accepted} accepted, ${found.length} differences`);
  assert.ok(accepted > COUNT / 50 && accepted < COUNT * 0.9, `${accepted} are accepted`);
});
