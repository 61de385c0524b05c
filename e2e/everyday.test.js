/**
 * The everyday forms of `fixtures/everyday`, published to a running service and opened by their real triggers: every
 * state must satisfy the invariants on each screen. The screenshots in `target/everyday` are for people.
 */

import assert from "node:assert/strict";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { stepSays, takesPresses, visitor } from "./support/browser.js";
import { bodyWith, HEAD } from "./support/everyday-shop.js";
import { axeProblemsOf, settled } from "./support/form-look.js";
import { shopPage } from "./support/shop-page.js";
import { useBrowser } from "./support/use.js";

const FOLDER = fileURLToPath(new URL("../target/everyday/", import.meta.url));
const FIXTURES = new URL("../fixtures/everyday/", import.meta.url);
const INVARIANTS = await readFile(new URL("../visual-tests/src/stage/invariants.js", import.meta.url), "utf8");

/** A phone with the browser's bars, the same on its side, and a desk. */
const SCREENS = [
  { width: 375, height: 553 },
  { width: 667, height: 375 },
  { width: 1440, height: 900 },
];

/** @typedef {import("puppeteer-core").Page} Page */

/**
 * What opens each form, and the text of the step after its submit. Banners show together.
 * @type {Record<string, { files: string[], come?: (page: Page) => Promise<unknown>, thanks?: string }>}
 */
const FORMS = {
  welcome: { files: ["welcome"], thanks: "WELCOME20" },
  "exit intent with a cart over 50": { files: ["exit-cart"], come: leave },
  "free shipping": { files: ["free-shipping"] },
  footer: {
    files: ["footer"],
    come: (page) => page.evaluate(() => scrollTo(0, document.body.scrollHeight)),
    thanks: "Thank you",
  },
  "German flyout": {
    files: ["german-flyout"],
    come: (page) => page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2)),
    thanks: "HALLO10",
  },
  "corner teaser": { files: ["corner-teaser"], thanks: "CORNER15" },
  "back in stock": { files: ["back-in-stock"], come: (page) => page.click("#notify"), thanks: "We will write to you" },
  "sale countdown": { files: ["sale-countdown"] },
  "age gate": { files: ["age-gate"] },
  "two banners": { files: ["free-shipping", "bottom-banner"] },
};

const read = async (/** @type {string} */ file) =>
  JSON.parse(await readFile(new URL(`${file}.json`, FIXTURES), "utf8"));

/** The pointer leaves through the top of the page, once it has been there long enough. @param {Page} page */
async function leave(page) {
  await page.mouse.move(200, 200);
  while (!(await page.$("dormouse-form"))) {
    await page.mouse.move(200, 100);
    await page.mouse.move(200, -10);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe("everyday forms", () => {
  const { service, browser } = useBrowser();
  before(async () => {
    await rm(FOLDER, { recursive: true, force: true });
    await mkdir(FOLDER, { recursive: true });
  });

  it("are all here", async () => {
    const files = (await readdir(FIXTURES)).filter((file) => file.endsWith(".json"));
    assert.deepEqual(
      new Set(Object.values(FORMS).flatMap(({ files }) => files.map((file) => `${file}.json`))),
      new Set(files),
    );
  });

  /**
   * @param {Page} page
   * @param {string} name Of the picture.
   * @param {string[]} problems
   * @param {boolean} has_acted
   */
  async function look(page, name, problems, has_acted) {
    await settled(page);
    const faults = await page.evaluate(
      (has_acted) => /** @type {any} */ (window).stageInvariants({ has_acted, moves: false }),
      has_acted,
    );
    problems.push(...[...faults, ...(await axeProblemsOf(page))].map((fault) => `${name}: ${fault}`));
    await page.screenshot({ path: `${FOLDER}${name}.png` });
  }

  /** @param {Page} page @param {number} count */
  const open = (page, count) =>
    page.waitForFunction(
      (count) => document.querySelectorAll("dormouse-form[data-state=open]").length === count,
      { timeout: 20_000 },
      count,
    );

  for (const [index, [title, { files, come, thanks }]] of Object.entries(FORMS).entries()) {
    it(`${title}: every state satisfies the invariants on every screen`, async () => {
      const forms = await Promise.all(files.map(read));
      const has_teaser = forms[0].versions[0].teaser;
      const shop = await shopPage(service, {
        site: `everyday${index}`,
        forms,
        head: HEAD,
        body: bodyWith(forms[0].form_id),
        routes: ["/checkout", "/sale", "/shipping", "/privacy"],
      });
      const problems = /** @type {string[]} */ ([]);
      for (const screen of SCREENS) {
        const name = `${title.replaceAll(" ", "-")}-${screen.width}`;
        const { page, context, problems: told } = await visitor(browser);
        await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
        await page.setViewport(screen);
        await page.evaluateOnNewDocument(INVARIANTS);
        await page.goto(shop.url);
        if (has_teaser) {
          await page.waitForSelector("dormouse-form[data-state=teaser]");
          await look(page, `${name}-teaser`, problems, false);
          await page.click("dormouse-form >>> [data-dormouse-teaser]");
        }
        await come?.(page);
        await open(page, files.length);
        await look(page, `${name}-open`, problems, false);
        if (thanks) {
          await takesPresses();
          await page.locator("dormouse-form >>> form button[type=submit]").click();
          await page.waitForSelector("dormouse-form >>> [aria-invalid]");
          await look(page, `${name}-error`, problems, true);
          await page.type("dormouse-form >>> input[type=email]", "ada@example.com");
          await page.keyboard.press("Enter");
          await stepSays(page, thanks);
          await look(page, `${name}-thanks`, problems, true);
        }
        assert.deepEqual(told, []);
        await context.close();
      }
      shop.close();
      assert.equal(problems.length, 0, `\n${problems.join("\n")}`);
    });
  }
});
