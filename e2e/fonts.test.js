/** Fonts that a form brings along: used, from nowhere else, in time or without a jump. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import { form, formGone, visitor } from "./support/browser.js";
import * as engines from "./support/engines.js";
import { startService } from "./support/service.js";
import { shopPage } from "./support/shop-page.js";
import { smallForm } from "./support/small-form.js";
import { useBrowser } from "./support/use.js";

const file = await readFile(new URL("../fixtures/fonts/fraunces.woff2", import.meta.url));
const FRAUNCES = {
  family: "Fraunces",
  fallback: "serif",
  src: `data:font/woff2;base64,${file.toString("base64")}`,
};

const heading = {
  id: "heading",
  type: "rich_text",
  format: "markdown",
  content: "Join the list and get the early word on every new colour, once a month and no more than that",
};

/** @param {string} form_id */
function formWithFont(form_id) {
  const small = smallForm(form_id, { styles: { fonts: [FRAUNCES], font_family: "Fraunces", width_px: 600 } });
  /** @type {any} */ (small.versions[0].steps[0]).columns[0].rows.unshift({ blocks: [heading] });
  return small;
}

/** Families that the page has loaded for us. */
const loaded = () =>
  [...document.fonts]
    .filter((face) => face.status === "loaded" && /^"?dormouse-/.test(face.family))
    .map((face) => face.family.replaceAll('"', ""));

/** Whether the font itself is there, beside its fallback. */
const hasFont = () => [...document.fonts].some((face) => /^"?dormouse-[^-]*$/.test(face.family));

describe("a font that a form brings along", () => {
  const { service, browser } = useBrowser();

  /**
   * Names of the typefaces in which the browser painted an element of the form.
   * @param {import("puppeteer-core").Page} page
   * @param {string} selector
   */
  async function paintedIn(page, selector) {
    const session = await page.createCDPSession();
    await session.send("DOM.enable");
    await session.send("CSS.enable");
    const { result } = await session.send("Runtime.evaluate", {
      expression: `document.querySelector("dormouse-form").shadowRoot.querySelector(${JSON.stringify(selector)})`,
    });
    await session.send("DOM.getDocument", { depth: -1, pierce: true });
    const { nodeId } = await session.send("DOM.requestNode", { objectId: result.objectId ?? "" });
    const { fonts } = await session.send("CSS.getPlatformFontsForNode", { nodeId });
    await session.detach();
    return fonts.map(({ familyName, isCustomFont }) => ({ familyName, isCustomFont }));
  }

  it("paints texts, fields and buttons, under a policy without fonts and without another host", async () => {
    const policy = [
      "default-src 'none'",
      `script-src 'self' ${service.api}`,
      `connect-src ${service.api}`,
      "style-src 'self'",
      "font-src 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types dormouse",
    ].join("; ");
    const shop = await shopPage(service, {
      site: "fonts001",
      engine: "js",
      form: formWithFont("fonts01"),
      headers: { "Content-Security-Policy": policy },
    });
    const { page, requests, problems } = await visitor(browser);
    await page.goto(shop.url);
    await form(page);
    await page.waitForFunction(hasFont);
    const families = await page.evaluate(loaded);
    for (const selector of ["p", "[type=submit]"]) {
      assert.deepEqual(await paintedIn(page, selector), [{ familyName: "Fraunces", isCustomFont: true }], selector);
    }
    assert.equal(families.filter((family) => !family.endsWith("-fallback")).length, 1, `${families}`);
    const files = requests.filter((request) => request.endsWith(".woff2"));
    assert.equal(files.length, 1, `${requests}`);
    const hosts = [shop.origin, service.api];
    for (const request of requests)
      assert.ok(hosts.some((host) => request.startsWith(`GET ${host}/`)) || request.startsWith("POST "), request);
    assert.deepEqual(problems, []);
    shop.close();
  });

  it("is served as a font that never changes", async () => {
    const shop = await shopPage(service, { site: "fonts002", form: formWithFont("fonts01") });
    const { page } = await visitor(browser);
    const answered = page.waitForResponse((response) => response.url().endsWith(".woff2"));
    await page.goto(shop.url);
    const headers = (await answered).headers();
    assert.equal(headers["content-type"], "font/woff2");
    assert.match(headers["cache-control"], /immutable/);
    shop.close();
  });

  it("is not waited for, and takes the place that its fallback kept", async (t) => {
    const shop = await shopPage(service, { site: "fonts003", form: formWithFont("fonts01") });
    const { page } = await visitor(browser);
    await page.setRequestInterception(true);
    let release = () => {};
    const held = new Promise((resolve) => {
      page.on("request", (request) => {
        if (!request.url().endsWith(".woff2")) return void request.continue();
        release = () => void request.continue();
        resolve(undefined);
      });
    });
    await page.goto(shop.url);
    // It shows although the font is held back.
    await form(page);
    await held;
    assert.equal(await page.evaluate(hasFont), false);
    const box = () =>
      page.evaluate(() => {
        const root = /** @type {ShadowRoot} */ (document.querySelector("dormouse-form")?.shadowRoot);
        const text = /** @type {HTMLElement} */ (root.querySelector("p"));
        const range = document.createRange();
        range.selectNodeContents(text);
        const { width } = range.getBoundingClientRect();
        return {
          width,
          height: text.offsetHeight,
          form: /** @type {HTMLElement} */ (root.querySelector("form")).offsetHeight,
        };
      });
    const before = await box();
    const [painted] = await paintedIn(page, "p");
    const has_fallback = await page.evaluate(() =>
      [...document.fonts].some((face) => face.family.includes("-fallback")),
    );

    release();
    await page.waitForFunction(hasFont);
    assert.deepEqual(await paintedIn(page, "p"), [{ familyName: "Fraunces", isCustomFont: true }]);
    const after = await box();
    t.diagnostic(`${painted.familyName}: ${JSON.stringify(before)}, then ${JSON.stringify(after)}`);
    // A machine without any of the typefaces has nothing to stretch.
    if (has_fallback) {
      assert.ok(Math.abs(after.width / before.width - 1) < 0.03, `${before.width} px became ${after.width} px`);
      assert.equal(after.height, before.height);
      assert.equal(after.form, before.form);
    }
    shop.close();
  });

  it("that cannot load leaves the form as it is, and the page without an error", async () => {
    const shop = await shopPage(service, { site: "fonts004", form: formWithFont("fonts01") });
    const { page, problems } = await visitor(browser);
    await page.evaluateOnNewDocument(() => {
      addEventListener("unhandledrejection", () => console.error("unhandled"));
    });
    await page.setRequestInterception(true);
    page.on("request", (request) => void (request.url().endsWith(".woff2") ? request.abort() : request.continue()));
    await page.goto(shop.url);
    await form(page);
    assert.equal(await page.evaluate(hasFont), false);
    // The browser's own message about the request is the only one.
    assert.deepEqual(
      problems.filter((problem) => !problem.includes("net::ERR_FAILED")),
      [],
    );
    shop.close();
  });

  it("is added once, however often the form shows", async () => {
    const shop = await shopPage(service, { site: "fonts005", form: formWithFont("fonts01") });
    const { page, requests } = await visitor(browser);
    await page.goto(shop.url);
    for (let time = 0; time < 2; time++) {
      await form(page);
      await page.waitForFunction(hasFont);
      await page.keyboard.press("Escape");
      await formGone(page);
      if (time > 0) break;
      const answer = await page.evaluate(() =>
        /** @type {any} */ (window).dormouse.open("fonts01", { ignoreTargeting: true }),
      );
      assert.equal(answer.visible, true, JSON.stringify(answer));
    }
    const families = await page.evaluate(loaded);
    assert.equal(new Set(families).size, families.length, `${families}`);
    assert.equal(requests.filter((request) => request.endsWith(".woff2")).length, 1);
    shop.close();
  });
});

for (const name of engines.names) {
  describe(`a font in ${name}`, () => {
    /** @type {import("./support/service.js").Service} */
    let service;
    /** @type {import("./support/engines.js").Engine} */
    let engine;
    before(async () => {
      service = await startService();
      engine = await engines.launch(name);
    });
    after(async () => {
      await engine?.close();
      await service?.remove();
    });

    it("is loaded and decides how wide a text is", async (t) => {
      const shop = await shopPage(service, { site: "fonts006", form: formWithFont("fonts01") });
      const someone = await engine.newVisitor();
      await someone.goto(shop.url);
      await someone.form();
      await someone.waitFor(hasFont);
      t.diagnostic(`${await someone.evaluate(loaded)}`);
      const [family] = (await someone.evaluate(loaded)).filter(
        (/** @type {string} */ family) => !family.endsWith("-fallback"),
      );
      const [ours, serif] = await someone.evaluate((family) => {
        const paragraph = document.querySelector("dormouse-form")?.shadowRoot?.querySelector("p");
        const first = getComputedStyle(/** @type {Element} */ (paragraph))
          .fontFamily.split(",")[0]
          .replaceAll('"', "");
        const context = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
        const width = (/** @type {string} */ font) => {
          context.font = `100px ${font}`;
          return context.measureText("Join the list").width;
        };
        return first === family ? [width(family), width("serif")] : [];
      }, family);
      // The advances of these glyphs in the file, which no typeface of this machine has.
      assert.ok(ours > 0 && Math.abs(ours - serif) > 1, `${ours}, ${serif}`);
      assert.deepEqual(await someone.problems(), []);
      shop.close();
    });
  });
}
