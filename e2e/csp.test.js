/** The walk under strict content security policies, where the twin runs instead of WebAssembly. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { form, visitor } from "./support/browser.js";
import { shopPage } from "./support/shop-page.js";
import { signUp } from "./support/sign-up.js";
import { useBrowser } from "./support/use.js";

const welcome = JSON.parse(await readFile(new URL("../fixtures/forms/welcome.json", import.meta.url), "utf8"));

/** @param {string} api */
const strict = (api, scripts = `'self' ${api}`) =>
  [
    "default-src 'none'",
    `script-src ${scripts}`,
    `connect-src ${api}`,
    "style-src 'self'",
    `img-src ${api}`,
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types dormouse",
  ].join("; ");

describe("under a strict policy", () => {
  const { service, browser } = useBrowser();

  /** Reports of the policy, collected in the page. */
  async function watched() {
    const someone = await visitor(browser);
    await someone.page.evaluateOnNewDocument(() => {
      /** @type {any} */ (window).violations = [];
      document.addEventListener("securitypolicyviolation", (event) =>
        /** @type {any} */ (window).violations.push(`${event.violatedDirective} ${event.blockedURI}`),
      );
    });
    const violations = () => someone.page.evaluate(() => /** @type {any} */ (window).violations);
    return { ...someone, violations };
  }

  it("without 'wasm-unsafe-eval' the twin runs, after one try of WebAssembly", async () => {
    const policy = strict(service.api);
    const shop = await shopPage(service, {
      site: "strict01",
      form: welcome,
      headers: { "Content-Security-Policy": policy },
    });
    const { page, requests, violations } = await watched();
    await page.goto(shop.url);
    await signUp(page, service, "strict@example.com");
    assert.deepEqual(await violations(), ["script-src wasm-eval"]);
    // The loader, the file that names the twin, the twin of the trigger module, the twin of the render module.
    const scripts = requests.filter((request) => request.endsWith(".js"));
    assert.equal(scripts.length, 4, `${scripts}`);
    shop.close();
  });

  it("a site with engine js raises no report", async () => {
    const policy = strict(service.api);
    const shop = await shopPage(service, {
      site: "strict02",
      engine: "js",
      form: welcome,
      headers: { "Content-Security-Policy": policy },
    });
    const { page, requests, violations, problems } = await watched();
    await page.goto(shop.url);
    await signUp(page, service, "twin@example.com");
    assert.deepEqual(await violations(), []);
    assert.equal(requests.filter((request) => request.endsWith(".js")).length, 2, `${requests}`);
    assert.deepEqual(problems, []);
    shop.close();
  });

  it("a nonce with 'strict-dynamic' carries the parts that are imported", async () => {
    const policy = strict(service.api, "'nonce-abc123' 'strict-dynamic'");
    const shop = await shopPage(service, {
      site: "strict03",
      engine: "js",
      form: welcome,
      attributes: 'nonce="abc123"',
      headers: { "Content-Security-Policy": policy },
    });
    const { page, violations } = await watched();
    await page.goto(shop.url);
    await signUp(page, service, "nonce@example.com");
    assert.deepEqual(await violations(), []);
    shop.close();
  });

  it("with 'wasm-unsafe-eval' WebAssembly runs", async () => {
    const policy = strict(service.api, `'self' ${service.api} 'wasm-unsafe-eval'`);
    const shop = await shopPage(service, {
      site: "strict04",
      form: welcome,
      headers: { "Content-Security-Policy": policy },
    });
    const { page, requests, violations } = await watched();
    await page.goto(shop.url);
    await form(page);
    assert.deepEqual(await violations(), []);
    assert.equal(requests.filter((request) => request.endsWith(".js")).length, 2, `${requests}`);
    shop.close();
  });

  it("a page that does not allow our Trusted Types policy stays as it was", async () => {
    const policy = strict(service.api).replace("trusted-types dormouse", "trusted-types 'none'");
    const shop = await shopPage(service, {
      site: "strict05",
      engine: "js",
      form: welcome,
      headers: { "Content-Security-Policy": policy },
    });
    const { page, problems } = await watched();
    await page.goto(shop.url);
    await new Promise((resolve) => setTimeout(resolve, 4_500));
    assert.equal(await page.evaluate(() => document.querySelectorAll("dormouse-form").length), 0);
    assert.equal(await page.evaluate(() => document.documentElement.getAttribute("style")), null);
    assert.deepEqual(
      problems.filter((problem) => problem.startsWith("error: Error")),
      [],
    );
    shop.close();
  });
});
