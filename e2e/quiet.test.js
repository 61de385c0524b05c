/** A page view on which no form triggers: its requests, and what it leaves behind. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { hasForm, stored, visitor } from "./support/browser.js";
import { useBrowser } from "./support/use.js";

/** The cart's only form waits for the pointer to leave, and the pointer does not move here. */
const QUIET_MS = 5_000;

describe("a page view without a form", () => {
  const { service, browser } = useBrowser();

  it("requests only onsite.js from us, and stores nothing", async () => {
    const { page, context, requests, problems } = await visitor(browser);
    await page.goto(`${service.shop}/cart`);
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    const ours = requests.filter((request) => !request.startsWith(`GET ${service.shop}/`));
    assert.deepEqual(ours, [`GET ${service.api}/v1/demoshop/onsite.js`]);
    assert.deepEqual(await stored(page), { local: {}, session: {}, cookies: "" });
    assert.deepEqual(await context.cookies(), []);
    assert.equal(await hasForm(page), false);
    assert.deepEqual(problems, []);
  });

  it("changes nothing in the page, but has our API", async () => {
    // The same page with and without the script tag's answer, each for a visitor without a cached copy.
    const snapshot = async (/** @type {boolean} */ blocked) => {
      const { page } = await visitor(browser);
      await page.setRequestInterception(true);
      page.on("request", (request) =>
        blocked && request.url().includes("/v1/") ? request.abort() : request.continue(),
      );
      await page.goto(`${service.shop}/cart`);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      return page.evaluate(() => ({
        html: document.documentElement.outerHTML,
        globals: Object.keys(window).sort(),
        prototypes: [Object, Array, Function, String, Element].map((type) => Object.keys(type.prototype)),
      }));
    };
    const without = await snapshot(true);
    assert.ok(!without.globals.includes("dormouse"));
    assert.deepEqual(await snapshot(false), { ...without, globals: [...without.globals, "dormouse"].sort() });
  });

  it("stays as it is when the site is unknown", async () => {
    const answer = await fetch(`${service.api}/v1/nobody99/onsite.js`);
    assert.equal(answer.status, 404);
    const body = await answer.json();
    assert.equal(body.error.code, "unknown_site");
    assert.match(body.error.message, /nobody99/);

    const { page, problems } = await visitor(browser);
    await page.goto(`${service.shop}/cart`);
    const before = await page.evaluate(() => document.body.outerHTML);
    await page.evaluate(async (src) => {
      const script = document.createElement("script");
      script.crossOrigin = "";
      script.src = src;
      await new Promise((resolve) => {
        script.onload = script.onerror = resolve;
        document.head.append(script);
      });
    }, `${service.api}/v1/nobody99/onsite.js`);
    assert.equal(await page.evaluate(() => document.body.outerHTML), before);
    // The browser itself notes the 404; nothing throws.
    assert.deepEqual(
      problems.filter((problem) => !problem.includes("404")),
      [],
    );
  });
});
