/** Addresses to compare page and service with, and the results of both. */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { read } from "../src/engine.js";
import { load } from "./built.js";

const TABLE = "s\nfe1254\temail\tMissing\tInvalid\nbn1\t\ns\n";
const FACTS = "SUB\nFORM\nVERSION\nVISITOR\nhttps://shop.example/\nen";
const root = fileURLToPath(new URL("../../../", import.meta.url));
export const COUNT = 100_000;

/** Draws numbers below a bound, the same ones each time. */
function generator() {
  let state = 20_26;
  return (/** @type {number} */ bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

/** Invisible and meaningless characters, in and around addresses. */
const ODD = [
  "\u3000",
  "\u200b",
  "\u2028",
  "\u202a",
  "\u0085",
  "\ufeff",
  "\u00ad",
  "\ufffd",
  "\ue000",
  "\u0378",
  "\u{e0041}",
  "\uffff",
  " ",
  "\t",
  "\x01",
];
const LOCAL = [
  "a",
  "Z",
  "9",
  ".",
  "+",
  "'",
  "@",
  "ä",
  "a\u0308",
  "ẞ",
  "ß",
  "İ",
  "ſ",
  "я",
  "日",
  "🐭",
  "(",
  ",",
  "\u212a",
  "é".repeat(20),
];
const DOMAIN = [
  "a",
  "Z",
  "9",
  "-",
  ".",
  ".com",
  ".example",
  "xn--",
  "xn--mller-kva",
  "ü",
  "u\u0308",
  "ß",
  "ς",
  "例え",
  "。",
  "‌",
  "％",
  "／",
  "℀",
  "/",
  "%41",
  ":8",
  "?",
  "_",
  "１",
  ".0x7f",
  "ａ",
  "é".repeat(20),
];

/** Encoded labels: letters, and characters that are not assigned, private, or newer than Unicode 15. */
const ENCODED = [
  "xn--mller-kva",
  "xn--4dbrk0ce",
  "xn--mgbh0fb",
  "xn--0x7f",
  "xn--zva",
  "xn--0y0c",
  "xn--c4f",
  "xn--y78a",
  "xn--zf0d",
  "xn--o46f",
  "xn--9",
  "xn--a-0hc",
];

/** Right-to-left letters, digits and marks, for which UTS 46 has a special rule. */
const RIGHT_TO_LEFT = [
  "א",
  "ב",
  "ש",
  "ع",
  "م",
  "ي",
  "ه",
  "٠",
  "٣",
  "۴",
  "ܐ",
  "ހ",
  "ߊ",
  "\u05b0",
  "\u064b",
  "ﺍ",
  "ﬡ",
  "\u{1e900}",
  "\u{10a00}",
  "؟",
];
const ANY_RIGHT_TO_LEFT = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/gu;

/**
 * Addresses of all kinds: most of them almost correct.
 * @param {boolean} right_to_left Whether half of what domains hold is written so, or nothing.
 */
export function addresses(right_to_left) {
  const below = generator();
  const one = (/** @type {string[]} */ of) => of[below(of.length)];
  const any = () => {
    const character = below(0x110000);
    return character >= 0xd800 && character < 0xe000 ? "" : String.fromCodePoint(character);
  };
  const some = (/** @type {string[]} */ of, /** @type {number} */ most) => {
    let text = "";
    for (let left = below(most); left >= 0; left--) text += below(25) ? one(of) : below(3) ? any() : one(ODD);
    return text;
  };
  return Array.from({ length: COUNT }, () => {
    const around = below(8) ? "" : one(ODD);
    const letters = right_to_left ? [...DOMAIN, ...ENCODED, ...RIGHT_TO_LEFT, ...RIGHT_TO_LEFT] : DOMAIN;
    const end = below(4) ? one([".com", ".example", ".例え"]) : "";
    // An input contains no line breaks.
    let domain = some(letters, 5);
    // Node's own `URL` does not know that rule.
    if (!right_to_left) domain = domain.replace(ANY_RIGHT_TO_LEFT, "");
    return `${around}${some(LOCAL, 5)}@${domain}${end}${around}`.replace(/[\n\r]/g, "");
  });
}

/**
 * The service's answer for each address.
 * @param {string[]} entered
 * @returns {Promise<{ problems: object[], answers: { email?: string }, keys: { email?: string } }[]>}
 */
export async function native(entered) {
  const binary = ["release", "debug"]
    .map((profile) => `${root}target/${profile}/dormouse`)
    .find((path) => existsSync(path));
  assert.ok(binary, "the binary `dormouse` is not built");
  const text = (/** @type {string} */ content) => ({ id: "text", type: "rich_text", format: "markdown", content });
  const step = (/** @type {object[]} */ ...blocks) => ({ columns: [{ rows: [{ blocks }] }] });
  const send = { id: "send", type: "button", label: "Send", action: { type: "next_step", submit: true } };
  const steps = [step({ id: "email", type: "email", label: "Email" }, send), step(text("Thanks"))];
  const versions = [{ type: "popup", triggers: [{ type: "exit_intent" }], steps }];
  const form = { schema_version: 1, form_id: "address1", name: "Address", versions };
  const child = spawn(binary, ["check", "--jsonl"], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = entered.map((email, index) => JSON.stringify({ ...(index === 0 && { form }), answers: { email } }));
  child.stdin.end(lines.join("\n") + "\n");
  let out = "";
  child.stdout.setEncoding("utf8");
  for await (const chunk of child.stdout) out += chunk;
  return out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/**
 * The page's own `readAnswers` as a script.
 * @param {"esm" | "iife"} format As `iife` it is in the global `page`.
 */
export async function bundle(format) {
  const part = `${root}www/loader/src/render/parts/address.js`;
  const result = await build({
    entryPoints: [`${root}www/loader/src/render/answer.js`],
    bundle: true,
    write: false,
    format,
    globalName: "page",
    plugins: [
      {
        name: "part",
        setup(build) {
          build.onResolve({ filter: /parts\.js$/ }, () => ({ path: "parts", namespace: "test" }));
          build.onLoad({ filter: /.*/, namespace: "test" }, () => ({
            contents: `import address from ${JSON.stringify(part)}; export const importPart = async () => ({ default: address });`,
            resolveDir: root,
          }));
        },
      },
    ],
  });
  return result.outputFiles[0].text;
}

/**
 * The render module's result for values from `readAnswers`: what is sent for each; undefined = it is refused.
 * @param {"wasm" | "twin"} engine
 */
export async function sender(engine) {
  const { glue, exports, put } = await load("form-render", engine);
  return (/** @type {string} */ values) => {
    const [table_len, values_len, facts_len] = put(glue.text(), 65536, TABLE, values, FACTS);
    const outcome = read(exports, glue.text(), glue.press(table_len, values_len, facts_len, 0, 0));
    return /** @type {string | undefined} */ (
      outcome[0] === "e" ? undefined : JSON.parse(outcome.slice(2)).answers.email
    );
  };
}

/**
 * Differences between page and service: what was entered, what the page sends, what the service stores.
 * @param {string[]} entered
 * @param {(string | undefined)[]} here
 */
export async function differences(entered, here) {
  const said = await native(entered);
  const found = [];
  let accepted = 0;
  for (let i = 0; i < entered.length; i++) {
    const there = said[i].problems[0] ? undefined : said[i].answers.email;
    if (there !== undefined) accepted += 1;
    // ASCII is sent as entered; the service changes its domain to lower case.
    const at = here[i]?.lastIndexOf("@") ?? 0;
    const sent = here[i] && here[i]?.slice(0, at) + `${here[i]?.slice(at).toLowerCase()}`;
    if (sent !== there) found.push([entered[i], here[i], there]);
  }
  return { found, accepted };
}
