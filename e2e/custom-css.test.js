/**
 * Custom CSS never hides the close button or a consent text from a visitor: each attack is refused at publish, or the
 * form shows without it; honest custom CSS stays. In all three engines, because each has its own layout.
 */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { ATTACKS, HONEST } from "./support/custom-css-sheets.js";
import { launch, names } from "./support/engines.js";

const file = (/** @type {string} */ path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Time passes this much faster in the page, so that periodic checks run soon. */
const HASTE = 20;

/** @param {string} custom_css @param {number} i */
const formWith = (custom_css, i) => ({
  schema_version: 1,
  form_id: `custom${i}`,
  name: "Letters",
  versions: [
    {
      type: "popup",
      triggers: [{ type: "immediate" }],
      styles: { custom_css, animation: { type: "none" } },
      steps: [
        {
          columns: [
            {
              rows: [
                {
                  blocks: [
                    {
                      id: "head",
                      type: "rich_text",
                      format: "markdown",
                      content: "# Letters in the evening\n\nOnce a **month**, with [a story](https://a.example/).",
                    },
                  ],
                },
                {
                  blocks: [
                    {
                      id: "terms",
                      type: "rich_text",
                      format: "markdown",
                      content: "I agree to letters. [Terms](https://a.example/terms)",
                      consent: { channel: "email" },
                    },
                  ],
                },
                { blocks: [{ id: "mail", type: "email", label: "Email", placeholder: "you@a.example" }] },
                {
                  blocks: [
                    { id: "send", type: "button", label: "Subscribe", action: { type: "next_step", submit: true } },
                  ],
                },
                { blocks: [{ id: "no", type: "button", label: "No, thank you", action: { type: "close" } }] },
              ],
            },
          ],
        },
        {
          columns: [
            { rows: [{ blocks: [{ id: "thanks", type: "rich_text", format: "markdown", content: "Thanks" }] }] },
          ],
        },
      ],
    },
  ],
});

/**
 * @param {string[]} sheets
 * @returns {Promise<{ problems?: { path: string, message: string }[], bundle: any, light: string }[]>}
 */
async function compile(sheets) {
  const child = spawn(file("target/release/dormouse"), ["compile", "--jsonl"], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(sheets.map((css, i) => JSON.stringify(formWith(css, i)) + "\n").join(""));
  const lines = (await child.stdout.setEncoding("utf8").toArray()).join("").trim().split("\n");
  return lines.map((line) => {
    const { problems, bundle, files } = JSON.parse(line);
    const light = Object.keys(files ?? {}).find((name) => name.endsWith(".css"));
    return { problems, bundle: bundle && JSON.parse(files[bundle].text), light: light ? files[light].text : "" };
  });
}

/** Serves the render module and its parts, and sheets for light DOM. */
async function serve() {
  const parts = JSON.parse(await readFile(file("dist/storefront/render-parts.json"), "utf8"));
  const render = await readFile(file("dist/storefront/render.js"), "utf8");
  const sheets = /** @type {Record<string, string>} */ ({});
  const server = createServer((request, response) => {
    const path = (request.url ?? "").slice(1);
    const part = parts[path.replace(/\.js$/, "")];
    const type = path.endsWith(".js")
      ? "text/javascript"
      : path.endsWith(".css")
        ? "text/css"
        : "text/html; charset=utf-8";
    response.setHeader("content-type", type);
    response.end(
      path === "render.js"
        ? render
        : (part ?? sheets[path] ?? `<!doctype html><link rel="icon" href="data:,"><title>Custom CSS</title>`),
    );
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}/`, sheets, close: () => server.close() };
}

/**
 * Runs in the page: shows a form, and begins to look.
 * @param {any} bundle @param {string} light @param {number} haste
 */
async function showIn(bundle, light, haste) {
  const view = /** @type {any} */ (window);
  view.realTimeout ??= window.setTimeout;
  view.looks = 0;
  view.setTimeout = (/** @type {() => void} */ run, /** @type {number} */ ms) => {
    if (ms === 400) view.looks += 1;
    return view.realTimeout(run, ms / haste);
  };
  for (const host of document.querySelectorAll("dormouse-form")) host.remove();
  document.adoptedStyleSheets = [];
  bundle.isolation = light ? "light" : "shadow";
  // The string is a generated address, not a module of this project's sources.
  const address = "/render.js";
  const render = await import(address);
  view.told = "";
  addEventListener("dormouse", (/** @type {any} */ { detail }) => (view.told += detail.metaData?.reason ?? ""));
  await render.show(bundle, null, 0, undefined, {
    custom_css: "/custom_css.js",
    light: "/light.js",
    "light.css": light,
  });
  return true;
}

/** Runs in the page: whether the form has been looked at often enough, or goes without its custom CSS. */
function isSettled() {
  const view = /** @type {any} */ (window);
  return (
    document.querySelector("dormouse-form")?.getAttribute("data-state") === "open" &&
    (view.looks >= 3 || view.told.includes("custom_css"))
  );
}

/** Runs in the page: which needed elements a visitor cannot see or reach, and whether the custom CSS is still there. */
function judge() {
  const host = /** @type {HTMLElement} */ (document.querySelector("dormouse-form"));
  const root = host.shadowRoot ?? host;
  const panel = /** @type {Element} */ (root.querySelector("[part~=panel]"));
  const faults = /** @type {string[]} */ ([]);
  for (const name of ["close-button", "consent"]) {
    const element = /** @type {HTMLElement} */ (panel.querySelector(`[part~=${name}]`));
    element.scrollIntoView({ block: "nearest" });
    const box = element.getBoundingClientRect();
    const from = host.shadowRoot ?? document;
    const hit = from.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    if (box.width < 12 || box.height < 12) faults.push(`${name} is ${box.width} × ${box.height}`);
    if (!hit || !element.contains(hit))
      faults.push(`${name} is covered by ${hit?.getAttribute("part") ?? hit?.localName}`);
    const { opacity, visibility, fontSize } = getComputedStyle(element);
    if (+opacity < 0.6 || visibility !== "visible" || (name === "consent" && parseFloat(fontSize) < 9))
      faults.push(`${name} has opacity ${opacity}, visibility ${visibility}, font size ${fontSize}`);
  }
  return { faults, dropped: /** @type {any} */ (window).told.includes("custom_css") };
}

describe("custom CSS", () => {
  /** @type {Awaited<ReturnType<typeof serve>>} */
  let server;
  /** @type {Awaited<ReturnType<typeof compile>>} */
  let attacks;
  /** @type {Awaited<ReturnType<typeof compile>>} */
  let honest;
  before(async () => {
    server = await serve();
    [attacks, honest] = [await compile(ATTACKS), await compile(HONEST)];
    honest.forEach(({ light }, i) => (server.sheets[`honest${i}.css`] = light));
    attacks.forEach(({ light }, i) => (server.sheets[`attack${i}.css`] = light));
  });
  after(() => server?.close());

  it("has at least 60 attacks and 60 honest sheets", () => {
    assert.ok(ATTACKS.length >= 60 && HONEST.length >= 60, `${ATTACKS.length} and ${HONEST.length}`);
  });

  it("is accepted at publish if it is honest", () => {
    const refused = honest.flatMap(({ problems }, i) => (problems ? [`${HONEST[i]}: ${problems[0].message}`] : []));
    assert.deepEqual(refused, []);
  });

  it("is refused with its path", () => {
    const paths = new Set(attacks.flatMap(({ problems }) => problems?.map(({ path }) => path) ?? []));
    assert.deepEqual([...paths], ["$.versions[0].styles.custom_css"]);
  });

  for (const name of process.env.ENGINES?.split(",") ?? names) {
    describe(`in ${name}`, () => {
      /** @type {import("./support/engines.js").Engine} */
      let engine;
      /** @type {import("./support/engines.js").Visitor} */
      let visitor;
      before(async () => {
        engine = await launch(/** @type {typeof names[number]} */ (name));
        visitor = await engine.newVisitor();
        await visitor.goto(server.url);
      });
      after(() => engine?.close());

      /** @param {any} bundle @param {string} light Address of its sheet for light DOM; empty = it shows in its shadow root. */
      async function verdict(bundle, light) {
        await visitor.waitFor(showIn, bundle, light, HASTE);
        await visitor.waitFor(isSettled);
        return await visitor.evaluate(judge);
      }

      it("never hides an element that the visitor needs", async (test) => {
        const lost = [];
        let refused = 0;
        for (const [i, { problems, bundle }] of attacks.entries()) {
          if (problems) {
            refused += 1;
            continue;
          }
          const { faults } = await verdict(bundle, "");
          if (faults.length) lost.push(`${ATTACKS[i]}: ${faults.join(", ")}`);
        }
        test.diagnostic(
          `${attacks.length} attacks: ${refused} refused at publish, ${attacks.length - refused} harmless in ${name}`,
        );
        assert.deepEqual(lost, []);
      });

      it("stays if it is honest", async () => {
        const touched = [];
        for (const [i, { bundle }] of honest.entries()) {
          const { faults, dropped } = await verdict(bundle, "");
          if (dropped || faults.length) touched.push(`${HONEST[i]}: ${dropped ? "dropped" : faults.join(", ")}`);
        }
        assert.deepEqual(touched, []);
      });

      it("is dropped in light DOM, too, and stays there if it is honest", async () => {
        const attack = attacks.findIndex(({ problems }) => !problems);
        assert.ok(attack >= 0, "no attack comes as far as the page");
        const found = await verdict(attacks[attack].bundle, `/attack${attack}.css`);
        assert.deepEqual(found.faults, []);
        const { dropped, faults } = await verdict(honest[0].bundle, "/honest0.css");
        assert.deepEqual({ dropped, faults }, { dropped: false, faults: [] });
      });
    });
  }
});
