/**
 * The gallery: every form type in every state, at three widths, in both color schemes and both directions, with forced
 * colors, at 200 % zoom and with more room between letters. Nothing is cut, out of reach or against axe, and the
 * screenshots in `target/gallery` are for people to look at.
 */

import assert from "node:assert/strict";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { visitor } from "./support/browser.js";
import { axeProblemsOf, problemsOf, settled } from "./support/form-look.js";
import { useBrowser } from "./support/use.js";

const FOLDER = fileURLToPath(new URL("../target/gallery/", import.meta.url));
const SCREENS = [
  { width: 375, height: 740 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
];
const PHONE = SCREENS[0];
const DESK = SCREENS[2];
/** A screen of 1280 × 800 at 200 %: half of it in CSS px, with doubled pixels. */
const ZOOMED = { width: 640, height: 400, deviceScaleFactor: 2 };
const FIXTURES = new URL("../fixtures/forms/", import.meta.url);

/** The forms of the gallery: every example form. */
const forms = /** @type {{ form_id: string, type: string, has_teaser: boolean }[]} */ ([]);
for (const file of await readdir(FIXTURES)) {
  if (!file.endsWith(".json")) continue;
  const { form_id, versions } = JSON.parse(await readFile(new URL(file, FIXTURES), "utf8"));
  forms.push({ form_id, type: versions[0].type, has_teaser: Boolean(versions[0].teaser) });
}

const STATES = ["open", "error", "filled", "submitting", "not_sent", "success"];

/** How a state looks from outside. */
const SIGNS = /** @type {Record<string, string>} */ ({
  error: "[aria-invalid]",
  submitting: "[data-step] [aria-disabled]",
  not_sent: "[role=alert]:not(.h):not(:empty)",
});

describe("the gallery", () => {
  const { service, browser } = useBrowser();
  /** @type {import("puppeteer-core").Page} */
  let page;
  /** @type {import("puppeteer-core").CDPSession} */
  let cdp;
  /** @type {string[]} */
  let told;

  before(async () => {
    await rm(FOLDER, { recursive: true, force: true });
    await mkdir(FOLDER, { recursive: true });
    ({ page, problems: told } = await visitor(browser));
    cdp = await page.createCDPSession();
  });

  /** @param {Record<string, string>} features */
  const emulate = (features) =>
    cdp.send("Emulation.setEmulatedMedia", {
      features: Object.entries({ "prefers-reduced-motion": "reduce", ...features }).map(([name, value]) => ({
        name,
        value,
      })),
    });

  /**
   * Opens a case, and waits until it is in its state.
   * @param {string} form_id
   * @param {string} state
   * @param {string} [more] Of the address.
   */
  async function open(form_id, state, more = "") {
    await page.goto(`${service.shop}/gallery/case?form=${form_id}&state=${state}${more}`);
    await page.waitForFunction(() => document.documentElement.dataset.case !== "loading", { polling: 30 });
    const outcome = await page.evaluate(
      (form_id, sign) => {
        const problem = document.querySelector("[data-problem]")?.textContent;
        const host = /** @type {HTMLElement | null} */ (
          document.querySelector(`dormouse-form[data-form-id="${form_id}"]`)
        );
        const root = host?.shadowRoot ?? host;
        return { problem, state: host?.dataset.state, has_sign: !sign || Boolean(root?.querySelector(sign)) };
      },
      form_id,
      SIGNS[state],
    );
    assert.deepEqual(
      outcome,
      { problem: "", state: state === "teaser" ? outcome.state : "open", has_sign: true },
      `${form_id}, ${state}`,
    );
  }

  /** @param {string} name */
  async function shot(name) {
    const { data } = await cdp.send("Page.captureScreenshot", { format: "png", optimizeForSpeed: true });
    await writeFile(`${FOLDER}${name}.png`, data, "base64");
  }

  /**
   * Checks a case in its current state, and takes a screenshot of it.
   * @param {string} name
   * @param {string[]} problems
   */
  async function look(name, problems) {
    await settled(page);
    for (const problem of await problemsOf(page)) problems.push(`${name}: ${problem}`);
    await shot(name);
  }

  /** @param {string[]} problems */
  function assertNone(problems) {
    problems.push(...told);
    told.length = 0;
    assert.equal(problems.length, 0, `\n${problems.join("\n")}`);
  }

  for (const { form_id, type, has_teaser } of forms) {
    it(`shows every state of the ${type} ${form_id} at every width in both color schemes`, async () => {
      const problems = /** @type {string[]} */ ([]);
      for (const state of has_teaser ? [...STATES, "teaser"] : STATES) {
        await page.setViewport(PHONE);
        await emulate({});
        await open(form_id, state);
        for (const screen of SCREENS) {
          await page.setViewport(screen);
          // What a visitor typed, or waits for, has the colors of the open form.
          const schemes = ["open", "error", "success", "teaser"].includes(state) ? ["light", "dark"] : ["light"];
          for (const scheme of schemes) {
            const name = `${type}-${form_id}-${state}-${screen.width}-${scheme}`;
            await emulate({ "prefers-color-scheme": scheme });
            await look(name, problems);
            const rules = screen === PHONE && scheme === "light" ? undefined : ["color-contrast", "target-size"];
            if (screen === PHONE || (screen === DESK && scheme === "light")) {
              for (const problem of await axeProblemsOf(page, rules)) problems.push(`${name}: ${problem}`);
            }
          }
        }
      }
      assertNone(problems);
    });
  }

  it("turns every form for languages from right to left", async () => {
    const problems = /** @type {string[]} */ ([]);
    await emulate({});
    for (const { form_id, type } of forms) {
      for (const state of ["error", "success"]) {
        await page.setViewport(PHONE);
        await open(form_id, state, "&dir=rtl");
        for (const screen of [PHONE, DESK]) {
          await page.setViewport(screen);
          await look(`rtl-${type}-${form_id}-${state}-${screen.width}`, problems);
        }
      }
    }
    assertNone(problems);
  });

  it("keeps its outlines with forced colors, and its text at 200 % zoom and with more room between letters", async () => {
    const problems = /** @type {string[]} */ ([]);
    for (const { form_id, type } of forms) {
      for (const state of ["error", "success"]) {
        await page.setViewport(PHONE);
        await emulate({});
        await open(form_id, state);
        await page.setViewport(ZOOMED);
        await look(`zoom-${type}-${form_id}-${state}`, problems);
        for (const screen of [PHONE, DESK]) {
          await page.setViewport(screen);
          await emulate({ "forced-colors": "active" });
          await look(`forced-${type}-${form_id}-${state}-${screen.width}`, problems);
        }
        await emulate({});
        await page.setViewport(PHONE);
        await spaceText();
        await look(`spaced-${type}-${form_id}-${state}`, problems);
      }
    }
    assertNone(problems);
  });

  /** Text spacing of WCAG 2.2, 1.4.12, applied to a form. */
  const spaceText = () =>
    page.evaluate(() => {
      const root = document.querySelector("dormouse-form")?.shadowRoot ?? document;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(
        "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }",
      );
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    });

  it("lists the forms, each in a frame that shows it, and says so if there are none", async () => {
    const problems = /** @type {string[]} */ ([]);
    await emulate({});
    await page.setViewport(DESK);
    await page.goto(`${service.shop}/gallery?state=open&width=375`);
    await page.waitForSelector("iframe");
    assert.equal(await page.$$eval("iframe", (frames) => frames.length), forms.length);
    await page.waitForFunction(() => {
      const frame = document.querySelector("iframe");
      return frame?.contentDocument?.documentElement.dataset.case === "ready";
    });
    await page.waitForFunction(() => document.activeElement?.localName === "body");
    await shot("gallery-desk");
    for (const problem of await axeProblemsOf(page, undefined, "header, form, h2, footer")) problems.push(problem);
    await page.setViewport(PHONE);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "it scrolls sideways");
    await emulate({ "prefers-color-scheme": "dark" });
    await shot("gallery-phone-dark");
    await page.goto(`${service.shop}/gallery?form=nothing1`);
    await page.waitForSelector("[data-problem]:not([hidden])");
    assert.match(await page.$eval("[data-problem]", (it) => it.textContent ?? ""), /no form “nothing1”/);
    assertNone(problems);
  });
});
