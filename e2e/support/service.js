/** Runs the real binary: service and demo shop on free ports of this machine, with a separate database. */

import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const BINARY = fileURLToPath(new URL("../../target/release/dormouse", import.meta.url));
const START_MS = 20_000;

/** The token of the demo; it is printed by `dormouse demo` and protects nothing. */
export const DEMO_TOKEN = "demo-token-not-for-production";

/**
 * Below the ports that Linux gives to outgoing connections and to programs that ask for any port, from 32768 on: such a
 * port may be taken again before it is used. https://docs.kernel.org/networking/ip-sysctl.html
 */
const PORTS = { from: 20_000, to: 32_000 };

/** Never the same twice in a row; other processes begin elsewhere. */
let next_port = PORTS.from + Math.floor(Math.random() * (PORTS.to - PORTS.from));

/** A port that is free at the moment. */
export async function freePort() {
  for (;;) {
    const port = next_port;
    next_port = port + 1 < PORTS.to ? port + 1 : PORTS.from;
    const server = createServer();
    const listens = await new Promise((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => resolve(true));
    });
    if (!listens) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}

/**
 * @typedef {object} Service
 * @property {string} api Address of the service.
 * @property {string} shop Address of the demo shop.
 * @property {() => Promise<void>} stop Ends the process as an operator would, and waits until it has ended.
 * @property {() => Promise<void>} start Starts it again, on the same ports with the same data.
 * @property {(sql: string) => Promise<Record<string, any>[]>} query Asks the database.
 * @property {() => Promise<void>} remove Ends it and removes the data.
 */

/**
 * Starts `dormouse demo`.
 * @param {string[]} [flags]
 * @param {{ api: number, shop: number }} [ports] Default: free ones.
 * @returns {Promise<Service>}
 */
export async function startService(flags = [], ports) {
  const data = await mkdtemp(join(tmpdir(), "dormouse-e2e-"));
  const { api: apiPort, shop: shopPort } = ports ?? { api: await freePort(), shop: await freePort() };
  const api = `http://127.0.0.1:${apiPort}`;
  /** @type {import("node:child_process").ChildProcess} */
  let child;

  async function start() {
    const args = ["demo", "--addr", `127.0.0.1:${apiPort}`, "--shop-addr", `127.0.0.1:${shopPort}`, "--data", data];
    child = spawn(BINARY, [...args, ...flags], { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout?.on("data", (chunk) => (output += chunk));
    child.stderr?.on("data", (chunk) => (output += chunk));
    const deadline = Date.now() + START_MS;
    while (!(await isHealthy(api))) {
      if (child.exitCode !== null || Date.now() > deadline) {
        throw new Error(`dormouse demo did not start:\n${output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async function stop() {
    if (child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
  }

  async function query(/** @type {string} */ sql) {
    const file = join(data, "dormouse.sqlite");
    const { stdout } = await promisify(execFile)("sqlite3", ["-readonly", "-json", file, sql]);
    return stdout.trim() ? JSON.parse(stdout) : [];
  }

  await start();
  return {
    api,
    shop: `http://127.0.0.1:${shopPort}`,
    start,
    stop,
    query,
    async remove() {
      await stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** @param {string} api */
async function isHealthy(api) {
  try {
    return (await fetch(`${api}/healthz`)).ok;
  } catch {
    return false;
  }
}
