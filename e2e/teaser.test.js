/** Teasers: they show before a form shows and after it was closed, open it, and are remembered. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { names } from "./support/engines.js";
import { launch as launchChromium, visitor } from "./support/browser.js";
import { quietForm } from "./support/quiet-form.js";
import { startService } from "./support/service.js";
import { shopPage } from "./support/shop-page.js";
import { after as afterSeconds, smallForm, url } from "./support/small-form.js";
import { formsShown, isFormAlone, isNothing, isTeaserAlone, teaserOf, teasersShown } from "./support/teaser-page.js";
import { collect, typesTold } from "./support/told.js";
import { useEngine } from "./support/use.js";

/** So long nothing comes that would come. */
const WELL_AFTER_MS = 1_500;

const TEASER = "dormouse-form >>> [data-dormouse-teaser]";
const TEASER_CLOSE = "dormouse-form >>> [data-dormouse-teaser-close]";
const FORM_CLOSE = "dormouse-form >>> [data-dormouse-close]";

const MANUAL = [{ type: "manual" }];
const settings = { pause_between_forms_seconds: 0 };
const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A form that waits to be asked for, and is away for a week once it was closed. */
const waiting = (/** @type {object} */ teaser, /** @type {object} */ version) =>
  smallForm("offer1", {
    triggers: MANUAL,
    frequency_cap: { days_after_close: 7 },
    teaser: teaserOf(teaser),
    ...version,
  });

for (const name of names) {
  describe(`a teaser in ${name}`, () => {
    const { service, engine } = useEngine(name);

    it("shows before its form, opens it, comes back after a close, is remembered, and ends with a submit", async () => {
      const shop = await shopPage(service, { site: "walk01", form: waiting({}, {}), settings });
      const someone = await engine.newVisitor();
      await someone.goto(shop.url);
      await someone.waitFor(isTeaserAlone);
      await someone.click("[data-dormouse-teaser]");
      await someone.waitFor(isFormAlone);
      await someone.click("[data-dormouse-close]");
      await someone.waitFor(isTeaserAlone);

      await someone.reload();
      await someone.waitFor(isTeaserAlone);
      await someone.click("[data-dormouse-teaser]");
      await someone.waitFor(isFormAlone);
      await someone.fill("input[name=email]", "ada@example.com");
      await someone.click("[type=submit]");
      await someone.stepSays("Thank you");
      await pause(500);
      await someone.click("[data-dormouse-close]");
      await someone.waitFor(isNothing);
      await pause(WELL_AFTER_MS);
      assert.deepEqual(await someone.evaluate(teasersShown), []);

      await someone.reload();
      await pause(WELL_AFTER_MS);
      assert.deepEqual(await someone.evaluate(teasersShown), []);
      assert.deepEqual(await someone.problems(), []);
      await someone.close();
      shop.close();
    });

    it("that was closed stays away", async () => {
      const shop = await shopPage(service, { site: "away01", form: waiting({}, {}), settings });
      const someone = await engine.newVisitor();
      await someone.goto(shop.url);
      await someone.waitFor(isTeaserAlone);
      await someone.click("[data-dormouse-teaser-close]");
      await someone.waitFor(isNothing);
      await someone.reload();
      await pause(WELL_AFTER_MS);
      assert.deepEqual(await someone.evaluate(teasersShown), []);
      assert.match(await someone.evaluate(() => localStorage.getItem("dormouse:1:away01:v")), /^toffer1 \d{10}\n$/);
      assert.deepEqual(await someone.problems(), []);
      await someone.close();
      shop.close();
    });
  });
}

