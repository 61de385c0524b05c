/** A form that a visitor or a page asks for shows at once, whatever its pauses say, or not at all. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { form, formGone, visitor } from "./support/browser.js";
import { shopPage } from "./support/shop-page.js";
import { NEVER, smallForm, url } from "./support/small-form.js";
import { collect, tells, typesTold } from "./support/told.js";
import { useBrowser } from "./support/use.js";

const CLICK = [{ type: "click", selector: "#offer" }];
/** Away for a week after a close, as forms are by default. */
const frequency_cap = { days_after_close: 7, days_after_submit: null };

const BODY = `<h1>Shop</h1><button id="offer">Offer</button><button id="strict">Strict</button>
  <div id="drawer" role="dialog" class="cookie-consent" hidden>Cookies?</div>`;

const forms = [
  smallForm("pressed1", { triggers: [...NEVER, ...CLICK], frequency_cap }),
  smallForm("strict01", {
    triggers: [{ type: "click", selector: "#strict" }],
    frequency_cap: { ...frequency_cap, applies_when_asked: true },
  }),
  smallForm("manual01", { triggers: [{ type: "manual" }], frequency_cap }),
  smallForm("elsewhere1", { triggers: [{ type: "manual" }], targeting: url("/elsewhere") }),
];

describe("a form that is asked for", () => {
  const { service, browser } = useBrowser();
  /** @type {Awaited<ReturnType<typeof shopPage>>} */
  let shop;
  before(async () => {
    shop = await shopPage(service, { site: "asked001", forms, body: BODY });
  });
  after(async () => {
    shop?.close();
  });

  async function arrive() {
    const someone = await visitor(browser);
    await collect(someone.page);
    await someone.page.goto(shop.url);
    await tells(someone.page, "ready");
    const { page } = someone;
    const close = async () => {
      await form(page);
      await page.keyboard.press("Escape");
      await formGone(page);
    };
    const open = (/** @type {string} */ id) => page.evaluate((id) => /** @type {any} */ (window).dormouse.open(id), id);
    return { ...someone, close, open };
  }

  it("by a press comes each time, on one page view and the next, although it was closed just now", async () => {
    const { page, close, problems } = await arrive();
    for (let i = 0; i < 2; i++) {
      await page.click("#offer");
      await close();
    }
    await page.reload();
    await tells(page, "ready");
    await page.click("#offer");
    await close();
    assert.deepEqual(problems, []);
  });

  it("by the page shows each time, also after another form; canShow answers as if it was not asked for", async () => {
    const { page, close, open } = await arrive();
    await page.click("#offer");
    await close();
    for (let i = 0; i < 2; i++) {
      assert.deepEqual(await open("manual01"), { visible: true, reason: "qualified" });
      await close();
    }
    const may = await page.evaluate(() => /** @type {any} */ (window).dormouse.canShow("manual01"));
    assert.deepEqual(may, { visible: false, reason: "closed_recently" });
    assert.deepEqual(await open("elsewhere1"), { visible: false, reason: "url" });
  });

  it("obeys the pause after a close if its cap says so, and gives the reason", async () => {
    const { page, close, open } = await arrive();
    await page.click("#strict");
    await close();
    await page.click("#strict");
    assert.deepEqual((await tells(page, "suppressed")).metaData, { reason: "closed_recently" });
    assert.deepEqual(await open("strict01"), { visible: false, reason: "closed_recently" });
  });

  it("never shows later: neither after the form that was in its way, nor after a dialog of the page", async () => {
    const { page, close, open } = await arrive();
    await open("manual01");
    await form(page);
    await page.evaluate(() => document.getElementById("offer")?.click());
    await tells(page, "suppressed");
    await close();
    await page.evaluate(() => {
      const drawer = /** @type {HTMLElement} */ (document.getElementById("drawer"));
      drawer.hidden = false;
    });
    assert.deepEqual(await open("manual01"), { visible: false, reason: "page_dialog" });
    await page.evaluate(() => document.getElementById("drawer")?.remove());
    const opened = (await typesTold(page)).filter((type) => type === "open").length;
    // A late form would show at the next check for dialogs, which is long past when this has come and gone.
    await page.click("#offer");
    await close();
    assert.equal((await typesTold(page)).filter((type) => type === "open").length, opened + 1);
  });
});
