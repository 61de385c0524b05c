/**
 * Compares the ways to deliver the trigger module: in the script or in a separate request, as WebAssembly or as its
 * twin. Each way in turn, many rounds in one run, because machines are noisy: look at medians and ratios.
 *
 * Reads the files that `npm run size` composed (`target/size/`); writes `target/bench/storefront.json`.
 */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { brotliCompressSync } from "node:zlib";
import puppeteer from "puppeteer-core";

const ROUNDS = 9;
/** A slow phone on slow 4G, as Lighthouse simulates it: 150 ms round trip, 1.6 Mbit/s, a processor four times slower. */
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const CPU_SLOWDOWN = 4;

const root = new URL("../", import.meta.url);
const read = (/** @type {string} */ path) => readFile(new URL(path, root), "utf8");

/** Bytes as JavaScript would have them in base64, to compare the byte string with. */
const asBase64 = (/** @type {string} */ script, /** @type {string} */ literal, /** @type {Buffer} */ wasm) =>
  script.replace(literal, () => `atob("${wasm.toString("base64")}")`);

/** The ways, each as a script and the other files that it requests. */
async function ways() {
  const one = await read("target/size/onsite.js");
  const twin = await read("target/size/onsite.twin.js");
  const wasm = await readFile(new URL("dist/storefront/trigger.wasm", root));
  const loader = await read("dist/storefront/loader.js");
  // The composed script is `try{(LOADER)(MANIFEST,ENGINE)}catch{}`.
  const start = one.indexOf(loader) + loader.length + 2;
  const manifest = one.slice(start, one.indexOf("}]}", start) + 3);
  const literal = one.slice(start + manifest.length + 1, one.lastIndexOf(")}catch{}"));
  // The shortest code that passes the loader a separately loaded module.
  const fetched = `fetch("/trigger.wasm").then(r=>r.arrayBuffer()).then(b=>{let s="";for(let x of new Uint8Array(b))s+=String.fromCharCode(x);(${loader})(${manifest},s)})`;
  return [
    { name: "nothing of ours", script: "", wasm: null },
    { name: "one request, WebAssembly in a string", script: one, wasm: null },
    { name: "one request, WebAssembly in base64", script: asBase64(one, literal, wasm), wasm: null },
    { name: "two requests, script and WebAssembly", script: fetched, wasm },
    { name: "one request, twin", script: twin, wasm: null },
  ];
}

const brotli = (/** @type {string | Buffer} */ content) => brotliCompressSync(content);

/** @param {{ script: string, wasm: Buffer | null }} way */
async function serve(way) {
  const script = brotli(way.script);
  const wasm = way.wasm && brotli(way.wasm);
  const page = `<!doctype html><title>Shop</title><script async src="/onsite.js"></script><h1>Shop</h1>${"<p>Text</p>".repeat(200)}`;
  const server = createServer((request, response) => {
    const packed = { "Content-Encoding": "br", "Cache-Control": "no-store" };
    if (request.url === "/onsite.js") {
      response.writeHead(200, { "Content-Type": "text/javascript; charset=utf-8", ...packed }).end(script);
    } else if (request.url === "/trigger.wasm") {
      response.writeHead(200, { "Content-Type": "application/wasm", ...packed }).end(wasm);
    } else {
      response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(page);
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}/`, bytes: script.length + (wasm?.length ?? 0), server };
}

/**
 * One page view: when the module had decided, and the total time of the main thread.
 * @param {import("puppeteer-core").Browser} browser
 * @param {string} url
 * @param {boolean} decides
 */
async function view(browser, url, decides) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.evaluateOnNewDocument(() => {
    // The rules are evaluated right after the device is asked for.
    const { matchMedia } = window;
    window.matchMedia = (query) => {
      if (query.includes("pointer")) performance.mark("decided");
      return matchMedia.call(window, query);
    };
  });
  const client = await page.createCDPSession();
  await client.send("Performance.enable");
  await client.send("Network.enable");
  await client.send("Network.emulateNetworkConditions", NETWORK);
  await client.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
  await page.goto(url);
  if (decides) await page.waitForFunction(() => performance.getEntriesByName("decided").length > 0, { polling: 100 });
  await new Promise((resolve) => setTimeout(resolve, 600));
  const decided_ms = await page.evaluate(() => performance.getEntriesByName("decided")[0]?.startTime ?? null);
  const { metrics } = await client.send("Performance.getMetrics");
  const seconds = (/** @type {string} */ name) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  await context.close();
  return { decided_ms, script_ms: seconds("ScriptDuration") * 1000 };
}

const median = (/** @type {number[]} */ values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
});
const served = [];
for (const way of await ways())
  served.push({
    ...way,
    ...(await serve(way)),
    decided: /** @type {number[]} */ ([]),
    scripts: /** @type {number[]} */ ([]),
  });
for (let round = 0; round <= ROUNDS; round++) {
  for (const way of served) {
    const { decided_ms, script_ms } = await view(browser, way.url, way.script !== "");
    // The first round is only a warm-up.
    if (round === 0) continue;
    if (decided_ms !== null) way.decided.push(decided_ms);
    way.scripts.push(script_ms);
  }
}
await browser.close();
for (const way of served) way.server.close();

const table = served.map((way) => ({
  way: way.name,
  brotli_bytes: way.script ? way.bytes : 0,
  requests: way.script ? (way.wasm ? 2 : 1) : 0,
  decided_ms: way.decided.length > 0 ? Math.round(median(way.decided)) : null,
  script_ms: Math.round(median(way.scripts) * 10) / 10,
}));
console.table(table);
await mkdir(new URL("target/bench", root), { recursive: true });
await writeFile(
  new URL("target/bench/storefront.json", root),
  JSON.stringify({ rounds: ROUNDS, ways: table }, null, 2),
);
