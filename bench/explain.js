/**
 * How many contexts `dormouse explain --jsonl` explains per second on one core, in processor time, including reading
 * and writing: for the demo's welcome form, and for a form with a rule of nearly every kind.
 *
 * Writes `target/bench/explain.json`, and fails if it explains the welcome form more slowly than the target says.
 */

import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const BINARY = fileURLToPath(new URL("../target/release/dormouse", import.meta.url));
const CONTEXTS = 200_000;
const ROUNDS = 5;
const TARGET = 50_000;

const welcome = JSON.parse(await readFile(new URL("../fixtures/forms/welcome.json", import.meta.url), "utf8"));

const rich = structuredClone(welcome);
rich.versions[0].triggers = [
  { type: "scroll_percentage", scroll_percentage: 40 },
  { type: "page_visits" },
  { type: "custom_event", event_name: "quiz", filters: [{ property: "score", minimum: 5 }] },
];
rich.versions[0].targeting = [
  { type: "url", allow_list: [{ operator: "regex", value: "^https://shop\\.example/(products|collections)/[a-z-]+" }] },
  { type: "device", deny_list: ["tablet"] },
  { type: "location", allow_list: ["DE", "AT", "US-CA"] },
  { type: "language", allow_list: ["de", "en"] },
  { type: "referrer_class", deny_list: ["email"] },
  { type: "utm", parameter: "source", deny_list: [{ operator: "equals", value: "newsletter" }] },
  { type: "cookie", name: "plan", deny_list: [{ operator: "equals", value: "gold" }] },
  { type: "consent", purpose: "functional", allow_list: ["granted", "unknown"] },
  {
    type: "schedule",
    time_zone: "Europe/Berlin",
    weekly: [{ weekdays: ["monday", "friday"], from: "08:00", to: "22:00" }],
  },
  { type: "traffic_sample", percentage: 50 },
];

/** @param {number} i */
function context(i) {
  return {
    url: `https://shop.example/products/mug-${i % 97}?utm_source=letter&color=${i % 7}`,
    referrer: i % 3 ? "https://www.google.com/" : "",
    device: ["phone", "desktop"][i % 2],
    language: "de-AT",
    country: "DE",
    region: "BY",
    visits: 1 + (i % 5),
    page_views: 1 + (i % 4),
    seconds_on_page: i % 9,
    scroll_percentage: i % 100,
    now: 1_800_000_000 + i * 60,
    stored: i % 11 ? {} : { welcome1: { closed_at: 1_799_900_000 } },
    consent: { functional: "granted" },
    cookies: { plan: "silver" },
    traffic_sample: i % 10_000,
    events: i % 13 ? [] : [{ name: "quiz", properties: { score: i % 10 } }],
  };
}

const folder = await mkdtemp(join(tmpdir(), "dormouse-bench-"));
const results = [];
for (const [name, form] of Object.entries({ welcome, "rules of nearly every kind": rich })) {
  const file = join(folder, "contexts.jsonl");
  const lines = [JSON.stringify({ form, context: context(0) })];
  for (let i = 1; i < CONTEXTS; i++) lines.push(JSON.stringify({ context: context(i) }));
  await writeFile(file, lines.join("\n") + "\n");
  const rates = [];
  for (let round = 0; round < ROUNDS; round++) {
    // bash reports the processor time of the program that it ran.
    const script = 'TIMEFORMAT="%U %S"; { time "$0" explain --jsonl "$1" > /dev/null; } 2>&1';
    const [user, system] = execFileSync("bash", ["-c", script, BINARY, file], { encoding: "utf8" })
      .trim()
      .split(" ")
      .map(Number);
    rates.push(CONTEXTS / (user + system));
  }
  rates.sort((a, b) => a - b);
  results.push({
    name,
    contexts_per_second: Math.round(rates[ROUNDS >> 1]),
    line_bytes: Math.round(lines.join("\n").length / CONTEXTS),
  });
}
await rm(folder, { recursive: true });

console.log("contexts explained per second on one core (processor time, medians of 5)");
for (const { name, contexts_per_second, line_bytes } of results) {
  console.log(`  ${name.padEnd(28)} ${String(contexts_per_second).padStart(8)}   lines of ${line_bytes} bytes`);
}
await mkdir(new URL("../target/bench/", import.meta.url), { recursive: true });
await writeFile(new URL("../target/bench/explain.json", import.meta.url), JSON.stringify(results, null, 2) + "\n");
const met = results[0].contexts_per_second >= TARGET;
console.log(`  target ${TARGET}: ${met ? "met" : "missed"}`);
process.exitCode = met ? 0 : 1;
