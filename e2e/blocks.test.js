/** Blocks without input: countdowns, coupons, and blocks for some screens only, under a strict policy and without
 * errors. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { form, formGone, stepSays, takesPresses, visitor } from "./support/browser.js";
import { quietForm } from "./support/quiet-form.js";
import { shopPage } from "./support/shop-page.js";
import { useBrowser } from "./support/use.js";

const launchForm = JSON.parse(await readFile(new URL("../fixtures/forms/launch.json", import.meta.url), "utf8"));
const GIF = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
const DAY_SECONDS = 86_400;

const HEADERS = (/** @type {string} */ api) => ({
  "Content-Security-Policy": [
    "default-src 'none'",
    `script-src 'self' ${api} 'wasm-unsafe-eval'`,
    `connect-src ${api}`,
    "style-src 'self'",
    `img-src ${api}`,
    "require-trusted-types-for 'script'",
    "trusted-types dormouse",
  ].join("; "),
});

/** @param {object[]} blocks */
const step = (...blocks) => ({ columns: [{ rows: blocks.map((block) => ({ blocks: [block] })) }] });

const done = { id: "done", type: "button", label: "Done", action: { type: "close" } };
const next = { id: "next", type: "button", label: "Next", action: { type: "next_step" } };

/**
 * @param {string} id
 * @param {object} until
 * @param {object} [more]
 */
const countdown = (id, until, more) => ({ id, type: "countdown", countdown: until, ...more });

/** A point in time, as forms write it. */
const inSeconds = (/** @type {number} */ seconds) =>
  new Date(Date.now() + seconds * 1000).toISOString().replace(/\.\d+/, "");

