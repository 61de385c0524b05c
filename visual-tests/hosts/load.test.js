/** Loading: by name, as an object, from another folder, from a copy of the kit; and the errors if that fails. */

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { hostNames, loadHost } from "./index.js";

const KIT = fileURLToPath(new URL(".", import.meta.url));

describe("loading a host", () => {
  /** A folder with its own hosts. */
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "hosts-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /**
   * Puts files into a host's folder.
   * @param {string} name
   * @param {Record<string, string | object>} files
   */
  async function put(name, files) {
    await mkdir(join(folder, name), { recursive: true });
    for (const [file, text] of Object.entries(files))
      await writeFile(join(folder, name, file), typeof text === "string" ? text : JSON.stringify(text));
  }

  it("finds hosts in another folder, with files beside them and packages of the kit", async () => {
    await mkdir(join(folder, "no-host"));
    await put("mine", {
      "host.json": {
        about: "Mine.",
        sheets: ["first.css", "reset-css/reset.css"],
        scripts: ["./mine.js"],
        engines_note: "None.",
      },
      "first.css": "p { top: 1px; background: url(/a.png) }",
      "page.css": "p { top: 2px }",
      "page.html": '<p>Mine <img src="/b.png"></p>',
      "mine.js": 'window.mine = "</script>"; // <!--\n//# sourceMappingURL=mine.js.map\n',
    });
    assert.deepEqual(await hostNames(folder), ["mine"]);
    const { name, about, html, css, engines_note } = await loadHost("mine", { folder });
    assert.deepEqual({ name, about, engines_note }, { name: "mine", about: "Mine.", engines_note: "None." });
    assert.ok(
      css.startsWith('p { top: 1px; background: url("data:,") }') &&
        css.includes("blockquote") &&
        css.endsWith("p { top: 2px }"),
      css,
    );
    assert.ok(
      html.includes('<p>Mine <img src="data:,"></p>') && html.includes('window.mine = "<\\/script>"; // <\\!--\n'),
      html,
    );
    assert.ok(!html.includes("sourceMappingURL"));
  });

  it("takes an object instead of a name", async () => {
    const { name, html, head, body, css } = await loadHost(
      { about: "Red.", css: "p { color: red }", content: "<p>Red</p>" },
      { body: "<i></i>", viewport_meta: "" },
    );
    assert.equal(name, "unnamed");
    assert.equal(css, "p { color: red }");
    assert.ok(
      html.includes(head) &&
        html.includes(body) &&
        head.includes("<style>p { color: red }</style>") &&
        !html.includes("viewport"),
    );
    assert.equal(body, "<p>Red</p>\n<i></i>");
  });

  it("shows other content if asked", async () => {
    assert.equal((await loadHost("bootstrap-5", { content: "<p>Other</p>" })).body, "<p>Other</p>\n");
  });

  it("lists the existing hosts if the requested one does not exist", async () => {
    await assert.rejects(
      loadHost("bootstrap"),
      /^Error: no host "bootstrap" in .*hosts\/?; there are: all-unset, .*, zoom-and-direction$/,
    );
    await assert.rejects(loadHost("../hosts/empty"), /no host "\.\.\/hosts\/empty"/);
  });

  it("names the package that installs a missing file", async () => {
    const about = "Lacks something.";
    await put("lacking", { "host.json": { about, sheets: ["reset-css/reset.css", "bulma/css/other.css"] } });
    await assert.rejects(loadHost("lacking", { folder }), {
      message: `host lacking: sheets[1]: there is no "bulma/css/other.css"; the npm package bulma brings it: npm install --save-dev bulma@1.0.4 (or it must be in ${join(folder, "lacking")})`,
    });
    await assert.rejects(loadHost({ about, scripts: ["/usr/share/javascript/none.js"], debian: "libjs-none" }), {
      message:
        'host unnamed: scripts[0]: there is no "/usr/share/javascript/none.js"; the Debian package libjs-none brings it: apt-get install libjs-none',
    });
    await assert.rejects(loadHost({ about, sheets: ["mine.css"] }, { folder }), {
      message: `host unnamed: sheets[0]: there is no "mine.css"; it must be in ${folder}`,
    });
    await assert.rejects(
      loadHost({ about, css: "mine.css" }, { folder }),
      /^Error: host unnamed: css: there is no "mine.css"/,
    );
  });

  it("reports all mistakes in a host.json at once, with their paths", async () => {
    await put("wrong", { "host.json": { sheets: ["a.css", 1], sheet: "a.css", css: null } });
    const path = join(folder, "wrong", "host.json");
    await assert.rejects(loadHost("wrong", { folder }), (error) => {
      const lines = /** @type {Error} */ (error).message.split("\n");
      assert.deepEqual(
        lines.map((line) => line.replace(/; there are.*/, "")),
        [
          `${path}: about: missing; it says in one sentence what the page does to an embed`,
          `${path}: sheets[1]: expected a string, found number`,
          `${path}: sheet: no such member`,
          `${path}: css: expected a string, found null`,
        ],
      );
      return true;
    });
    await put("broken", { "host.json": "{ about: 1 }" });
    await assert.rejects(loadHost("broken", { folder }), (error) =>
      /** @type {Error} */ (error).message.startsWith(`${join(folder, "broken", "host.json")}: not JSON: `),
    );
    await assert.rejects(loadHost(/** @type {any} */ ([])), {
      message: "the host that was given: expected an object, found array",
    });
  });

  it("refuses a host that would look different without its requests", async () => {
    await put("importing", { "host.json": { about: "Imports." }, "page.css": '@import "base.css"; p { top: 1px }' });
    await assert.rejects(loadHost("importing", { folder }), {
      message: `${join(folder, "importing", "page.css")}: it imports "base.css": name that file among \`sheets\`, before it, and import nothing`,
    });
    await assert.rejects(loadHost({ about: "Asks.", content: '<script src="a.js"></script>' }), {
      message: 'host unnamed: content: it has <script src="a.js">: name that file among `scripts`',
    });
  });

  it("works from a copy of its folder, beside the packages that its package.json names", async () => {
    const copy = join(folder, "copy");
    await cp(KIT, copy, { recursive: true });
    await symlink(fileURLToPath(new URL("../../node_modules", import.meta.url)), join(copy, "node_modules"));
    const kit = await import(pathToFileURL(join(copy, "index.js")).href);
    assert.deepEqual(await kit.hostNames(), await hostNames());
    assert.equal((await kit.loadHost("bootstrap-3")).html, (await loadHost("bootstrap-3")).html);
  });

  it("is shown by examples that run", async () => {
    const path = join(folder, "shot.png");
    const { stdout } = await promisify(execFile)("node", [join(KIT, "examples/with-puppeteer.js"), "old-theme", path]);
    assert.equal(stdout, "old-theme: true\n");
    assert.ok((await stat(path)).size > 1000);

    const server = spawn("node", [join(KIT, "examples/with-node-http.js"), "0"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      const [address] = await once(server.stdout, "data");
      const url = String(address).trim();
      assert.match(await (await fetch(url)).text(), /<a href="\/milligram">milligram<\/a>/);
      assert.match(
        await (await fetch(`${url}milligram`)).text(),
        /^<!doctype html>\n<html lang="en">\n<head>.*<title>milligram<\/title>/,
      );
    } finally {
      server.kill();
    }
  });
});
