/**
 * The renderer service under load: on one core, with its client on another.
 *
 * Finds the highest rate, then measures half of that and three times that, with arrivals that do not wait for answers;
 * then kills it again and again while clients retry. Needs Linux, two cores, `taskset`, and the service built with
 * `cargo build --release --package renderer-service`. Prints a table, and writes `target/bench/renderer-load.json`.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { Connections } from "./support/connections.js";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const TARGET = process.env.CARGO_TARGET_DIR ?? join(ROOT, "target");
const PORT = await freePort();
const SERVICE_CORE = "0";
const CLIENT_CORE = "1";

/** How long each part is measured, in milliseconds, after a second that is not. */
const MEASURED_MS = Number(process.env.RENDERER_LOAD_MS ?? 15_000);
const WARM_UP_MS = 1_000;

/** Heavy for its size: some milliseconds of work, so that the client is idle most of the time. */
const PARAGRAPH =
  "# Title *now*\n\nSome **bold** and *soft* [link](https://a.example/x) with `code` and ~~old~~ text.\n\n- one *two* **three**\n- [a](https://b.example)\n\n";
const PARAGRAPHS = Number(process.env.RENDERER_LOAD_PARAGRAPHS ?? 450);
const DOCUMENT = JSON.stringify({ format: "markdown", content: PARAGRAPH.repeat(PARAGRAPHS) });

/** Documents that are rendered while the service is killed. */
const KILL_DOCUMENTS = 3_000;

/** A free port. */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  server.close();
  await once(server, "close");
  return port;
}

/** @param {number[]} sorted @param {number} fraction */
const quantile = (sorted, fraction) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * fraction))] ?? NaN;

/** @param {number[]} values */
function latencies(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return { p50_ms: quantile(sorted, 0.5), p99_ms: quantile(sorted, 0.99), max_ms: sorted.at(-1) ?? NaN };
}

class Service {
  /** @type {import("node:child_process").ChildProcess | undefined} */
  #process;

