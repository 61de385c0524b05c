/** The report in a real browser: it requests nothing, it is accessible, and foreign pages cannot accept with it. */

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, describe, it } from "node:test";
import puppeteer from "puppeteer-core";
import { encode, pixelHash } from "../src/picture/png.js";
import { serveReport } from "../src/report/serve.js";
import { writeReport } from "../src/report/write.js";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const EVIL = '</script><img src="http://127.0.0.1:9/x" onerror="window.evil=1"><b>';

/** @param {number} level */
function flat(level) {
  const picture = { width: 40, height: 30, rgb: Buffer.alloc(40 * 30 * 3, level) };
  return { picture, png: encode(picture) };
}

/** @param {string} folder @param {number} count @returns {Promise<import("../src/report/data.js").Report>} */
async function report(folder, count) {
  const expected = { path: join(folder, "expected.png"), pixels: pixelHash(flat(100).picture), version: "150" };
  await writeFile(expected.path, flat(100).png);
  const picture = (/** @type {string} */ id) => ({
    id,
    name: "open@375",
    of: "button/plain",
    component: "button",
    state: "open",
    width: 375,
    height: 667,
    mode: "plain",
    is_pressed: false,
    host: "blank",
    expected: "open@375",
  });
  const region = {
    x: 4,
    y: 4,
    width: 10,
    height: 10,
    pixels: 100,
    largest: 20,
    label: "color only",
    components: ["button"],
  };
  const change = {
    path: "form/button",
    component: "button",
    what: /** @type {const} */ ("changed"),
    moved: { x: 0, y: 1 },
    resized: undefined,
    styles: [{ property: "color", from: "red", to: EVIL }],
    follows: ["height"],
    text: undefined,
    attributes: [],
    accessibility: undefined,
    fonts: undefined,
    matches: [],
  };
  const pictures = Array.from({ length: count }, (_, i) => ({
    result: {
      picture: picture(`button/plain/open@${i}`),
      engine: /** @type {const} */ ("chromium"),
      outcome: /** @type {const} */ ("changed"),
      png: flat(120).png,
      expected,
      log: [EVIL],
    },
    label: "color only",
    difference: { pixels: 1200, largest: 20, size: { width: 40, height: 30 } },
    regions: [{ ...region, changes: [change] }],
    accessibility: ['- button "a"', `+ button "${EVIL}"`],
    causes: [],
    is_looked_at: true,
    by: /** @type {const} */ ("build"),
    note: "",
  }));
  const failed = {
    ...pictures[0],
    result: {
      ...pictures[0]?.result,
      picture: picture("coupon/x/open@1"),
      outcome: /** @type {const} */ ("failed"),
      png: undefined,
      problem: EVIL,
    },
    regions: [],
  };
  const cause = {
    key: "k",
    kind: /** @type {const} */ ("css"),
    components: ["button"],
    text: `.b{color:red → ${EVIL}}`,
    property: "color",
    selector: ".b",
    from: "red",
    to: EVIL,
    light_only: false,
  };
  return {
    engines: [{ name: "chromium", version: "156", pictures: 300, duration_ms: 12_000 }],
    pictures: 300,
    duration_ms: 12_500,
    mutated: "button",
    groups: count
      ? [
          {
            id: "group-1",
            kind: "cause",
            title: `button: color ${EVIL}`,
            about: "About.",
            components: ["button"],
            causes: [cause],
            pictures,
          },
          {
            id: "group-2",
            kind: "failed",
            title: EVIL,
            about: "About.",
            components: ["coupon"],
            causes: [],
            pictures: [failed],
          },
        ]
      : [],
  };
}