describe("a teaser", () => {
  /** @type {import("./support/service.js").Service} */
  let service;
  /** @type {import("puppeteer-core").Browser} */
  let browser;
  before(async () => {
    service = await startService();
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await service?.remove();
  });

  let count = 0;
  /**
   * @param {object} form
   * @param {object} [more] Of the page.
   */
  async function visit(form, more) {
    const shop = await shopPage(service, { site: `teaser${(count += 1)}0`, form, settings, ...more });
    const someone = await visitor(browser);
    await collect(someone.page);
    return { shop, ...someone };
  }

  it("before its form disappears when the form shows, and does not come back on this page view", async () => {
    const form = smallForm("offer1", { triggers: afterSeconds(2), teaser: teaserOf({ display_order: "before" }) });
    const { page, shop } = await visit(form);
    await page.goto(shop.url);
    await page.waitForFunction(isTeaserAlone);
    await page.waitForFunction(isFormAlone);
    await page.click(FORM_CLOSE);
    await page.waitForFunction(isNothing);
    await pause(WELL_AFTER_MS);
    assert.deepEqual(await page.evaluate(teasersShown), []);
    assert.ok(!(await typesTold(page)).includes("teaserOpen"));
    shop.close();
  });

  it("after its form comes only once that was closed, and hands over by events in their order", async () => {
    const form = smallForm("offer1", { triggers: afterSeconds(1), teaser: teaserOf({ display_order: "after" }) });
    const { page, shop } = await visit(form);
    await page.goto(shop.url);
    await pause(600);
    assert.deepEqual(await page.evaluate(teasersShown), []);
    await page.waitForFunction(isFormAlone);
    await page.click(FORM_CLOSE);
    await page.waitForFunction(isTeaserAlone);
    await page.click(TEASER);
    await page.waitForFunction(isFormAlone);
    assert.deepEqual(await typesTold(page), [
      "ready",
      "qualified",
      "beforeOpen",
      "view",
      "open",
      "close",
      "teaserOpen",
      "beforeOpen",
      "view",
      "open",
    ]);
    shop.close();
  });

  it("a form that the page closes leaves no teaser for visitors who closed it", async () => {
    const { page, shop } = await visit(waiting({ display_order: "after" }, {}));
    await page.goto(shop.url);
    await page.evaluate(() => /** @type {any} */ (window).dormouse.open("offer1"));
    await page.waitForFunction(isFormAlone);
    await page.evaluate(() => /** @type {any} */ (window).dormouse.close("offer1"));
    await page.waitForFunction(isNothing);
    await pause(600);
    assert.deepEqual(await page.evaluate(teasersShown), []);
    shop.close();
  });

  it("is not closed by `close`; `open` opens its form, and `disable` removes it", async () => {
    const { page, shop } = await visit(waiting({}, {}));
    await page.goto(shop.url);
    await page.waitForFunction(isTeaserAlone);
    await page.evaluate(() => /** @type {any} */ (window).dormouse.close("offer1"));
    await pause(400);
    assert.deepEqual(await page.evaluate(teasersShown), ["offer1"]);
    await page.evaluate(() => /** @type {any} */ (window).dormouse.open("offer1"));
    await page.waitForFunction(isFormAlone);
    await page.click(FORM_CLOSE);
    await page.waitForFunction(isTeaserAlone);
    await page.evaluate(() => /** @type {any} */ (window).dormouse.disable());
    await page.waitForFunction(isNothing);
    shop.close();
  });

  it("stays while another form shows that excludes its own", async () => {
    const flyout = quietForm("letter1", { type: "flyout", triggers: afterSeconds(0) });
    const { page, shop } = await visit(waiting({}, {}), { forms: [flyout] });
    await page.goto(shop.url);
    await page.waitForFunction(() => document.querySelectorAll("dormouse-form").length === 2);
    await page.waitForSelector("dormouse-form[data-form-id=letter1][data-state=open]");
    await page.click(TEASER);
    await pause(600);
    assert.deepEqual(await page.evaluate(teasersShown), ["offer1"]);
    assert.deepEqual(await page.evaluate(formsShown), ["letter1"]);
    await page.click(FORM_CLOSE);
    await page.waitForFunction(isTeaserAlone);
    await page.click(TEASER);
    await page.waitForFunction(isFormAlone);
    shop.close();
  });

  it("disappears on a page where its form does not belong, shows where it does, and stays in between", async () => {
    const { page, shop } = await visit(waiting({}, { targeting: url("/cart", "deny_list") }), {
      routes: ["/cart", "/lamps"],
    });
    await page.goto(shop.url);
    await page.waitForFunction(isTeaserAlone);
    await page.evaluate(() => {
      /** @type {any} */ (window).first = document.querySelector("dormouse-form");
      history.pushState(null, "", "/lamps");
    });
    await pause(400);
    assert.equal(
      await page.evaluate(() => /** @type {any} */ (window).first === document.querySelector("dormouse-form")),
      true,
    );
    await page.evaluate(() => history.pushState(null, "", "/cart"));
    await page.waitForFunction(isNothing);
    await page.evaluate(() => history.pushState(null, "", "/"));
    await page.waitForFunction(isTeaserAlone);
    shop.close();
  });

  it("comes back after a page recreates its body, and stays away if the page removes it", async () => {
    const { page, shop } = await visit(waiting({}, {}), { routes: ["/lamps"] });
    await page.goto(shop.url);
    await page.waitForFunction(isTeaserAlone);
    await page.evaluate(() => {
      document.body.innerHTML = "<h1>Lamps</h1>";
      history.pushState(null, "", "/lamps");
    });
    await page.waitForFunction(isTeaserAlone);
    await page.evaluate(() => {
      document.querySelector("dormouse-form")?.remove();
      /** @type {any} */ (window).dormouse.identify({ first_name: "Ada" });
    });
    await pause(600);
    assert.deepEqual(await page.evaluate(teasersShown), []);
    shop.close();
  });

  it("shows, and loads, only on its own screens", async () => {
    const { page, shop, requests } = await visit(waiting({ display_device: "phone" }, {}));
    await page.goto(shop.url);
    await pause(WELL_AFTER_MS);
    assert.deepEqual(await page.evaluate(teasersShown), []);
    assert.deepEqual(
      requests.filter((request) => request.includes("/a/")),
      [],
    );
    await page.setViewport({ width: 375, height: 700 });
    await page.waitForFunction(isTeaserAlone);
    await page.setViewport({ width: 1280, height: 800 });
    await page.waitForFunction(isNothing);
    shop.close();
  });

  it("does not show in a preview, nor if the page turns us off", async () => {
    const { page, shop } = await visit(waiting({}, {}));
    await page.goto(`${shop.url}?dormouse=off`);
    await pause(WELL_AFTER_MS);
    assert.equal(await page.evaluate(isNothing), true);
    await page.goto(`${shop.url}?dormouse_form=offer1`);
    await page.waitForFunction(isFormAlone);
    await page.click(FORM_CLOSE);
    await page.waitForFunction(isNothing);
    await pause(WELL_AFTER_MS);
    assert.equal(await page.evaluate(isNothing), true);
    shop.close();
  });

  it("does not come back from a page that the browser kept, where its form was submitted meanwhile", async () => {
    const { page, shop } = await visit(waiting({}, {}));
    await page.goto(shop.url);
    await page.waitForFunction(isTeaserAlone);
    await page.evaluate((key) => {
      localStorage.setItem(key, `soffer1 ${Math.floor(Date.now() / 1000)}\n`);
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    }, `dormouse:1:teaser${count}0:v`);
    await page.waitForFunction(isNothing);
    shop.close();
  });

  it("is reached, pressed and closed by keyboard, and has the focus again after its form", async () => {
    const { page, shop } = await visit(waiting({}, {}));
    await page.goto(shop.url);
    await page.waitForFunction(isTeaserAlone);
    const focusedIn = () =>
      page.evaluate(() => {
        const inner = document.activeElement?.shadowRoot?.activeElement;
        return inner
          ? [...inner.attributes].map(({ name }) => name).find((name) => name.startsWith("data-dormouse"))
          : null;
      });
    assert.equal(await focusedIn(), null, "it does not take the focus");
    await page.focus("#outside");
    await page.keyboard.press("Tab");
    assert.equal(await focusedIn(), "data-dormouse-teaser");
    await page.keyboard.press("Enter");
    await page.waitForFunction(isFormAlone);
    await page.keyboard.press("Escape");
    await page.waitForFunction(isTeaserAlone);
    assert.equal(await focusedIn(), "data-dormouse-teaser");
    await page.keyboard.press("Tab");
    assert.equal(await focusedIn(), "data-dormouse-teaser-close");
    await page.keyboard.press("Space");
    await page.waitForFunction(isNothing);
    shop.close();
  });

  it("of a flyout gives it the focus", async () => {
    const { page, shop } = await visit(waiting({}, { type: "flyout" }));
    await page.goto(shop.url);
    await page.waitForFunction(isTeaserAlone);
    assert.equal(await page.$eval(TEASER, (button) => button.getAttribute("aria-haspopup")), null);
    await page.click(TEASER);
    await page.waitForFunction(isFormAlone);
    assert.equal(await page.evaluate(() => document.activeElement?.localName), "dormouse-form");
    await page.keyboard.press("Escape");
    await page.waitForFunction(isTeaserAlone);
    shop.close();
  });

  for (const shape of ["rectangle", "circle", "corner"]) {
    it(`as a ${shape} has large enough targets and passes axe`, async () => {
      const { page, shop, problems } = await visit(waiting({ shape }, {}));
      await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
      await page.goto(shop.url);
      await page.waitForFunction(isTeaserAlone);
      const { width, height } = await page.$eval(TEASER_CLOSE, (button) => button.getBoundingClientRect().toJSON());
      assert.ok(width >= 24 && height >= 24, `${width} by ${height}`);
      const path = fileURLToPath(new URL("../node_modules/axe-core/axe.min.js", import.meta.url));
      await page.evaluate(await readFile(path, "utf8"));
      const violations = await page.evaluate(async () => {
        const results = await /** @type {any} */ (window).axe.run("dormouse-form");
        return results.violations.map(
          (/** @type {any} */ { id, nodes }) => `${id}: ${nodes.map((/** @type {any} */ node) => node.html)}`,
        );
      });
      assert.deepEqual(violations, []);
      assert.deepEqual(problems, []);
      shop.close();
    });
  }

  it("hands over under a strict policy with Trusted Types", async () => {
    const policy = [
      "default-src 'none'",
      `script-src 'self' ${service.api}`,
      `connect-src ${service.api}`,
      "style-src 'self'",
      `img-src ${service.api}`,
      "require-trusted-types-for 'script'",
      "trusted-types dormouse",
    ];
    const headers = { "Content-Security-Policy": policy.join("; ") };
    const { page, shop, problems } = await visit(waiting({}, {}), { engine: "js", headers });
    await page.goto(shop.url);
    await page.waitForFunction(isTeaserAlone);
    await page.click(TEASER);
    await page.waitForFunction(isFormAlone);
    await page.click(FORM_CLOSE);
    await page.waitForFunction(isTeaserAlone);
    assert.deepEqual(problems, []);
    shop.close();
  });

  it("is not in the script of a site without teasers", async () => {
    const { shop } = await visit(smallForm("offer1"));
    const script = await (await fetch(`${service.api}/v1/teaser${count}0/onsite.js`)).text();
    assert.ok(!script.includes("teaserOpen") && !script.includes(`"teaser":`));
    shop.close();
  });
});