  async start() {
    const program = join(TARGET, "release/renderer-service");
    const env = { ...process.env, RENDERER_LOG: "warn" };
    const args = ["-c", SERVICE_CORE, program, "--addr", `127.0.0.1:${PORT}`];
    this.#process = spawn("taskset", args, { env, stdio: ["ignore", "ignore", "inherit"] });
    for (;;) {
      const up = await fetch(`http://127.0.0.1:${PORT}/healthz`).catch(() => undefined);
      if (up?.ok) return;
      if (this.#process.exitCode !== null) throw new Error(`${program} did not start; is it built, and the port free?`);
      await sleep(5);
    }
  }

  async kill() {
    const child = this.#process;
    if (!child) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  }

  /** Resident memory in bytes. */
  memory() {
    const status = readFileSync(`/proc/${this.#process?.pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024;
  }
}

/** What the service does when a few clients ask again at once. */
async function atBest() {
  const connections = new Connections(PORT);
  let done = 0;
  const end = performance.now() + WARM_UP_MS + MEASURED_MS / 2;
  const begin = end - MEASURED_MS / 2;
  const client = async () => {
    while (performance.now() < end) {
      const { status } = await connections.post("/v1/render", DOCUMENT);
      if (status === 200 && performance.now() > begin) done += 1;
    }
  };
  await Promise.all([client(), client(), client()]);
  connections.close();
  return done / (MEASURED_MS / 2_000);
}

/** Sends `rate` requests a second, at random times, whatever comes back. @param {Service} service @param {number} rate */
async function openLoop(service, rate) {
  const connections = new Connections(PORT);
  const health = new Connections(PORT);
  /** @type {Record<"answered" | "refused" | "failed" | "health", number[]>} */
  const found = { answered: [], refused: [], failed: [], health: [] };
  const memory = [];
  const start = performance.now();
  const measuredFrom = start + WARM_UP_MS;
  const end = measuredFrom + MEASURED_MS;
  /** @type {Promise<void>[]} */
  const pending = [];
  let cpu = process.cpuUsage();
  let isMeasuring = false;
  let due = start;
  let nextLook = measuredFrom;
  let sent = 0;
  for (let now = start; now < end; now = performance.now()) {
    if (!isMeasuring && now >= measuredFrom) {
      isMeasuring = true;
      cpu = process.cpuUsage();
    }
    for (; due <= now; due += (-Math.log(1 - Math.random()) * 1_000) / rate) {
      // From when it was due, not from when the client found time for it.
      const since = due;
      const counts = since >= measuredFrom;
      if (counts) sent += 1;
      const post = connections.post("/v1/render", DOCUMENT).then(
        ({ status }) => {
          const kind = status === 200 ? "answered" : status === 503 ? "refused" : "failed";
          if (counts) found[kind].push(performance.now() - since);
        },
        () => {
          if (counts) found.failed.push(performance.now() - since);
        },
      );
      pending.push(post);
    }
    if (now >= nextLook) {
      nextLook += 100;
      memory.push(service.memory());
      const since = performance.now();
      pending.push(
        health
          .get("/healthz")
          .then(({ status }) => void (status === 200 && found.health.push(performance.now() - since))),
      );
    }
    await sleep(1);
  }
  const used = process.cpuUsage(cpu);
  await Promise.all(pending);
  connections.close();
  health.close();
  const seconds = MEASURED_MS / 1_000;
  const third = Math.floor(memory.length / 3);
  const megabytes = (/** @type {number[]} */ values) => Math.max(...values) / 1e6;
  return {
    offered_per_s: sent / seconds,
    goodput_per_s: found.answered.length / seconds,
    answered: latencies(found.answered),
    refused: { share: found.refused.length / sent, ...latencies(found.refused) },
    failed: found.failed.length,
    health: { asked: memory.length, answered: found.health.length, ...latencies(found.health) },
    memory_mb: {
      second_third: megabytes(memory.slice(third, 2 * third)),
      last_third: megabytes(memory.slice(2 * third)),
    },
    client_core_share: (used.user + used.system) / 1e6 / seconds,
  };
}

/** Numbered documents, each until it is answered, while the service is killed. @param {Service} service */
async function killed(service) {
  const connections = new Connections(PORT);
  let next = 0;
  let retries = 0;
  let wrong = 0;
  const answered = new Set();
  const client = async () => {
    for (let number = next++; number < KILL_DOCUMENTS; number = next++) {
      const body = JSON.stringify({ format: "markdown", content: `${PARAGRAPH.repeat(40)}number-${number}-` });
      for (;;) {
        const answer = await connections.post("/v1/render", body).catch(() => undefined);
        if (answer?.status === 200) {
          if (answer.body.toString().includes(`number-${number}-`)) answered.add(number);
          else wrong += 1;
          break;
        }
        retries += 1;
        await sleep(10 + Math.random() * 40);
      }
    }
  };
  const clients = Promise.all(Array.from({ length: 16 }, client));
  let kills = 0;
  while (kills < 5 && answered.size < KILL_DOCUMENTS) {
    const goal = ((kills + 1) * KILL_DOCUMENTS) / 6;
    while (answered.size < goal) await sleep(1);
    await service.kill();
    kills += 1;
    await service.start();
  }
  await clients;
  connections.close();
  return { documents: KILL_DOCUMENTS, answered: answered.size, wrong, kills, retries };
}

async function measure() {
  const service = new Service();
  await service.start();
  try {
    const best = await atBest();
    const half = await openLoop(service, best / 2);
    const overload = await openLoop(service, best * 3);
    const kills = await killed(service);
    const result = { document_bytes: DOCUMENT.length, best_per_s: best, half_load: half, overload_3x: overload, kills };
    mkdirSync(join(TARGET, "bench"), { recursive: true });
    writeFileSync(join(TARGET, "bench/renderer-load.json"), `${JSON.stringify(result, undefined, 2)}\n`);
    print(result);
    const holds = {
      "goodput at overload is within 10 % of the best": overload.goodput_per_s >= 0.9 * best,
      "p99 at overload is within 5 times that at half load": overload.answered.p99_ms <= 5 * half.answered.p99_ms,
      "refusals are quicker than answers": overload.refused.p50_ms < overload.answered.p50_ms,
      "memory is flat":
        overload.memory_mb.last_third <=
        Math.max(1.1 * overload.memory_mb.second_third, overload.memory_mb.second_third + 2),
      "/healthz always answers": overload.health.answered === overload.health.asked,
      "the client is below half its core": overload.client_core_share < 0.5,
      "nothing is lost when the service is killed": kills.answered === kills.documents && kills.wrong === 0,
    };
    for (const [claim, is] of Object.entries(holds)) console.log(`${is ? "holds" : "FAILS"}  ${claim}`);
    if (Object.values(holds).includes(false)) process.exitCode = 1;
  } finally {
    await service.kill();
  }
}

/** @param {any} result */
function print(result) {
  const ms = (/** @type {number} */ value) => (Number.isNaN(value) ? "–" : value.toFixed(1));
  const row = (/** @type {any} */ it) => ({
    "offered/s": it.offered_per_s.toFixed(0),
    "goodput/s": it.goodput_per_s.toFixed(0),
    "p50 ms": ms(it.answered.p50_ms),
    "p99 ms": ms(it.answered.p99_ms),
    "refused %": (it.refused.share * 100).toFixed(1),
    "refused p50 ms": ms(it.refused.p50_ms),
    "refused p99 ms": ms(it.refused.p99_ms),
    "healthz p99 ms": ms(it.health.p99_ms),
    "RSS MB": it.memory_mb.last_third.toFixed(1),
    "client core %": (it.client_core_share * 100).toFixed(0),
  });
  console.log(`documents of ${result.document_bytes} bytes, at best ${result.best_per_s.toFixed(0)} a second`);
  console.table({ "half load": row(result.half_load), "3 x overload": row(result.overload_3x) });
  console.log("killed with SIGKILL:", JSON.stringify(result.kills));
}

if (availableParallelism() >= 2 && !process.argv.includes("--pinned")) {
  const args = ["-c", CLIENT_CORE, process.execPath, fileURLToPath(import.meta.url), "--pinned"];
  spawn("taskset", args, { stdio: "inherit" }).once("exit", (code) => {
    process.exitCode = code ?? 1;
  });
} else {
  await measure();
}
