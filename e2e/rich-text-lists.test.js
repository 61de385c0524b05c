/**
 * Lists look the same in a form and in the editor: for random Deltas, the marker of each line, and its position beside
 * the line, read from the rendered page of both.
 *
 * Pictures of both, side by side, are in `target/lists/side-by-side.png` afterwards.
 *
 * `SEED=7 COUNT=4000 node --test e2e/rich-text-lists.test.js` tests more than the 400 that run each time.
 */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isDeepStrictEqual, promisify } from "node:util";
import { launch } from "./support/browser.js";
import { randomListDeltas } from "./support/list-deltas.js";
import { linesIn } from "./support/list-markers.js";
import { QUILL_SCRIPT } from "./support/quill.js";
import { shrink } from "./support/shrink.js";

const BINARY = fileURLToPath(new URL("../target/release/dormouse", import.meta.url));
const QUILL_STYLE = new URL("../node_modules/quill/dist/quill.snow.css", import.meta.url);
const PICTURES = fileURLToPath(new URL("../target/lists", import.meta.url));
const SEED = Number(process.env.SEED ?? 16);
const COUNT = Number(process.env.COUNT ?? 400);
/** Texts in one form: as many as a column has rows. */
const BATCH = 30;
/** Failures that are made small and shown. */
const SHOWN = 3;
/** Marks the element of a text. */
const PLACE = "data-text";
/** As far as browsers put a dot from the words beside it, and a little more. */
const WIDEST_GAP_PX = 13;

/** @typedef {{ delta: { ops: any[] } }} Case */
/** @typedef {import("./support/list-markers.js").Line} Line */

let folder = "";
/** @type {import("puppeteer-core").Browser} */
let browser;
/** @type {import("puppeteer-core").Page} */
let editor;
/** @type {import("puppeteer-core").Page} */
let form;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "dormouse-lists-"));
  browser = await launch();
  editor = await browser.newPage();
  await editor.addStyleTag({ content: await readFile(QUILL_STYLE, "utf8") });
  await editor.addScriptTag({ content: await readFile(QUILL_SCRIPT, "utf8") });
  form = await browser.newPage();
});
after(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

test("the example of numbers that go on: 1, •, 2, a quote, 3, a", async () => {
  const [request] = (await readFile(new URL("../fixtures/rich-text-cases/list-numbers.jsonl", import.meta.url), "utf8"))
    .trim()
    .split("\n");
  const { content } = JSON.parse(request);
  for (const lines of [(await inEditor([{ delta: content }]))[0], (await inForm([{ delta: content }], "shadow"))[0]]) {
    assert.deepEqual(
      lines.map(({ marker }) => marker),
      ["1.", "•", "2.", "", "3.", "a."],
    );
  }
});

test("a centered item has its dot beside it", async () => {
  const request = await readFile(new URL("../fixtures/rich-text-cases/centered-bullet.jsonl", import.meta.url), "utf8");
  const { content } = JSON.parse(request);
  for (const isolation of ISOLATIONS) {
    const [[line]] = await inForm([{ delta: content }], isolation);
    assert.deepEqual([line.marker, isBeside(line)], ["•", true], JSON.stringify(line));
  }
});

test(`${COUNT} random Deltas with lists from seed ${SEED}`, { timeout: 120_000 + COUNT * 400 }, async () => {
  const cases = randomListDeltas(SEED, COUNT);
  const [shown, differ] = await compared(cases);
  const failing = cases.filter((_, index) => differ[index]);
  const reports = [];
  for (const one of failing.slice(0, SHOWN)) reports.push(await report(await shrink(one, differWithinRules)));
  assert.equal(
    failing.length,
    0,
    `${failing.length} of ${COUNT} Deltas differ; some of them, made small:\n\n${reports.join("\n\n")}`,
  );
  const markers = shown.flat().filter(({ marker }) => marker);
  console.log(
    `${COUNT} Deltas, ${shown.flat().length} lines, ${markers.length} markers, ${new Set(markers.map(({ marker }) => marker)).size} different ones`,
  );
});

test("pictures of the editor and of the form, side by side, in target/lists", async () => {
  const examples = [];
  for (const name of ["list-numbers", "centered-bullet"]) {
    const lines = await readFile(new URL(`../fixtures/rich-text-cases/${name}.jsonl`, import.meta.url), "utf8");
    for (const line of lines.trim().split("\n")) examples.push({ delta: JSON.parse(line).content });
  }
  const cases = [...examples, ...randomListDeltas(SEED, 10)];
  const [left, right] = [await editorPictures(cases), await formPictures(cases)];
  const page = await browser.newPage();
  const image = (/** @type {string} */ png) => `<td><img src="data:image/png;base64,${png}"></td>`;
  await page.setContent(
    `<style>td{vertical-align:top}</style><table border="1"><tr><th>Quill</th><th>form</th></tr>${left.map((png, i) => `<tr>${image(png)}${image(right[i])}</tr>`).join("")}</table>`,
  );
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, "side-by-side.png"), fullPage: true });
  await page.close();
  assert.deepEqual([left.length, right.length], [cases.length, cases.length]);
});

