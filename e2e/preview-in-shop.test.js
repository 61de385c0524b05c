/** A preview in a shop, and the overlay: both are above an open dialog, and say what they are. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { form, visitor } from "./support/browser.js";
import { shopPage } from "./support/shop-page.js";
import { NEVER, smallForm } from "./support/small-form.js";
import { useBrowser } from "./support/use.js";

const BAR = "dormouse-form >>> dormouse-preview >>> p";

describe("over an open dialog", () => {
  const { service, browser } = useBrowser();
  /** @type {Awaited<ReturnType<typeof shopPage>>} */
  let shop;
  before(async () => {
    shop = await shopPage(service, { site: "preview01", forms: [smallForm("shown001", { triggers: NEVER })] });
  });
  after(async () => {
    shop?.close();
  });

  /** Whether the visible element at the middle of an element is that element, through all shadow roots. */
  const isOnTop = (/** @type {Element} */ element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const root = /** @type {ShadowRoot} */ (element.getRootNode());
    // An element that lets presses through is not found at a point, so a sheet makes it receive them meanwhile.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(":host{pointer-events:auto!important}");
    const { adoptedStyleSheets } = root;
    root.adoptedStyleSheets = [...adoptedStyleSheets, sheet];
    const top = root.elementFromPoint(x + width / 2, y + Math.min(height / 2, 20));
    root.adoptedStyleSheets = adoptedStyleSheets;
    return top !== null && (top === element || element.contains(top));
  };

  it("a preview says that it is one, and that nothing was stored", async () => {
    const { page, problems } = await visitor(browser);
    await page.goto(`${shop.url}?dormouse_form=shown001`);
    await form(page);
    const bar = await page.waitForSelector(BAR);
    assert.equal(
      await bar?.evaluate((bar) => bar.textContent),
      "Preview: nothing that is entered here is stored or sent.",
    );
    assert.equal(await bar?.evaluate(isOnTop), true);
    await page.type("dormouse-form >>> input[name=email]", "ada@preview.example");
    await page.keyboard.press("Enter");
    await page.waitForSelector("dormouse-form >>> [data-step='1']");
    await page.waitForFunction(
      (selector) =>
        document
          .querySelector("dormouse-form")
          ?.shadowRoot?.querySelector("dormouse-preview")
          ?.shadowRoot?.querySelector(selector)?.textContent ===
        "Preview: what was entered was not stored and not sent.",
      {},
      "p",
    );
    assert.deepEqual(await service.query("SELECT * FROM submissions"), []);
    assert.deepEqual(problems, []);
  });

  it("the overlay can be seen and pressed, and is back in the page when the dialog leaves", async () => {
    const { page, problems } = await visitor(browser);
    await page.goto(shop.url);
    await page.waitForFunction(() => /** @type {any} */ (window).dormouse?.debug);
    await page.evaluate(() => /** @type {any} */ (window).dormouse.debug());
    await page.evaluate(() => void (/** @type {any} */ (window).dormouse.open("shown001", { ignoreTargeting: true })));
    await form(page);
    const panel = await page.waitForSelector("dormouse-form >>> dormouse-debug >>> .panel");
    assert.equal(await panel?.evaluate(isOnTop), true);
    await page.keyboard.press("Escape");
    await page.waitForSelector("body > dormouse-debug");
    const close = await page.waitForSelector("dormouse-debug >>> button[title='Closes this overlay']");
    await close?.click();
    await page.waitForFunction(() => !document.querySelector("dormouse-debug"));
    assert.deepEqual(problems, []);
  });
});
