/** A form with `bot_trap`: what a program fills in is stored and waits for confirmation, and visitors never notice
 * the trap. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { visitor } from "./support/browser.js";
import { exampleOf, ID, placeOf, TYPES } from "./support/form-types.js";
import { shopPage } from "./support/shop-page.js";
import { useBrowser } from "./support/use.js";

const ADDRESS = {
  fields: [
    { name: "NAME_FULL", value: "Ada Lovelace" },
    { name: "EMAIL_ADDRESS", value: "ada@example.com" },
  ],
};

const ROWS = [
  [{ id: "email", type: "email", label: "Email address" }],
  [{ id: "send", type: "button", label: "Send", action: { type: "next_step", submit: true } }],
].map((blocks) => ({ blocks }));

const THANKS = [{ blocks: [{ id: "thanks", type: "rich_text", format: "markdown", content: "# Thank you" }] }];

/** The page settings under which the trap must also stay invisible. */
const HOSTILE = "<style>p, input, [hidden] { display: block !important; visibility: visible !important }</style>";

describe("a form with a trap", () => {
  const { service, browser } = useBrowser();

  let sites = 0;

  /**
   * Opens the form, and does the visitor's actions as soon as it shows.
   * @param {(typeof TYPES)[number]} type
   * @param {{ isolation?: string, atOnce?: (surface: HTMLElement) => void }} [options]
   */
  async function open(type, { isolation, atOnce } = {}) {
    const steps = [{ columns: [{ rows: ROWS }] }, { columns: [{ rows: THANKS }] }];
    const form = exampleOf(type, {
      steps,
      accessible_name: "Letters",
      bot_trap: true,
      ...(isolation && { isolation }),
    });
    const site = `trapped${sites++}`;
    const shop = await shopPage(service, { site, form, head: HOSTILE, body: placeOf() });
    const { page, context } = await visitor(browser);
    await page.goto(shop.url);
    await page.waitForFunction(() => typeof (/** @type {any} */ (window).dormouse?.open) === "function");
    if (atOnce) {
      // The form's files are in the cache then, as on a visitor's second page.
      await page.evaluate(
        (id) => void (/** @type {any} */ (window).dormouse.open(id, { ignoreTargeting: true })),
        ID[type],
      );
      await page.waitForSelector(`[data-form-id="${ID[type]}"][data-state=open]`);
      await page.goto(shop.url);
      await page.waitForFunction(() => typeof (/** @type {any} */ (window).dormouse?.open) === "function");
    }
    await page.evaluate(
      (id, source) => {
        const act = source && new Function(`return ${source}`)();
        addEventListener("dormouse", (event) => {
          const { type, formId } = /** @type {CustomEvent} */ (event).detail;
          if (!act || formId !== id || !/^(embedO|o)pen$/.test(type)) return;
          const host = /** @type {HTMLElement} */ (document.querySelector(`[data-form-id="${id}"]`));
          // After whatever the form does when it opens.
          setTimeout(() => act(host.shadowRoot || host), 50);
        });
        void (/** @type {any} */ (window).dormouse.open(id, { ignoreTargeting: true }));
      },
      ID[type],
      atOnce?.toString(),
    );
    await page.waitForSelector(`[data-form-id="${ID[type]}"][data-state=open]`);
    /** The stored submission, once it is there. */
    async function row() {
      const sql = `select suspected, awaits_confirmation, answers from submissions where site_id = '${site}'`;
      const deadline = Date.now() + 20_000;
      for (;;) {
        const rows = await service.query(sql);
        if (rows[0]) return rows[0];
        assert.ok(Date.now() < deadline, "nothing is stored");
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
    async function end() {
      await context.close();
      shop.close();
    }
    return { page, row, end };
  }

  const stepShows = 'dormouse-form >>> [data-step="1"]';
  const ANSWERS = JSON.stringify({ email: "ada@example.com" });

  for (const isolation of ["shadow", "light"]) {
    it(`is invisible, unnamed and unreachable by keyboard, in ${isolation} DOM`, async () => {
      const { page, end } = await open("popup", { isolation });
      const box = await page.evaluate(() => {
        const host = /** @type {HTMLElement} */ (document.querySelector("dormouse-form"));
        const it = /** @type {HTMLElement} */ ((host.shadowRoot || host).querySelector("[data-trap]"));
        it.focus();
        const root = /** @type {Document | ShadowRoot} */ (it.getRootNode());
        return { boxes: it.getClientRects().length, focused: root.activeElement === it, visible: it.checkVisibility() };
      });
      assert.deepEqual(box, { boxes: 0, focused: false, visible: false });
      const tree = JSON.stringify(await page.accessibility.snapshot({ interestingOnly: false }));
      assert.ok(tree.includes("Email address") && !/message\?|too fast/.test(tree), tree);
      await end();
    });
  }

  for (const type of TYPES) {
    it(`accepts a ${type} that the browser filled in for a visitor`, async () => {
      const { page, row, end } = await open(type);
      const field = await page.waitForSelector("dormouse-form >>> input[type=email]");
      const client = await page.createCDPSession();
      await client.send("DOM.enable");
      await client.send("Autofill.enable");
      await client.send("Autofill.setAddresses", { addresses: [ADDRESS] });
      await field?.click();
      const fieldId = /** @type {number} */ (await field?.backendNodeId());
      const filled = () => field?.evaluate((it) => /** @type {HTMLInputElement} */ (it).value);
      const deadline = Date.now() + 10_000;
      // Chromium looks at a page's forms a moment after they came; until then it has nothing to fill in.
      while ((await filled()) !== "ada@example.com") {
        assert.ok(Date.now() < deadline, "nothing is filled in");
        await client.send("Autofill.trigger", { fieldId, address: ADDRESS }).catch(() => {});
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      await page.keyboard.press("Enter");
      await page.waitForSelector(stepShows);
      assert.deepEqual(await row(), { suspected: 0, awaits_confirmation: 0, answers: ANSWERS });
      await end();
    });
  }

  it("stores the answers of a program that fills every field, and lets them wait", async () => {
    const { page, row, end } = await open("popup");
    const inputs = await page.$$("dormouse-form >>> input");
    for (const input of inputs)
      await input.evaluate((it) => {
        /** @type {HTMLInputElement} */ (it).value = "ada@example.com";
      });
    await page.$eval("dormouse-form >>> [type=submit]", (it) => /** @type {HTMLElement} */ (it).click());
    await page.waitForSelector(stepShows);
    assert.deepEqual(await row(), { suspected: 1, awaits_confirmation: 1, answers: ANSWERS });
    await end();
  });

  it("stores answers that are sent as soon as the form opens, and lets them wait", async () => {
    const { page, row, end } = await open("popup", {
      atOnce: (root) => {
        /** @type {HTMLInputElement} */ (root.querySelector("[type=email]")).value = "ada@example.com";
        /** @type {HTMLElement} */ (root.querySelector("[type=submit]")).click();
      },
    });
    await page.waitForSelector(stepShows);
    assert.deepEqual(await row(), { suspected: 1, awaits_confirmation: 1, answers: ANSWERS });
    await end();
  });
});