describe("the report", () => {
  /** @type {import("puppeteer-core").Browser} */
  let browser;
  /** @type {string} */
  let folder;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "dormouse-report-"));
    browser = await puppeteer.launch({
      executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu"],
    });
  });
  after(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  /** Opens a report from disk. @param {number} count @param {string} [name] */
  async function opened(count, name = `${count}.html`) {
    const path = join(folder, name);
    await writeReport(await report(folder, count), path);
    const page = await browser.newPage();
    const told = /** @type {string[]} */ ([]);
    page.on("request", (one) => {
      if (!one.url().startsWith("data:")) told.push(one.url());
    });
    page.on("console", (message) => told.push(message.text()));
    page.on("pageerror", (error) => told.push(String(error)));
    await page.goto(pathToFileURL(path).href);
    return { page, path, told };
  }

  it("requests only itself, and runs nothing that it contains as text", async () => {
    const { page, path, told } = await opened(3);
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
    await page.waitForFunction(() => document.querySelectorAll(".body").length === 4);
    for (const view of ["Slider", "Blink", "Difference"]) await page.click(`.views ::-p-text(${view})`);
    assert.deepEqual(told, [pathToFileURL(path).href]);
    assert.equal(await page.evaluate(() => /** @type {any} */ (window).evil), undefined);
    assert.equal(await page.$("main b"), null);
    await page.close();
  });

  it("has the same for machines beside it", async () => {
    await opened(3);
    const data = JSON.parse(await readFile(join(folder, "results.json"), "utf8"));
    assert.deepEqual(
      data.groups.map((/** @type {any} */ { pictures }) => pictures.length),
      [3, 1],
    );
    const [first] = data.groups[0].pictures;
    assert.equal(first.command, "npm run visual:update -- button/plain/open@0");
    assert.equal(first.images, undefined);
    assert.equal(data.mutated, "button");
  });

  it("compares by keyboard", async () => {
    const { page } = await opened(1);
    const button = await page.waitForSelector(".views ::-p-text(Slider)");
    await button?.focus();
    await page.keyboard.press("Enter");
    await page.focus("input[type=range]");
    const at = () => page.$eval(".slide", (frame) => /** @type {HTMLElement} */ (frame).style.getPropertyValue("--at"));
    assert.equal(await at(), "50%");
    await page.keyboard.press("ArrowRight");
    assert.equal(await at(), "51%");
    await page.keyboard.press("Home");
    assert.equal(await at(), "0%");
    await page.close();
  });

  it("shows which pixels differ", async () => {
    const { page } = await opened(1);
    await page.click(".views ::-p-text(Difference)");
    await page.waitForFunction(() => {
      const canvas = /** @type {HTMLCanvasElement | null} */ (document.querySelector(".stage canvas"));
      return canvas?.getContext("2d")?.getImageData(20, 20, 1, 1).data[0] === 224;
    });
    await page.close();
  });

  it("filters by component and outcome", async () => {
    const { page } = await opened(2);
    const shown = () => page.$$eval(".picture", (all) => all.filter((one) => one.checkVisibility()).length);
    assert.equal(await shown(), 3);
    await page.select("select[name=outcome]", "failed");
    assert.equal(await shown(), 1);
    await page.select("select[name=outcome]", "");
    await page.select("select[name=component]", "coupon");
    assert.equal(await shown(), 1);
    await page.close();
  });

  it("is accessible, on any screen and in both schemes", async () => {
    for (const count of [0, 2]) {
      const { page } = await opened(count);
      for (const { width, scheme } of [
        { width: 1440, scheme: "light" },
        { width: 390, scheme: "dark" },
      ]) {
        await page.setViewport({ width, height: 900 });
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
        assert.ok(
          await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
          `${width} px has to be enough`,
        );
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => /** @type {any} */ (window).axe.run());
        assert.deepEqual(
          violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes[0].html}`),
          [],
          `${count} pictures, ${width} px, ${scheme}`,
        );
      }
      await page.close();
    }
  });

  it("says so if nothing changed", async () => {
    const { page } = await opened(0);
    assert.match(
      await page.$eval("main", (main) => /** @type {HTMLElement} */ (main).innerText),
      /Every pixel is as expected/,
    );
    await page.close();
  });

  it("leaves out pictures that would make it too large, and says which", async () => {
    const { page } = await opened(40);
    assert.match(await page.$eval("#left-out", (place) => place.textContent ?? ""), /28 pictures small/);
    await page.close();
  });

  it("accepts by click if it is served", async () => {
    const { path } = await opened(2);
    const asked = /** @type {string[][]} */ ([]);
    const served = await serveReport(path, { accept: (ids) => asked.push(ids) });
    const page = await browser.newPage();
    await page.goto(served.url);
    await page.click(".group .body .accept");
    await page.waitForSelector(".is-accepted");
    await page.click(".group > header .accept");
    await page.waitForFunction(() => document.querySelectorAll(".is-accepted").length === 2);
    assert.deepEqual(asked, [["button/plain/open@0"], ["button/plain/open@1"]]);
    await page.close();
    await served.close();
  });

  it("refuses requests of other pages", async () => {
    const { path } = await opened(1);
    let asked = 0;
    const served = await serveReport(path, { accept: () => (asked += 1) });
    const page = await (await fetch(served.url)).text();
    const token = page.match(/name="accept-token" content="(\w{64})"/)?.[1] ?? "";
    const origin = served.url.slice(0, -1);
    /** @param {Record<string, string>} headers @param {string} [body] @returns {Promise<number | undefined>} */
    const post = (headers, body = JSON.stringify({ pictures: [{ id: "a", engine: "chromium" }] })) =>
      new Promise((resolve, reject) => {
        const sent = request(`${origin}/accept`, { method: "POST", headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        sent.on("error", reject);
        sent.end(body);
      });
    assert.equal(await post({ origin, "x-accept-token": "0".repeat(64) }), 403);
    assert.equal(await post({ origin }), 403);
    assert.equal(await post({ origin: "http://shop.example", "x-accept-token": token }), 403);
    assert.equal(await post({ "x-accept-token": token }), 403);
    assert.equal(await post({ host: "shop.example", origin: "http://shop.example", "x-accept-token": token }), 403);
    assert.equal(await post({ origin, "x-accept-token": token }, "[]"), 422);
    assert.equal(asked, 0);
    assert.equal(await post({ origin, "x-accept-token": token }), 200);
    assert.equal(asked, 1);
    await served.close();
  });
});
