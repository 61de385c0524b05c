/**
 * Compares the processor time of our rendering with Quill in a fresh JSDOM (the published way), Quill in one JSDOM, and
 * quill-delta-to-html. All ways in turn, many rounds in one run, because machines are noisy: look at the ratios.
 *
 * `RENDER_MANY` is the built `crates/rich-text/examples/render_many.rs`; writes `target/bench/rich-text.json`. Fails when
 * our HTML is not Quill's, as the comparison would say nothing, and when a target of the design is missed.
 */

import assert from "node:assert/strict";
import { execFileSync, fork } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { canonicalHtml } from "../e2e/support/quill.js";
import { HEADLINE, THOUSAND_OPS } from "./rich-text/documents.js";

const ROUNDS = 7;
/** The processor time of one measurement of ours: long enough that a clock tick or a cache miss does not matter. */
const OURS_MS = 250;
/** What we compare the others with. */
const OURS = "ours, as Quill";
const FRESH = "quill-fresh-jsdom";

/**
 * How often each way renders in a round, so that it takes about half a second per round, and at least twice; and how
 * many times less time than Quill in a fresh JSDOM ours must take.
 */
const DOCUMENTS = [
  {
    name: "headline, 10 ops",
    delta: HEADLINE,
    target: 1000,
    renders: { "quill-fresh-jsdom": 20, "quill-one-jsdom": 60, "quill-delta-to-html": 5000 },
  },
  {
    name: "1,000 ops",
    delta: THOUSAND_OPS,
    target: 500,
    renders: { "quill-fresh-jsdom": 2, "quill-one-jsdom": 2, "quill-delta-to-html": 50 },
  },
];

/**
 * A way to render: the HTML, and the processor time of one render.
 * @typedef {(renders: number) => Promise<{ html: string, cpuMs: number }>} Way
 */

/**
 * @param {unknown} delta
 * @param {"quill" | "onsite"} output
 * @returns {Way}
 */
function ourWay(delta, output) {
  const input = JSON.stringify({ format: "delta", content: delta, output });
  return async (renders) => {
    const json = execFileSync(String(process.env.RENDER_MANY), [String(renders)], { input, encoding: "utf8" });
    const { answer, cpu_ms } = JSON.parse(json);
    assert.ok(answer.html, json);
    return { html: answer.html, cpuMs: cpu_ms / renders };
  };
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {unknown} delta
 * @returns {Way}
 */
function javascriptWay(child, delta) {
  const json = JSON.stringify(delta);
  return (renders) =>
    new Promise((resolve, reject) => {
      const ended = (/** @type {number} */ code) =>
        reject(new Error(`${child.spawnargs.join(" ")} ended with ${code}`));
      child.once("exit", ended);
      child.once("message", (/** @type {any} */ measured) => {
        child.off("exit", ended);
        resolve(measured);
      });
      child.send({ json, renders });
    });
}

/**
 * @param {typeof DOCUMENTS[number]} document
 * @param {Map<string, import("node:child_process").ChildProcess>} children
 */
async function measure({ name, delta, target, renders }, children) {
  const ways = /** @type {{ way: string, run: Way, renders: number, html: string, cpuMs: number[] }[]} */ ([]);
  for (const [way, output] of /** @type {const} */ ([
    [OURS, "quill"],
    ["ours, for forms", "onsite"],
  ])) {
    const run = ourWay(delta, output);
    // The first time says how often it fits; it is slower than later, so this errs to fewer.
    const { cpuMs } = await run(200);
    ways.push({ way, run, renders: Math.ceil(OURS_MS / cpuMs), html: "", cpuMs: [] });
  }
  for (const [way, child] of children)
    ways.push({ way, run: javascriptWay(child, delta), renders: renders[way], html: "", cpuMs: [] });

  for (let round = 0; round <= ROUNDS; round++) {
    for (const way of ways) {
      const { html, cpuMs } = await way.run(way.renders);
      way.html = html;
      // The first round is only a warm-up.
      if (round > 0) way.cpuMs.push(cpuMs);
    }
  }

  const of = (/** @type {string} */ name) => ways.find(({ way }) => way === name);
  for (const quill of [FRESH, "quill-one-jsdom"]) {
    assert.equal(
      of(OURS).html,
      canonicalHtml(of(quill).html),
      `${name}: ours is not what ${quill} gives; the comparison is void`,
    );
  }
  const ratio = median(of(FRESH).cpuMs.map((fresh, round) => fresh / of(OURS).cpuMs[round]));
  const table = ways.map(({ way, cpuMs, html }) => ({
    way,
    cpu_us: rounded(median(cpuMs) * 1000),
    cpu_us_least: rounded(Math.min(...cpuMs) * 1000),
    cpu_us_most: rounded(Math.max(...cpuMs) * 1000),
    times_ours: rounded(median(cpuMs.map((ms, round) => ms / of(OURS).cpuMs[round]))),
    is_quills_html: canonicalHtml(html) === of(OURS).html,
  }));
  console.table(table);
  const met = ratio >= target;
  console.log(
    `${name}: ${Math.round(ratio)} times less processor time than Quill in a fresh JSDOM; target ${target}: ${met ? "met" : "MISSED"}\n`,
  );
  return { document: name, rounds: ROUNDS, fresh_jsdom_to_ours: rounded(ratio), target, met, ways: table };
}

const median = (/** @type {number[]} */ values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const rounded = (/** @type {number} */ value) => Number(value.toPrecision(4));

const children = new Map(
  Object.keys(DOCUMENTS[0].renders).map((way) => [
    way,
    fork(new URL("rich-text/javascript-ways.js", import.meta.url), [way]),
  ]),
);
try {
  const measured = [];
  for (const document of DOCUMENTS) measured.push(await measure(document, children));
  const root = new URL("../", import.meta.url);
  await mkdir(new URL("target/bench", root), { recursive: true });
  await writeFile(new URL("target/bench/rich-text.json", root), JSON.stringify(measured, null, 2));
  if (measured.some(({ met }) => !met)) process.exitCode = 1;
} finally {
  for (const child of children.values()) child.disconnect();
}