/** @param {Case[]} cases */
async function editorPictures(cases) {
  await inEditor(cases);
  const style = await editor.addStyleTag({ content: `[${PLACE}],[${PLACE}]>*{height:auto!important;width:400px}` });
  const pictures = await picturesOf(editor, "");
  await style.evaluate((style) => /** @type {Element} */ (style).remove());
  return pictures;
}

/** @param {Case[]} cases */
async function formPictures(cases) {
  await inForm(cases, "shadow");
  return picturesOf(form, "dormouse-form >>> ");
}

/** Pictures of all texts on a page, in order, as base64. @param {import("puppeteer-core").Page} page @param {string} root */
async function picturesOf(page, root) {
  // Behind another tab, a page paints nothing.
  await page.bringToFront();
  const found = await page.$$(`${root}[${PLACE}]`);
  const pictures = [];
  for (const text of found) pictures.push(await text.screenshot({ encoding: "base64" }));
  return pictures;
}

/** Where forms show: each kind has its own rules against those of a page. */
const ISOLATIONS = /** @type {const} */ (["shadow", "light"]);

/**
 * The editor's look of each Delta, and which of them a form shows differently.
 * @param {Case[]} cases
 * @param {readonly ("shadow" | "light")[]} isolations Where forms show, in turn.
 * @returns {Promise<[Line[][], boolean[]]>}
 */
async function compared(cases, isolations = ISOLATIONS) {
  const shown = [];
  const differ = [];
  for (let start = 0; start < cases.length; start += BATCH) {
    const batch = cases.slice(start, start + BATCH);
    const isolation = isolations[(start / BATCH) % isolations.length];
    const [expected, found] = [await inEditor(batch), await inForm(batch, isolation)];
    shown.push(...expected);
    differ.push(...batch.map((_, index) => isShownOtherwise(found[index], expected[index])));
  }
  return [shown, differ];
}

/**
 * Which of these differ; a form does not take a text without a word.
 * @param {Case[]} cases
 */
async function differWithinRules(cases) {
  const withWords = cases.filter(({ delta }) => delta.ops.some(({ insert }) => insert.trim()));
  const differ = [];
  for (const isolation of ISOLATIONS) differ.push((await compared(withWords, [isolation]))[1]);
  return cases.map((one) => differ.some((of) => of[withWords.indexOf(one)]));
}

/**
 * The editor's two-digit numbers overlap their words; a form's are still beside them.
 * @param {Line[]} found
 * @param {Line[]} expected
 */
function isShownOtherwise(found, expected) {
  const plain = (/** @type {Line} */ { words, marker }) => ({ words, marker });
  return !isDeepStrictEqual(found.map(plain), expected.map(plain)) || !found.every(isBeside);
}

/** @param {Line} line */
const isBeside = ({ gap }) => gap === null || (gap > -1 && gap <= WIDEST_GAP_PX);

/** @param {Case} smallest */
async function report(smallest) {
  const told = (/** @type {Line[][]} */ [lines]) =>
    lines.map(({ marker, words, gap }) => `${marker} ${words} (${gap} px)`).join(" | ");
  const forms = [];
  for (const isolation of ISOLATIONS) forms.push(`  ${isolation}: ${told(await inForm([smallest], isolation))}`);
  return [JSON.stringify(smallest), `  editor: ${told(await inEditor([smallest]))}`, ...forms].join("\n");
}

/** @param {Case[]} batch */
async function inEditor(batch) {
  await editor.evaluate(
    (deltas, place) => {
      document.body.replaceChildren();
      for (const [index, delta] of deltas.entries()) {
        const element = document.body.appendChild(document.createElement("div"));
        element.setAttribute(place, String(index));
        new /** @type {any} */ (window).Quill(element).setContents(delta);
      }
    },
    batch.map(({ delta }) => delta),
    PLACE,
  );
  return inOrder(await linesIn(editor, PLACE), batch);
}

/**
 * @param {Case[]} batch
 * @param {"shadow" | "light"} isolation
 */
async function inForm(batch, isolation) {
  const rows = batch.map(({ delta }, index) => ({
    blocks: [{ id: `text${index}`, type: "rich_text", format: "delta", content: delta }],
  }));
  const version = {
    type: "popup",
    accessible_name: "Lists",
    isolation,
    triggers: [{ type: "exit_intent" }],
    steps: [{ columns: [{ rows }] }],
  };
  const path = join(folder, "form.json");
  await writeFile(
    path,
    JSON.stringify({ schema_version: 1, form_id: "listsform", name: "Lists", versions: [version] }),
  );
  await promisify(execFile)(BINARY, ["compile", path, "--out", folder]);
  await form.goto(pathToFileURL(join(folder, "preview.html")).href);
  await form.waitForSelector("dormouse-form[data-state=open]");
  await form.evaluate((place) => {
    const host = /** @type {Element} */ (document.querySelector("dormouse-form"));
    for (const [index, text] of [...(host.shadowRoot ?? host).querySelectorAll(".t")].entries())
      text.setAttribute(place, String(index));
  }, PLACE);
  return inOrder(await linesIn(form, PLACE), batch);
}

/**
 * @param {Map<string, Line[]>} lines
 * @param {Case[]} batch
 */
const inOrder = (lines, batch) => batch.map((_, index) => lines.get(String(index)) ?? []);
