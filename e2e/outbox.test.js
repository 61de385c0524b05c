/** Submissions are never lost: the service is down while the visitor submits. */

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { form, launch, stepSays, stored, visitor } from "./support/browser.js";
import { startService } from "./support/service.js";

const ALL = "select submission_id, answers from submissions";

describe("with the service stopped", () => {
  /** @type {import("./support/service.js").Service} */
  let service;
  /** @type {import("puppeteer-core").Browser} */
  let browser;
  before(async () => (browser = await launch()));
  after(async () => browser?.close());
  beforeEach(async () => (service = await startService()));
  afterEach(async () => service?.remove());

  /** Fills in the welcome form while the service is away. */
  async function signUpWhileStopped() {
    const someone = await visitor(browser);
    await someone.page.goto(service.shop);
    await form(someone.page);
    await service.stop();
    await someone.page.type("dormouse-form >>> input[name=email]", "ada@example.com");
    await someone.page.keyboard.press("Enter");
    await stepSays(someone.page, "SLEEPY10");
    const keys = Object.keys((await stored(someone.page)).local);
    assert.equal(keys.filter((key) => /^dormouse:1:demoshop:o:[0-9a-f]{32}$/.test(key)).length, 1, `${keys}`);
    return someone;
  }

  /** @param {import("puppeteer-core").Page} page */
  async function arrivesOnce(page) {
    // Uses the clock, because a tab in the background has no animation frames.
    const options = { timeout: 60_000, polling: 100 };
    await page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.includes(":o:")), options);
    const rows = await service.query(ALL);
    assert.equal(rows.length, 1);
    assert.deepEqual(JSON.parse(rows[0].answers), { email: "ada@example.com" });
  }

  it("the success step shows, and the page that is still open sends the answer when the service is back", async () => {
    const { page } = await signUpWhileStopped();
    await service.start();
    await arrivesOnce(page);
  });

  it("a later page view sends the answers that an earlier one kept", async () => {
    const { page } = await signUpWhileStopped();
    await page.goto("about:blank");
    await service.start();
    await page.goto(`${service.shop}/cart`);
    await arrivesOnce(page);
  });

  it("two tabs that send the same entry store it once", async () => {
    const { page, context } = await signUpWhileStopped();
    await service.start();
    const tabs = await Promise.all([context.newPage(), context.newPage()]);
    await Promise.all(tabs.map((tab) => tab.goto(`${service.shop}/cart`)));
    await arrivesOnce(page);
  });

  it("a proxy's own page with status 200 does not count as the service's answer", async () => {
    const { page } = await visitor(browser);
    await page.goto(service.shop);
    await form(page);
    await page.setRequestInterception(true);
    let proxied = 0;
    page.on("request", (request) => {
      if (!request.url().endsWith("/submissions") || proxied > 0) return request.continue();
      proxied++;
      request.respond({ status: 200, headers: { "Access-Control-Allow-Origin": "*" }, body: "<h1>Please log in</h1>" });
    });
    await page.type("dormouse-form >>> input[name=email]", "ada@example.com");
    await page.keyboard.press("Enter");
    await stepSays(page, "SLEEPY10");
    await arrivesOnce(page);
    assert.equal(proxied, 1);
  });

  for (const retryAfter of ["Wed, 21 Oct 2026 07:28:00 GMT", "3000000", "-1"]) {
    it(`a service that says Retry-After: ${retryAfter} is not asked in a loop`, async () => {
      const { page } = await visitor(browser);
      await page.goto(service.shop);
      await form(page);
      await page.setRequestInterception(true);
      let asked = 0;
      page.on("request", (request) => {
        if (!request.url().endsWith("/submissions")) return request.continue();
        asked++;
        const headers = {
          "Access-Control-Allow-Origin": "*",
          "Access-Control-Expose-Headers": "Retry-After",
          "Retry-After": retryAfter,
        };
        request.respond({ status: 503, headers, body: "{}" });
      });
      await page.type("dormouse-form >>> input[name=email]", "ada@example.com");
      await page.keyboard.press("Enter");
      await stepSays(page, "SLEEPY10");
      await new Promise((resolve) => setTimeout(resolve, 4_000));
      assert.ok(asked >= 1 && asked <= 3, `asked ${asked} times in 4 seconds`);
    });
  }

  it("an address of the page beyond all bounds does not cost the answer", async () => {
    const { page } = await visitor(browser);
    await page.goto(`${service.shop}/?utm_content=${"x".repeat(5_000)}`);
    await form(page);
    await page.type("dormouse-form >>> input[name=email]", "ada@example.com");
    await page.keyboard.press("Enter");
    await stepSays(page, "SLEEPY10");
    await arrivesOnce(page);
  });

  it("where storage is forbidden, success waits for the service", async () => {
    const { page } = await visitor(browser);
    await page.evaluateOnNewDocument(() => {
      Object.defineProperty(window, "localStorage", {
        get() {
          throw new DOMException("forbidden", "SecurityError");
        },
      });
    });
    await page.goto(service.shop);
    await form(page);
    await service.stop();
    await page.type("dormouse-form >>> input[name=email]", "ada@example.com");
    await page.keyboard.press("Enter");
    await page.waitForSelector("dormouse-form >>> [type=submit][aria-disabled]");
    await service.start();
    await stepSays(page, "SLEEPY10");
    assert.equal((await service.query(ALL)).length, 1);
  });

  it("if storage is forbidden and the service is down, the form says so, and the visitor may try again", async () => {
    const { page } = await visitor(browser);
    await page.evaluateOnNewDocument(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await page.goto(service.shop);
    await form(page);
    await service.stop();
    await page.type("dormouse-form >>> input[name=email]", "ada@example.com");
    await page.keyboard.press("Enter");
    await page.waitForFunction(
      () =>
        document
          .querySelector("dormouse-form")
          ?.shadowRoot?.querySelector("[role=alert]")
          ?.textContent?.includes("try again"),
      { timeout: 30_000 },
    );
    await service.start();
    await page.keyboard.press("Enter");
    await stepSays(page, "SLEEPY10");
    assert.equal((await service.query(ALL)).length, 1);
  });
});
