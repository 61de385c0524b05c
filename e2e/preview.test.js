/** Previews: the page that `dormouse compile` makes shows its form without a server. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { launch } from "./support/browser.js";

const file = (/** @type {string} */ path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

describe("preview", () => {
  /** @type {import("puppeteer-core").Browser} */
  let browser;
  let folder = "";

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "dormouse-preview-"));
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  for (const isolation of ["shadow", "light"]) {
    it(`shows a form of isolation ${isolation}, and requests only existing files`, async () => {
      const form = JSON.parse(await readFile(file("fixtures/forms/flyout.json"), "utf8"));
      form.versions[0].isolation = isolation;
      const path = join(folder, `${isolation}.json`);
      await writeFile(path, JSON.stringify(form));
      await promisify(execFile)(file("target/release/dormouse"), ["compile", path, "--out", join(folder, isolation)]);
      const page = await browser.newPage();
      const failures = /** @type {string[]} */ ([]);
      page.on("console", (message) => failures.push(message.text()));
      page.on("requestfailed", (request) => failures.push(request.url()));
      await page.goto(pathToFileURL(join(folder, isolation, "preview.html")).href);
      await page.waitForSelector("dormouse-form[data-state=open]");
      const seen = await page.evaluate(() => {
        const host = document.querySelector("dormouse-form");
        return {
          shadow: Boolean(host?.shadowRoot),
          sheets: Array.from(document.adoptedStyleSheets).filter((sheet) => sheet.cssRules.length > 1).length,
        };
      });
      assert.deepEqual(seen, isolation === "light" ? { shadow: false, sheets: 1 } : { shadow: true, sheets: 0 });
      assert.deepEqual(failures, []);
    });
  }
});
