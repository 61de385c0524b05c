/** A small client of WebKitGTK's driver, which speaks the W3C WebDriver protocol: https://www.w3.org/TR/webdriver2/. */

import { spawn } from "node:child_process";
import { freePort } from "./service.js";

const START_MS = 20_000;

/** Longer than any command takes on a busy machine; without it, a command that the driver never answers would hang
 * the run. */
const COMMAND_MS = 30_000;

/** Painted by the CPU, which gives the same pixels every time. */
export const PAINTING = { WEBKIT_SKIA_ENABLE_CPU_RENDERING: "1", WEBKIT_SKIA_CPU_PAINTING_THREADS: "0" };

/** Larger than any window of a test, in px. */
const SCREEN = { width: 1600, height: 1200 };

/**
 * Starts an invisible display, because WebKitGTK has no headless mode.
 * Without `xvfb-run`, which looks for a free number itself and can lose the race for it.
 */
export async function startDisplay(
  { width, height, environment = process.env } = /** @type {typeof SCREEN & { environment?: NodeJS.ProcessEnv }} */ (
    SCREEN
  ),
) {
  const child = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", `${width}x${height}x24`, "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
    env: environment,
  });
  const stop = stopper(child);
  const number = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", () => reject(new Error("Xvfb ended before it had a display")));
    child.stdio[3]?.once("data", (data) => resolve(String(data).trim()));
  });
  return { name: `:${number}`, stop };
}

/**
 * @typedef {object} Session
 * @property {(method: "GET" | "POST" | "DELETE", path: string, body?: object) => Promise<any>} call
 * A command of the session, by its path after the session's own.
 * @property {string} version Of WebKitGTK.
 * @property {() => Promise<void>} end Closes the browser and ends the driver.
 */

/**
 * Starts a driver and a browser with an empty profile. A driver of WebKitGTK has one session at a time.
 * @param {string} display
 * @param {object} [options]
 * @param {Record<string, string | undefined>} [options.environment] All variables of the driver and the browser. Default: ours.
 * @param {object} [options.wishes] More capabilities: https://www.w3.org/TR/webdriver2/#capabilities.
 * @param {string} [options.browser] `HOST:PORT` of a browser that runs already. Default: the driver starts one.
 * @param {AbortSignal} [options.signal] Gives up.
 * @returns {Promise<Session>}
 */
export async function startSession(display, { environment, wishes = {}, browser, signal } = {}) {
  const port = await freePort();
  const child = spawn("WebKitWebDriver", [`--port=${port}`, ...(browser ? [`--target=${browser}`] : [])], {
    env: { ...(environment ?? process.env), ...PAINTING, DISPLAY: display },
    stdio: "ignore",
  });
  const stop = stopper(child);
  const address = `http://127.0.0.1:${port}`;
  try {
    await ready(address, child);
    // Commands do not wait for a page to load, so the problem collector must be there first.
    const capabilities = { alwaysMatch: { pageLoadStrategy: "none", ...wishes } };
    const { sessionId, capabilities: has } = await command(address, "POST", "/session", { capabilities }, signal);
    const session = `${address}/session/${sessionId}`;
    return {
      version: has.browserVersion,
      call: (method, path, body) => command(session, method, path, body),
      async end() {
        await command(session, "DELETE", "").catch(() => undefined);
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * @param {string} base
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 * @param {AbortSignal} [signal]
 */
async function command(base, method, path, body, signal) {
  const timeout = AbortSignal.timeout(COMMAND_MS);
  const response = await fetch(base + path, {
    method,
    body: body && JSON.stringify(body),
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  });
  const { value } = /** @type {{ value: any }} */ (await response.json());
  if (!response.ok) throw new Error(`WebDriver ${method} ${path || "session"}: ${value.error}: ${value.message}`);
  return value;
}

/**
 * @param {string} address
 * @param {import("node:child_process").ChildProcess} child
 */
async function ready(address, child) {
  const deadline = Date.now() + START_MS;
  let failed = /** @type {Error | undefined} */ (undefined);
  child.once("error", (error) => (failed = error));
  while (!(await command(address, "GET", "/status").catch(() => false))) {
    if (failed || child.exitCode !== null || Date.now() > deadline) {
      throw new Error("WebKitWebDriver did not start", { cause: failed });
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * How to end a child process, which also ends with us.
 * @param {import("node:child_process").ChildProcess} child
 */
export function stopper(child) {
  const kill = () => void child.kill();
  process.once("exit", kill);
  return async () => {
    process.off("exit", kill);
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    kill();
    await ended;
  };
}
