/** The form as a dialog: keyboard alone, focus, changes to the page and their end, and axe in every state. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import { focused, form, formGone, hasForm, stepSays, takesPresses, visitor } from "./support/browser.js";
import { shopPage } from "./support/shop-page.js";
import { useBrowser } from "./support/use.js";

const welcome = JSON.parse(await readFile(new URL("../fixtures/forms/welcome.json", import.meta.url), "utf8"));
welcome.versions[0].triggers = [{ type: "delay", delay_seconds: 0 }];
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

describe("a form that shows", () => {
  const { service, browser } = useBrowser();
  /** @type {Awaited<ReturnType<typeof shopPage>>} */
  let shop;
  before(async () => {
    shop = await shopPage(service, {
      site: "dialog01",
      form: welcome,
      body: '<h1>Shop</h1><button id="outside" autofocus>Outside</button><p id="tall"></p>',
      head: "<style>#tall { height: 3000px }</style>",
    });
  });
  after(async () => {
    shop?.close();
  });

  async function opened() {
    const someone = await visitor(browser);
    await someone.page.goto(shop.url);
    await form(someone.page);
    return someone;
  }

  /** @param {import("puppeteer-core").Page} page */
  const focusedIs = async (page, /** @type {string} */ expected) => {
    const deadline = Date.now() + 3_000;
    let now = await focused(page);
    while (now !== expected && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 30));
      now = await focused(page);
    }
    assert.equal(now, expected);
  };

  it("is walked through with the keyboard alone", async () => {
    const { page } = await opened();
    await focusedIs(page, "input email");
    await page.keyboard.press("Enter");
    await page.waitForSelector("dormouse-form >>> [aria-invalid=true]");
    await focusedIs(page, "input email");
    await page.keyboard.type("ada@example.com");
    await page.keyboard.press("Tab");
    await focusedIs(page, "button Send me the code");
    await page.keyboard.press("Space");
    await stepSays(page, "SLEEPY10");
    await focusedIs(page, "h1 Good night, and thank you");
    await page.keyboard.press("Tab");
    await focusedIs(page, "button Back to the shop");
    await takesPresses();
    await page.keyboard.press("Enter");
    await formGone(page);
  });

  it("keeps the focus inside", async () => {
    const { page } = await opened();
    await focusedIs(page, "input email");
    const seen = new Set();
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press("Tab");
      seen.add(await focused(page));
    }
    assert.ok(!seen.has("button Outside"), [...seen].join());
    assert.ok(seen.has("input email") && seen.has("button No, thank you"), [...seen].join());
  });

  it("closes on Escape, gives the focus back and leaves nothing behind", async () => {
    // Later than at once, so that the page can be looked at before.
    const later = structuredClone(welcome);
    later.versions[0].triggers = [{ type: "delay", delay_seconds: 2 }];
    const other = await shopPage(service, { site: "dialog03", form: later });
    const { page } = await visitor(browser);
    await page.goto(other.url);
    await page.evaluate(() => document.getElementById("outside")?.focus());
    const before = await page.evaluate(() => document.documentElement.outerHTML);
    await form(page);
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).overflow), "hidden");
    await focusedIs(page, "input email");
    await page.keyboard.press("Escape");
    await formGone(page);
    await focusedIs(page, "button Outside");
    assert.equal(await page.evaluate(() => document.documentElement.outerHTML), before);
    other.close();
  });

  it("moves nothing on the page, neither when it opens nor when it closes", async () => {
    const { page } = await visitor(browser);
    await page.evaluateOnNewDocument(() => {
      /** @type {any} */ (window).shifts = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) /** @type {any} */ (window).shifts += /** @type {any} */ (entry).value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(shop.url);
    await form(page);
    const width = () => page.evaluate(() => document.body.getBoundingClientRect().width);
    const open = await width();
    await page.keyboard.press("Escape");
    await formGone(page);
    assert.equal(await width(), open);
    assert.equal(await page.evaluate(() => /** @type {any} */ (window).shifts), 0);
  });

  it("opens and closes at once if the visitor prefers less motion", async () => {
    const { page } = await visitor(browser);
    await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
    await page.evaluateOnNewDocument(() => {
      /** @type {any} */ (window).moved = 0;
      const { animate } = Element.prototype;
      Element.prototype.animate = function (...all) {
        /** @type {any} */ (window).moved++;
        return animate.apply(this, all);
      };
    });
    await page.goto(shop.url);
    await form(page);
    await page.keyboard.press("Escape");
    await formGone(page);
    assert.equal(await page.evaluate(() => /** @type {any} */ (window).moved), 0);
  });

  it("closes on a press outside, but not on one that slipped out", async () => {
    const { page } = await opened();
    await page.mouse.move(640, 300);
    await page.mouse.down();
    await page.mouse.move(20, 400);
    await page.mouse.up();
    assert.equal(await hasForm(page), true);
    await page.mouse.click(20, 400);
    await formGone(page);
  });

  it("unlocks the page when the page takes the form away", async () => {
    const { page } = await opened();
    await page.evaluate(() => document.querySelector("dormouse-form")?.remove());
    await page.waitForFunction(() => getComputedStyle(document.documentElement).overflow === "visible");
  });

  it("unlocks the page when the page moves the form, which ends its being modal", async () => {
    const { page } = await opened();
    await page.evaluate(() => {
      const wrapper = document.createElement("div");
      wrapper.append(...document.body.childNodes);
      document.body.append(wrapper);
    });
    await formGone(page);
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).overflow), "visible");
  });

  it("does not open over a dialog of the page", async () => {
    const { page } = await visitor(browser);
    await page.evaluateOnNewDocument(() => {
      addEventListener("DOMContentLoaded", () => {
        document.body.insertAdjacentHTML("beforeend", "<dialog id=cookies>Cookies?<button>No</button></dialog>");
        /** @type {HTMLDialogElement} */ (document.getElementById("cookies")).showModal();
      });
    });
    await page.goto(shop.url);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    assert.equal(await hasForm(page), false);
  });

  it("treats a double press as one, even if the form closes with it", async () => {
    const closing = structuredClone(welcome);
    closing.form_id = "closing1";
    const [, column] = closing.versions[0].steps[0].columns;
    column.rows[2].blocks[0].action = { type: "close", submit: true };
    const other = await shopPage(service, { site: "dialog02", form: closing });
    const { page } = await visitor(browser);
    await page.goto(other.url);
    await form(page);
    await page.type("dormouse-form >>> input[name=email]", "twice@example.com");
    await page.click("dormouse-form >>> [type=submit]", { count: 2 });
    await page.keyboard.press("Enter");
    await formGone(page);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const rows = await service.query("select 1 from submissions where form_id = 'closing1'");
    assert.equal(rows.length, 1);
    other.close();
  });

  it("keeps the success step when the press before it was a double click", async () => {
    const { page } = await opened();
    await page.type("dormouse-form >>> input[name=email]", "double@example.com");
    await page.click("dormouse-form >>> [type=submit]", { count: 2 });
    await stepSays(page, "SLEEPY10");
    await new Promise((resolve) => setTimeout(resolve, 600));
    assert.equal(await hasForm(page), true);
  });

  it("passes the accessibility checks in every state", async () => {
    const { page } = await opened();
    const violations = async (/** @type {string} */ state) => {
      // The opening animation must be over: a color that is still fading in lacks contrast.
      await page.evaluate(() =>
        Promise.all(
          document
            .querySelector("dormouse-form")
            ?.shadowRoot?.getAnimations()
            .map((a) => a.finished) ?? [],
        ),
      );
      await page.evaluate(axe);
      const found = await page.evaluate(() => /** @type {any} */ (window).axe.run("dormouse-form"));
      assert.ok(found.passes.length > 5, `axe looked at too little in state ${state}`);
      const list = found.violations.map(
        (/** @type {any} */ v) => `${v.id}: ${v.nodes[0].html} ${v.nodes[0].failureSummary}`,
      );
      assert.deepEqual(list, [], state);
    };
    await violations("first step");
    await page.keyboard.press("Enter");
    await page.waitForSelector("dormouse-form >>> [aria-invalid=true]");
    await violations("error");
    await page.type("dormouse-form >>> input[name=email]", "ada@example.com");
    await page.keyboard.press("Enter");
    await stepSays(page, "SLEEPY10");
    await violations("success");
  });

  it("focuses the dialog on touch screens, where a focused field would bring up the keyboard", async () => {
    const { page } = await visitor(browser);
    await page.emulate({ viewport: { width: 375, height: 667, hasTouch: true, isMobile: true }, userAgent: "" });
    await page.evaluateOnNewDocument(() => {
      /** @type {any} */ (window).fields = 0;
      addEventListener("focusin", (event) => {
        if (/** @type {Element} */ (event.composedPath()[0]).matches("input")) /** @type {any} */ (window).fields++;
      });
    });
    await page.goto(shop.url);
    await form(page);
    await focusedIs(page, "dialog");
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(await page.evaluate(() => /** @type {any} */ (window).fields), 0);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  });

  it("sends the page an event for everything that happens", async () => {
    const { page } = await visitor(browser);
    await page.evaluateOnNewDocument(() => {
      /** @type {any} */ (window).seen = [];
      addEventListener("dormouse", (event) =>
        /** @type {any} */ (window).seen.push(/** @type {CustomEvent} */ (event).detail),
      );
    });
    await page.goto(shop.url);
    await form(page);
    await page.type("dormouse-form >>> input[name=email]", "ada@example.com");
    await page.keyboard.press("Enter");
    await stepSays(page, "SLEEPY10");
    await page.keyboard.press("Escape");
    await formGone(page);
    const seen = await page.evaluate(() => /** @type {any} */ (window).seen);
    const types = seen.map((/** @type {any} */ detail) => detail.type);
    assert.deepEqual(types, ["ready", "qualified", "beforeOpen", "view", "open", "beforeSubmit", "submit", "close"]);
    assert.equal(seen[1].formId, "welcome1");
    assert.equal(seen[1].siteId, "dialog01");
    assert.ok(!JSON.stringify(seen).includes("ada@example.com"), "events carry no answers");
  });
});
