/** The walk on plain-http host names: not a secure context, so `crypto.randomUUID` and others are missing. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { launch, visitor } from "./support/browser.js";
import { freePort, startService } from "./support/service.js";
import { signUp } from "./support/sign-up.js";

describe("on plain-http host names", () => {
  /** @type {import("./support/service.js").Service} */
  let service;
  /** @type {import("puppeteer-core").Browser} */
  let browser;
  let shop = "";
  before(async () => {
    const ports = { api: await freePort(), shop: await freePort() };
    shop = `http://shop.test:${ports.shop}`;
    service = await startService(["--public-url", `http://api.test:${ports.api}`, "--allow-origin", shop], ports);
    browser = await launch(["--host-resolver-rules=MAP shop.test 127.0.0.1, MAP api.test 127.0.0.1"]);
  });
  after(async () => {
    await browser?.close();
    await service?.remove();
  });

  it("a visitor signs up", async () => {
    const { page, requests, problems } = await visitor(browser);
    await page.goto(`${shop}/`);
    assert.equal(await page.evaluate(() => isSecureContext), false);
    assert.equal(await page.evaluate(() => typeof crypto.randomUUID), "undefined");
    await signUp(page, service, "plain@example.com");
    assert.ok(requests.some((request) => request.startsWith("POST http://api.test:")));
    assert.deepEqual(problems, []);
  });
});