describe("blocks without input", () => {
  const { service, browser } = useBrowser(["--host-resolver-rules=MAP *.shop.test 127.0.0.1"]);
  let sites = 0;

  /**
   * A visitor of a page whose site has one form.
   * @param {any} shown
   * @param {{ origin?: string, width?: number, permissions?: any[] }} [options]
   */
  async function arrive(shown, { origin, width = 1280, permissions = [] } = {}) {
    const shop = await shopPage(service, {
      site: `blocks${(sites += 1)}x`,
      form: shown,
      headers: HEADERS(service.api),
      origin,
    });
    const someone = await visitor(browser);
    await someone.context.overridePermissions(shop.origin, permissions);
    const { page } = someone;
    await page.setViewport({ width, height: 900 });
    await page.goto(shop.url);
    const open = async () => {
      await page.waitForFunction(() => /** @type {any} */ (window).dormouse?.open);
      await page.evaluate((id) => /** @type {any} */ (window).dormouse.open(id), shown.form_id);
      return await form(page);
    };
    /**
     * The numbers of a countdown.
     * @param {number} [index]
     */
    const numbers = (index = 0) =>
      page.evaluate((index) => {
        const place = document.querySelector("dormouse-form")?.shadowRoot?.querySelectorAll("[data-countdown]")[index];
        const found = [];
        for (const number of place?.querySelectorAll("b") ?? []) found.push(number.textContent);
        return found.join(":");
      }, index);
    /** @param {RegExp} expected @param {number} [index] */
    const counts = async (expected, index) => {
      const deadline = Date.now() + 15_000;
      for (;;) {
        const seen = await numbers(index);
        if (expected.test(seen)) return;
        assert.ok(Date.now() < deadline, `shows ${seen}, not ${expected}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    const record = () => page.evaluate((key) => localStorage.getItem(key) ?? "", `dormouse:1:blocks${sites}x:v`);
    return { ...someone, shop, open, numbers, counts, record };
  }

  /** @param {import("puppeteer-core").Page} page @param {string} selector */
  const isShown = (page, selector) =>
    page.$eval(`dormouse-form >>> ${selector}`, (element) => element.getClientRects().length > 0);

  /**
   * Waits until a form has an element, also one that changes inside the form.
   * @param {import("puppeteer-core").Page} page @param {string} selector
   */
  const waitFor = (page, selector) =>
    page.waitForFunction(
      (selector) => document.querySelector("dormouse-form")?.shadowRoot?.querySelector(selector),
      {},
      selector,
    );

  it("a countdown to a moment counts, and reserves its room before it does", async () => {
    const shown = quietForm("fixed001", {
      steps: [step(countdown("timer", { type: "fixed", ends_at: inSeconds(2 * DAY_SECONDS + 5) }), done)],
    });
    const { page, problems, open, counts, numbers, record } = await arrive(shown);
    await page.evaluateOnNewDocument(() => {
      const seen = /** @type {any} */ (window);
      seen.shifts = 0;
      new PerformanceObserver((list) =>
        list.getEntries().forEach((entry) => (seen.shifts += /** @type {any} */ (entry).value)),
      ).observe({
        type: "layout-shift",
        buffered: true,
      });
    });
    await page.reload();
    await open();
    await counts(/^02:00:00:0[0-5]$/);
    const first = await numbers();
    await counts(/^01:23:59:5\d$/);
    assert.notEqual(first, await numbers());
    assert.equal(await page.evaluate(() => /** @type {any} */ (window).shifts), 0);
    const timer = await page.$eval("dormouse-form >>> [role=timer]", (element) => [
      element.getAttribute("aria-live"),
      element.firstElementChild?.getAttribute("aria-hidden"),
      element.children[1].textContent,
    ]);
    assert.deepEqual(timer, [null, "true", "1 day, 23 hours, 59 minutes"]);
    assert.doesNotMatch(await record(), /^d/m);
    assert.deepEqual(problems, []);
  });

  it("a countdown that is over says so, or goes without a gap", async () => {
    const past = { type: "fixed", ends_at: inSeconds(-5) };
    const soon = { type: "fixed", ends_at: inSeconds(4) };
    const shown = quietForm("over0001", {
      steps: [
        step(
          countdown("zeros", past),
          countdown("gone", past, { at_end: "hide" }),
          countdown("says", soon, { expired_text: "It is over" }),
          done,
        ),
      ],
    });
    const { page, problems, open, counts } = await arrive(shown);
    await open();
    await counts(/^00:00:00:00$/);
    assert.equal(await isShown(page, ".r:nth-child(1)"), true);
    assert.equal(await isShown(page, ".r:nth-child(2)"), false);
    await waitFor(page, ".r:nth-child(3) [data-over]");
    assert.equal(await isShown(page, ".ct"), true);
    assert.deepEqual(problems, []);
  });

  it("a countdown per visitor begins when it is seen, survives a reload, and stays at its end", async () => {
    const own = countdown("own", { type: "per_visitor", duration_seconds: 3600 });
    const shown = quietForm("visitor1", { steps: [step(next), step(own, done)] });
    const { page, problems, open, counts, numbers, record, shop } = await arrive(shown);
    await open();
    await counts(/^01:00:00$/);
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(await record(), "", "the countdown of an unseen step does not start");
    await page.click("dormouse-form >>> [data-button='0']");
    await counts(/^00:59:5\d$/);
    const line = await record();
    assert.match(line, /^dvisitor1\.0 \d{10}\n/);

    await page.reload();
    await open();
    await counts(/^00:59:\d\d$/);
    assert.match(await record(), /^dvisitor1\.0 /m);
    assert.ok((await record()).includes(line.trim()));

    // The clock goes back by a day: no more is left than at first.
    const key = `dormouse:1:blocks${sites}x:v`;
    const setEnd = (/** @type {number} */ from_now) =>
      page.evaluate(
        (key, end) => localStorage.setItem(key, `dvisitor1.0 ${end}\n`),
        key,
        Math.floor(Date.now() / 1000) + from_now,
      );
    await setEnd(3600 + DAY_SECONDS);
    await page.reload();
    await open();
    await counts(/^(01:00:00|00:59:\d\d)$/);

    await setEnd(-10);
    await page.reload();
    await open();
    await counts(/^00:00:00$/);
    assert.equal(await numbers(), "00:00:00");
    assert.deepEqual(problems, []);
    shop.close();
  });

  it("an evergreen countdown starts again once it has run out", async () => {
    const shown = quietForm("green001", {
      steps: [step(countdown("green", { type: "evergreen", duration_seconds: 600 }), done)],
    });
    const { page, problems, open, counts, record } = await arrive(shown);
    await open();
    await counts(/^00:09:5\d$/);
    const first = await record();
    const key = `dormouse:1:blocks${sites}x:v`;
    await page.evaluate((key) => localStorage.setItem(key, "dgreen001.0 1800000\n"), key);
    await page.reload();
    await open();
    await counts(/^00:09:5\d$/);
    assert.match(await record(), /^dgreen001\.0 \d{10}\n/);
    assert.ok(Number((await record()).split(" ")[1]) >= Number(first.split(" ")[1]));
    assert.deepEqual(problems, []);
  });

  it("a countdown is not stored while storage waits for consent, and stops when the form closes", async () => {
    const shown = quietForm("nothing1", {
      steps: [step(countdown("own", { type: "per_visitor", duration_seconds: 600 }), done)],
    });
    const shop = await shopPage(service, {
      site: "forgets1",
      form: shown,
      settings: { storage_before_consent: "none" },
    });
    const { page, problems } = await visitor(browser);
    await page.goto(shop.url);
    await page.waitForFunction(() => /** @type {any} */ (window).dormouse?.open);
    await page.evaluate(() => /** @type {any} */ (window).dormouse.open("nothing1"));
    const dialog = await form(page);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    const number = await dialog?.$(".cu div:last-child b");
    const text = () => number?.evaluate((element) => element.textContent);
    assert.match(`${await text()}`, /^5\d$/);
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    await takesPresses();
    await page.click("dormouse-form >>> [data-button]");
    await formGone(page);
    const last = await text();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    assert.equal(await text(), last);
    assert.deepEqual(problems, []);
    shop.close();
  });

  const couponForm = (/** @type {string} */ form_id) =>
    quietForm(form_id, {
      steps: [step({ id: "code", type: "coupon", code: "LINEN 15%", copied_label: "There you go" }, done)],
    });

  /** Text of the clipboard, read by a page that may. */
  async function clipboard() {
    const { page, context } = await visitor(browser);
    await context.overridePermissions(service.shop, ["clipboard-read"]);
    await page.goto(service.shop);
    await page.bringToFront();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    await context.close();
    return text;
  }

  for (const [name, form_id, origin] of [
    ["with the clipboard's own interface", "copies01", undefined],
    ["on a plain-http page, which has none", "copies02", "http://one.shop.test"],
  ]) {
    it(`a coupon is copied ${name}`, async () => {
      const { page, problems, open } = await arrive(couponForm(`${form_id}`), {
        origin,
        permissions: origin ? [] : ["clipboard-sanitized-write"],
      });
      assert.equal(await page.evaluate(() => Boolean(navigator.clipboard)), !origin);
      await page.bringToFront();
      await open();
      await takesPresses();
      const width = () => page.$eval("dormouse-form >>> [data-copy]", (button) => button.getBoundingClientRect().width);
      const before = await width();
      await page.click("dormouse-form >>> [data-copy]");
      await waitFor(page, "[data-copy][data-done]");
      assert.equal(await width(), before);
      await page.waitForFunction(
        () =>
          document.querySelector("dormouse-form")?.shadowRoot?.querySelector("[data-copy] + [aria-live]")
            ?.textContent === "There you go",
      );
      const focus = await page.evaluate(() =>
        document.querySelector("dormouse-form")?.shadowRoot?.activeElement?.hasAttribute("data-copy"),
      );
      assert.equal(focus, true);
      assert.equal(await clipboard(), "LINEN 15%");
      await page.bringToFront();
      await waitFor(page, "[data-copy]:not([data-done])");
      assert.deepEqual(problems, []);
    });
  }

  it("a block limited to a device is not on the other, and leaves no gap", async () => {
    const text = (/** @type {string} */ id, /** @type {string} */ display_device) => ({
      id,
      type: "rich_text",
      format: "markdown",
      content: id,
      display_device,
    });
    const side = { id: "side", type: "image", src: GIF, alt: "", fit: "cover", display_device: "desktop" };
    const main = [text("phone", "phone"), text("desktop", "desktop"), done].map((block) => ({ blocks: [block] }));
    const shown = quietForm("screens1", { steps: [{ columns: [{ rows: [{ blocks: [side] }] }, { rows: main }] }] });
    for (const [width, here, elsewhere] of /** @type {[number, string, string][]} */ ([
      [375, "phone", "desktop"],
      [1280, "desktop", "phone"],
    ])) {
      const { page, problems, open } = await arrive(shown, { width });
      await open();
      const rows = await page.$$eval("dormouse-form >>> .c:last-child > .r", (rows) =>
        rows.map((row) => (row.getClientRects().length ? row.textContent : "")),
      );
      assert.ok(rows.includes(here) && !rows.includes(elsewhere), `${width}: ${rows}`);
      assert.equal(await isShown(page, ".c.i"), width === 1280);
      // The close button has its room above the text, where no picture is beside it.
      const gap = await page.evaluate(() => {
        const root = document.querySelector("dormouse-form")?.shadowRoot;
        const top = (/** @type {string} */ selector) => root?.querySelector(selector)?.getBoundingClientRect();
        return Number(top(".t p:not([hidden])")?.top) - Number(top(".x")?.top);
      });
      if (width === 375) assert.ok(gap >= 30, `${gap}`);
      assert.deepEqual(problems, []);
    }
  });

  it("the launch form shows all of them: pictures are ours, the video is a link", async () => {
    const { page, problems, requests, open, counts } = await arrive(launchForm);
    await open();
    await counts(/^(02:00:00:00|01:23:59:5\d)$/);
    const picture = await page.$eval("dormouse-form >>> [part=image]", (image) => [
      /** @type {HTMLAnchorElement} */ (image.parentElement).getAttribute("href"),
      image.getAttribute("loading"),
      image.getAttribute("width"),
    ]);
    assert.deepEqual(picture, ["/products/linen", "lazy", "1120"]);
    const stars = await page.$eval("dormouse-form >>> [part=review-stars]", (element) =>
      element.getAttribute("aria-label"),
    );
    assert.equal(stars, "4.5 of 5 stars");
    await page.type("dormouse-form >>> input[name=email]", "linen@example.com");
    await page.keyboard.press("Enter");
    await stepSays(page, "LINEN15");
    const video = await page.$eval("dormouse-form >>> a[part=video]", (link) => {
      const { href, target, rel } = /** @type {HTMLAnchorElement} */ (link);
      return { href, target, rel, text: /** @type {HTMLElement} */ (link).innerText.trim() };
    });
    assert.deepEqual(video, {
      href: "https://video.example/watch/linen",
      target: "_blank",
      rel: "noopener noreferrer",
      text: "How we weave it",
    });
    const foreign = requests.filter((request) => !/ (http:\/\/127\.0\.0\.1|data:)/.test(request));
    assert.deepEqual(foreign, []);
    assert.deepEqual(problems, []);
  });
});
