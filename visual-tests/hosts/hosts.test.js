/** The hosts: each loads in a real browser, requests nothing, and does what its description says; the README lists
 * all of them. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { after, before, describe, it } from "node:test";
import puppeteer from "puppeteer-core";
import { hostNames, loadHost } from "./index.js";
import { readHost } from "./src/description.js";
import { packageOf } from "./src/files.js";

/** Flags for a headless machine without a network beyond itself. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Licenses that let anyone install and show the files. */
const PERMISSIVE = ["MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "ISC", "CC0-1.0", "Unlicense"];

const FOLDER = new URL(".", import.meta.url);
const names = await hostNames();

/** @param {string} path */
const json = async (path) => JSON.parse(await readFile(new URL(path, FOLDER), "utf8"));

/** @param {string} name */
const described = (name) => readHost(name, new URL(name, FOLDER).pathname);

describe("every host", () => {
  /** @type {import("puppeteer-core").Browser} */
  let browser;
  /** @type {import("node:http").Server} */
  let server;
  /** Documents by path, and the other requests. */
  const pages = /** @type {Record<string, string>} */ ({});
  const asked = /** @type {string[]} */ ([]);

  before(async () => {
    browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: FLAGS });
    server = createServer((request, response) => {
      const html = pages[request.url ?? ""];
      if (html === undefined) asked.push(request.url ?? "");
      response.writeHead(html === undefined ? 404 : 200, { "Content-Type": "text/html; charset=utf-8" }).end(html);
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  });
  after(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
  });

  /**
   * Opens a document, and waits until all is there that it shows.
   * @param {string} name
   * @param {string} html
   */
  async function open(name, html) {
    const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
    pages[`/${name}`] = html;
    const page = await browser.newPage();
    const problems = /** @type {string[]} */ ([]);
    page.on("request", (request) => {
      if (!request.url().startsWith("data:")) asked.push(request.url());
    });
    page.on("pageerror", (error) => problems.push(`error: ${error}`));
    page.on("console", (message) => problems.push(`${message.type()}: ${message.text()}`));
    asked.length = 0;
    await page.goto(`http://127.0.0.1:${port}/${name}`);
    await page.evaluate(async () => void (await document.fonts.ready));
    return { page, problems, document_url: page.url() };
  }

  for (const name of names) {
    it(`${name} loads, requests nothing and does what it says`, async () => {
      const host = await loadHost(name);
      assert.ok(host.sign, "host.json lacks `sign`");
      const { page, problems, document_url } = await open(name, host.html);
      assert.equal(await page.evaluate(host.sign), true, host.sign);
      // Rules for hovering, printing or dark mode load late.
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
      await page.emulateMediaType("print");
      await page.mouse.move(200, 200);
      await page.screenshot();
      await page.close();
      assert.deepEqual(asked, [document_url]);
      assert.deepEqual(problems, []);
    });
    it(`${name} names nothing that could be requested`, async () => {
      const { css } = await loadHost(name);
      const rules = css.replace(/\/\*[^]*?\*\//g, "");
      assert.doesNotMatch(rules, /url\((?!\s*["']?\s*(?:data:|#))|@import/i);
    });
  }

  it("has none of the other hosts' effects if it is empty", async () => {
    const { page } = await open("empty", (await loadHost("empty")).html);
    const holding = /** @type {string[]} */ ([]);
    for (const name of names) {
      const { sign } = await loadHost(name);
      // If a library is missing, so is its name.
      if (
        await page.evaluate((sign) => {
          try {
            return eval(sign);
          } catch {
            return false;
          }
        }, String(sign))
      )
        holding.push(name);
    }
    await page.close();
    assert.deepEqual(holding, ["empty"]);
  });

  it("shows the inserted content", async () => {
    const { html } = await loadHost("bootstrap-5", { head: '<meta name="mine">', body: '<p id="mine">$& here</p>' });
    const { page } = await open("insertions", html);
    assert.equal(await page.evaluate(() => document.head.querySelector("meta[name=mine]") !== null), true);
    assert.equal(await page.evaluate(() => document.body.lastElementChild?.id), "mine");
    assert.equal(await page.evaluate(() => document.querySelector("#mine")?.textContent), "$& here");
    await page.close();
  });

  it("is the same document each time", async () => {
    for (const name of names) assert.equal((await loadHost(name)).html, (await loadHost(name)).html);
  });
});

describe("the files of hosts", () => {
  for (const name of names) {
    it(`${name} names its license, and the packages that it reads`, async () => {
      const { sheets = [], scripts = [], license, debian } = await described(name);
      const files = [...sheets, ...scripts];
      if (files.length === 0) return assert.equal(license, undefined, "what is the kit's own has the kit's license");
      assert.ok(license && PERMISSIVE.includes(license), license);
      for (const file of files) {
        if (file.startsWith("/")) assert.ok(debian, `${file}: which package brings it?`);
        else if (packageOf(file) !== "jquery") assert.equal((await installed(packageOf(file))).license, license);
      }
    });
  }

  it("is named with its exact version in package.json, as in the project's own", async () => {
    const { dependencies } = await json("package.json");
    const hosts = await Promise.all(names.map(described));
    const files = hosts
      .flatMap(({ sheets = [], scripts = [] }) => [...sheets, ...scripts])
      .filter((file) => !file.startsWith("/"));
    assert.deepEqual([...new Set(files.map(packageOf))].sort(), Object.keys(dependencies).sort());
    const project = await json("../../package.json");
    for (const [name, version] of Object.entries(dependencies)) {
      assert.equal(project.devDependencies[name], version, name);
      assert.equal((await installed(name)).version, /** @type {string} */ (version).split("@").at(-1), name);
    }
  });
});

describe("the README", () => {
  it("has a table of all hosts, equal to their folders", async () => {
    const readme = await readFile(new URL("README.md", FOLDER), "utf8");
    const rows = await Promise.all(
      names.map(async (name) => {
        const host = await described(name);
        return `| \`${name}\` | ${host.about} | ${await sourceOf(host)} | ${host.license ?? "the kit's own"} |`;
      }),
    );
    const found = readme.split("\n").filter((line) => line.startsWith("| `") && line.split("|").length === 6);
    assert.deepEqual(found, rows);
  });
  for (const example of ["with-puppeteer.js", "with-node-http.js"]) {
    it(`shows ${example} unchanged`, async () => {
      const readme = await readFile(new URL("README.md", FOLDER), "utf8");
      assert.ok(readme.includes(`\`\`\`js\n${await readFile(new URL(`examples/${example}`, FOLDER), "utf8")}\`\`\``));
    });
  }
});

/**
 * The sources of a host's files.
 * @param {import("./src/description.js").Host} host
 */
async function sourceOf({ sheets = [], scripts = [], debian }) {
  const { dependencies } = await json("package.json");
  const packages = [...new Set([...sheets, ...scripts].filter((file) => !file.startsWith("/")).map(packageOf))];
  const sources = packages.map((name) =>
    dependencies[name].startsWith("npm:") ? dependencies[name] : `npm:${name}@${dependencies[name]}`,
  );
  return [...sources, ...(debian ? [`Debian's ${debian}`] : [])].join(", ") || "handmade";
}

/** @param {string} name */
const installed = (name) => json(`../../node_modules/${name}/package.json`);
