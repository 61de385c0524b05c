/**
 * `dormouse render` writes the same HTML as Quill, byte for byte in canonical order: for random Deltas, rendered by
 * both.
 *
 * `SEED=7 COUNT=20000 node --test e2e/quill.test.js` tests more than the few hundred that run each time.
 */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { launch } from "./support/browser.js";
import { randomDeltas, withoutQuirks } from "./support/deltas.js";
import { openQuill } from "./support/quill.js";
import { shrink } from "./support/shrink.js";

const BINARY = fileURLToPath(new URL("../target/release/dormouse", import.meta.url));
const SEED = Number(process.env.SEED ?? 2);
const COUNT = Number(process.env.COUNT ?? 400);
/** How many failures are made small and shown: each takes some dozen rounds. */
const SHOWN = 5;
/** Answers of a long run, as they come from the binary. */
const MAX_OUTPUT_BYTES = 1 << 30;

/** @typedef {import("./support/deltas.js").Case} Case */

/** @type {import("puppeteer-core").Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof openQuill>>} */
let quill;

before(async () => {
  browser = await launch();
  quill = await openQuill(browser);
});

after(async () => {
  await browser?.close();
});

test("the recorded corpus is Quill's output", async () => {
  const corpus = JSON.parse(await readFile(new URL("../fixtures/rich-text/quill.json", import.meta.url), "utf8"));
  const cases = corpus.cases.filter((/** @type {any} */ { profile }) => profile !== "katex");
  const rendered = await byQuill(cases);
  const recorded = cases.map((/** @type {any} */ { canonical_inner_html, canonical_semantic_html, quill_error }) =>
    quill_error ? { error: quill_error } : { innerHTML: canonical_inner_html, semanticHTML: canonical_semantic_html },
  );
  const different = cases.filter(
    (/** @type {any} */ _, /** @type {number} */ index) => !isDeepStrictEqual(rendered[index], recorded[index]),
  );
  assert.deepEqual(
    different.map(({ name }) => name),
    [],
  );
});

test(`${COUNT} random Deltas from seed ${SEED}`, { timeout: 60_000 + COUNT * 20 }, async () => {
  const cases = randomDeltas(SEED, COUNT);
  const differ = await differs(cases);
  const failing = cases.filter((_, index) => differ[index]);
  if (failing.length === 0) return;
  const reports = new Set();
  for (const one of failing.slice(0, SHOWN)) reports.add(await report(await shrink(one, differsWithinRules)));
  assert.fail(`${failing.length} of ${COUNT} Deltas differ; the smallest that do:\n\n${[...reports].join("\n\n")}`);
});

/**
 * @param {Case[]} cases
 * @returns {Promise<boolean[]>}
 */
async function differs(cases) {
  const [quills, ours] = [await byQuill(cases), byDormouse(cases)];
  // The wording of an error may differ.
  return cases.map(
    (_, index) =>
      !("error" in quills[index] && "error" in ours[index]) && !isDeepStrictEqual(quills[index], ours[index]),
  );
}

/**
 * Like `differs`, for Deltas that the generator might have made: a Delta that became a quirk does not count.
 * @param {Case[]} cases
 */
async function differsWithinRules(cases) {
  const differ = await differs(cases);
  return cases.map(
    ({ profile, delta: { ops } }, index) => differ[index] && isDeepStrictEqual(ops, withoutQuirks(ops, profile)),
  );
}

/** @param {Case} smallest */
async function report(smallest) {
  const [[quills], [ours]] = [await byQuill([smallest]), byDormouse([smallest])];
  const lines = [JSON.stringify(smallest)];
  for (const key of ["error", "innerHTML", "semanticHTML"]) {
    if (quills[key] === ours[key]) continue;
    lines.push(`  ${key}`, `    Quill: ${JSON.stringify(quills[key])}`, `    ours:  ${JSON.stringify(ours[key])}`);
  }
  return lines.join("\n");
}

/**
 * @param {Case[]} cases
 * @returns {Promise<Record<string, string>[]>}
 */
async function byQuill(cases) {
  const answers = new Array(cases.length);
  for (const profile of new Set(cases.map(({ profile }) => profile))) {
    const places = [...cases.keys()].filter((index) => cases[index].profile === profile);
    const rendered = await quill.render(
      places.map((index) => cases[index].delta),
      profile,
    );
    places.forEach((index, at) => (answers[index] = rendered[at]));
  }
  return answers;
}

/**
 * @param {Case[]} cases
 * @returns {Record<string, string>[]}
 */
function byDormouse(cases) {
  const requests = cases.flatMap(({ delta, profile }) =>
    ["quill", "quill_semantic"].map((output) => JSON.stringify({ format: "delta", content: delta, output, profile })),
  );
  const run = spawnSync(BINARY, ["render", "--jsonl"], {
    input: `${requests.join("\n")}\n`,
    encoding: "utf8",
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  if (run.error) throw run.error;
  const answers = run.stdout.trimEnd().split("\n");
  assert.equal(answers.length, requests.length, `one answer a request; ${run.stderr}`);
  return cases.map((_, index) => {
    const [inner, semantic] = answers.slice(index * 2, index * 2 + 2).map((line) => JSON.parse(line));
    const error = inner.error ?? semantic.error;
    return error
      ? { error: `${error.path}: ${error.message}` }
      : { innerHTML: inner.html, semanticHTML: semantic.html };
  });
}
