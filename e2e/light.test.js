/** Light DOM: on pages whose sheets reach everything, a form has the pixels that it has in a shadow root on an empty page. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { launch, visitor } from "./support/browser.js";

const file = (/** @type {string} */ path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Sheets of the page. */
const PAGES = {
  "nothing at all": "",
  "Bootstrap 3": "bootstrap3/dist/css/bootstrap.min.css",
  "Bootstrap 5": "bootstrap/dist/css/bootstrap.min.css",
  Foundation: "foundation-sites/dist/css/foundation.min.css",
  "Tailwind preflight": "tailwindcss/preflight.css",
  "Semantic UI": "semantic-ui-css/semantic.min.css",
  "jQuery UI": "jquery-ui-dist/jquery-ui.min.css",
};

/** Rules that real themes have, sharpened. */
const RULES = {
  "everything unset": "* { all: unset }",
  "everything unset, importantly": "*, ::before, ::after { all: unset !important }",
  "wide boxes": "div, section, form { width: 100% !important; float: left !important; margin: 9px !important }",
  "loud buttons": "button, input { background: lime !important; height: 9px !important; border: 9px solid red !important; text-transform: uppercase !important }",
  "pictures of a size": "svg, path { width: 300px !important; fill: red !important } img { width: 40px !important; height: 40px !important; border: 3px solid red !important }",
  "a page that shouts": "html { font: italic 62.5%/3 fantasy; letter-spacing: 4px; direction: rtl; color: red } * { font-family: fantasy !important; letter-spacing: 3px !important; text-shadow: 1px 1px red !important; position: static !important; box-sizing: content-box !important }",
  "what is gone": "div, form, dialog, p, label { display: none !important; opacity: .2 !important; visibility: hidden !important; transform: rotate(3deg) !important; filter: blur(2px) !important; clip-path: inset(50%) !important }",
  "marks of its own": "::before, ::after { content: 'x' !important; color: red !important } ::placeholder { color: red !important } ::backdrop { background: lime !important }",
};

describe("light DOM", () => {
  /** @type {import("puppeteer-core").Browser} */
  let browser;
  /** @type {import("node:http").Server} */
  let server;
  let origin = "";
  let folder = "";
  /** @type {any} */
  let bundle;
  /** The page's own head. */
  let head = "";

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "dormouse-light-"));
    await promisify(execFile)(file("target/release/dormouse"), ["compile", file("fixtures/forms/welcome.json"), "--out", folder]);
    for (const name of await readdir(join(folder, "a"))) {
      if (name.endsWith(".json")) bundle = JSON.parse(await readFile(join(folder, "a", name), "utf8"));
    }
    server = createServer(async (request, response) => {
      const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
      /** @type {Record<string, string>} */
      const types = { css: "text/css", js: "text/javascript", webp: "image/webp" };
      try {
        const path = pathname === "/light.js" ? file("www/loader/src/render/light.js") : join(folder, pathname);
        const bytes = pathname === "/" ? `<!doctype html><html lang="en"><head>${head}</head><body><h1>Shop</h1></body></html>` : await readFile(path);
        response.writeHead(200, { "Content-Type": types[pathname.split(".").pop() ?? ""] ?? "text/html" });
        response.end(bytes);
      } catch {
        response.writeHead(404).end();
      }
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
    origin = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}`;
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /**
   * The form's pixels and boxes on a page.
   * @param {string} css
   * @param {"shadow" | "light"} isolation
   */
  async function look(css, isolation) {
    head = `<style>${css}</style>`;
    const { page, context } = await visitor(browser);
    await page.goto(origin);
    const seen = await page.evaluate(
      async (bundle, isolation) => {
        const host = document.createElement("dormouse-form");
        host.dataset.formId = bundle.form_id;
        host.dataset.state = "open";
        host.lang = bundle.locale;
        const root = isolation === "light" ? host : host.attachShadow({ mode: "open" });
        root.innerHTML = bundle.html;
        document.body.append(host);
        if (root instanceof ShadowRoot) {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(bundle.css);
          root.adoptedStyleSheets = [sheet];
        } else {
          const module = await import(`${location.origin}/light.js`);
          Object.assign(window, { undo: await module.makeLight(host, bundle, "") });
        }
        const dialog = /** @type {HTMLDialogElement} */ (root.querySelector(".d"));
        /** @type {HTMLFormElement} */ (dialog.querySelector("form")).hidden = false;
        dialog.showModal();
        const image = /** @type {HTMLImageElement} */ (dialog.querySelector("img"));
        image.loading = "eager";
        await image.decode();
        // The caret blinks.
        /** @type {HTMLElement | null} */ (dialog.querySelector("input:focus"))?.blur();
        const boxes = /** @type {string[]} */ ([]);
        for (const element of dialog.querySelectorAll("*")) {
          const { x, y, width, height } = element.getBoundingClientRect();
          boxes.push(`${element.localName}.${element.getAttribute("class") ?? ""} ${x} ${y} ${width} ${height}`);
        }
        const { x, y, width, height } = /** @type {Element} */ (dialog.querySelector(".p")).getBoundingClientRect();
        return { boxes, clip: { x: x + 16, y: y + 16, width: width - 32, height: height - 32 } };
      },
      bundle,
      isolation,
    );
    const inside = seen.clip.width > 32 ? await settled(() => page.screenshot({ clip: seen.clip })) : "";
    await context.close();
    return { boxes: seen.boxes, inside };
  }

  /**
   * The picture that comes twice in a row: Chromium paints an image again when it has it in full quality.
   * @param {() => Promise<Uint8Array>} shoot
   */
  async function settled(shoot) {
    let last = "";
    for (;;) {
      const png = Buffer.from(await shoot()).toString("base64");
      if (png === last) return png;
      last = png;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
  /** @type {Promise<{ boxes: string[], inside: string }> | undefined} */
  let clean;

  /** @param {string} css */
  async function check(css) {
    const expected = await (clean ??= look("", "shadow"));
    const light = await look(css, "light");
    assert.deepEqual(light.boxes, expected.boxes);
    assert.ok(light.inside === expected.inside, "pixels differ");
  }

  for (const [name, path] of Object.entries(PAGES)) {
    it(`looks the same beside ${name}`, async () => check(path && (await readFile(file(`node_modules/${path}`), "utf8"))));
  }
  for (const [name, css] of Object.entries(RULES)) it(`looks the same beside ${name}`, () => check(css));

  it("takes its sheet away again, leaves the page's own, and has ids of its own", async () => {
    head = '<p id="e0"></p>';
    const { page, context } = await visitor(browser);
    await page.goto(origin);
    const seen = await page.evaluate(async (bundle) => {
      const own = new CSSStyleSheet();
      document.adoptedStyleSheets = [own];
      const host = document.createElement("dormouse-form");
      host.innerHTML = bundle.html;
      document.body.append(host);
      const undo = await (await import(`${location.origin}/light.js`)).makeLight(host, bundle, "");
      const input = /** @type {HTMLInputElement} */ (host.querySelector("input"));
      const adopted = document.adoptedStyleSheets.length;
      undo();
      return {
        adopted,
        left: document.adoptedStyleSheets.length === 1 && document.adoptedStyleSheets[0] === own,
        label: input.labels?.length,
        described: host.querySelector(`#${input.getAttribute("aria-describedby")}`)?.className,
        id: input.id,
      };
    }, bundle);
    assert.deepEqual(seen, { adopted: 2, left: true, label: 1, described: "e", id: "dormouse-1-f0" });
    await context.close();
  });
});
