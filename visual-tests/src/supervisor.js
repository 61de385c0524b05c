/**
 * Everything that a run starts ends with it. Each process inherits a mark that names its owner, so the next run finds
 * and ends only what a killed run left behind. And every wait has a deadline.
 */

import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAlive, self, startOf } from "./processes.js";

/** The variable that marks the processes of a run: `PID-START` of the run. */
const MARK = "DORMOUSE_VISUAL_RUN";

/** The prefix of a run's folders. */
const SCRATCH = "dormouse-visual-";

/** How much longer than usual every step may take, such as 3 on a slow machine. */
const PATIENCE = Number(process.env.VISUAL_PATIENCE) || 1;

/** How long each step may take, in seconds, on a machine that is busy with other work. */
export const SECONDS = {
  start: 60 * PATIENCE,
  page: 25 * PATIENCE,
  call: 30 * PATIENCE,
  showing: 120 * PATIENCE,
  close: 8 * PATIENCE,
};

/** How long a process may take to end that was killed. */
const LAST_MS = 3_000;

/** A page or a browser crashed, or missed its deadline: it cannot be used any more. */
export class Dead extends Error {}

const me = self();
const OWNER = `${me.pid}-${me.start}`;

/**
 * Waits for something, up to a deadline.
 * @template T
 * @param {number} seconds
 * @param {string} what The current work, for the message: "taking the picture".
 * @param {Promise<T>} promise
 * @param {Promise<never>} [gone] Rejects when the process that it waits for has ended.
 * @returns {Promise<T>}
 */
export async function within(seconds, what, promise, gone) {
  let timer = /** @type {NodeJS.Timeout | undefined} */ (undefined);
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Dead(`${what} took longer than ${seconds} s`)), seconds * 1000);
  });
  // The losers of the race are ignored.
  promise.catch(() => {});
  try {
    return await /** @type {Promise<T>} */ (Promise.race([promise, late, ...(gone ? [gone] : [])]));
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Closes something; if it does not close in time, it is ended with the run.
 * @param {string} what
 * @param {Promise<unknown>} closing
 * @returns {Promise<void>}
 */
export const closed = (what, closing) =>
  within(SECONDS.close, `closing ${what}`, closing).then(
    () => {},
    () => {},
  );

/**
 * A page each of whose calls has a deadline, and fails at once when the page dies.
 * @param {import("./engines/engine.js").Page} page
 * @param {string} name Of the engine.
 * @param {Promise<never>} gone
 * @returns {import("./engines/engine.js").Page}
 */
export function supervised(page, name, gone) {
  gone.catch(() => {});
  const calls = /** @type {[string, any][]} */ (Object.entries(page)).map(([method, value]) => {
    if (typeof value !== "function" || method === "takeLog") return [method, value];
    if (method === "close") return [method, () => closed(`a page of ${name}`, value())];
    return [
      method,
      (/** @type {any[]} */ ...args) =>
        within(SECONDS.call, `${name}: ${method}`, Promise.resolve(value(...args)), gone),
    ];
  });
  return { ...Object.fromEntries(calls), gone };
}

/** Why something ends, as a promise: `fail` rejects it. */
export function ending() {
  let fail = /** @type {(why: string) => void} */ (() => {});
  const gone = /** @type {Promise<never>} */ (new Promise((_, reject) => (fail = (why) => reject(new Dead(why)))));
  gone.catch(() => {});
  return { gone, fail };
}

let folder = "";

/** A temporary folder of this process. */
export function scratch() {
  if (!folder) {
    folder = join(tmpdir(), `${SCRATCH}${OWNER}`);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    process.once("exit", endAll);
  }
  return folder;
}

/**
 * The environment of a browser: without variables of this machine that change a picture, or redirect a request for this
 * machine.
 * @param {Record<string, string>} [more]
 */
export function browserEnvironment(more = {}) {
  const own = Object.entries(process.env).filter(([name]) => !/_proxy$/i.test(name));
  const home = join(scratch(), "home");
  mkdirSync(home, { recursive: true });
  const folders = {
    HOME: home,
    XDG_CONFIG_HOME: join(home, ".config"),
    XDG_CACHE_HOME: join(home, ".cache"),
    XDG_DATA_HOME: join(home, ".local/share"),
  };
  return { ...Object.fromEntries(own), ...folders, no_proxy: "127.0.0.1,localhost", [MARK]: OWNER, ...more };
}

/** Ends the processes that this one started and removes its folder; for the end of the process, when it cannot wait. */
export function endAll() {
  const deadline = Date.now() + LAST_MS;
  for (let mine = ours(); mine.length && Date.now() < deadline; mine = ours()) {
    for (const { pid } of mine) kill(pid);
    // A process that is about to end still writes to its folders.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
  }
  remove(folder);
}

/** The processes that this one has started. */
const ours = () => marked().filter(({ owner }) => owner === OWNER);

/** Removes a folder; if something is left of it, the next run removes it. @param {string} path */
function remove(path) {
  try {
    if (path) rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // Another process writes to it.
  }
}

/**
 * Ends the processes that killed runs have left.
 * @returns {number} How many processes that were.
 */
export function cleanUp() {
  let ended = 0;
  for (const { pid, owner } of marked()) {
    if (isAlive(ownerOf(owner))) continue;
    kill(pid);
    ended += 1;
  }
  for (const name of readdirSync(tmpdir())) {
    const owner = name.startsWith(SCRATCH) ? name.slice(SCRATCH.length) : "";
    if (/^\d+-\d+$/.test(owner) && !isAlive(ownerOf(owner))) remove(join(tmpdir(), name));
  }
  return ended;
}

/** @param {string} owner */
function ownerOf(owner) {
  const [pid, start] = owner.split("-");
  return { pid: Number(pid), start };
}

/** The processes that carry the mark of a run, of this user. */
function marked() {
  const found = [];
  for (const name of readdirSync("/proc")) {
    const pid = Number(name);
    if (!pid || pid === process.pid) continue;
    try {
      const mark = readFileSync(`/proc/${pid}/environ`, "latin1")
        .split("\0")
        .find((variable) => variable.startsWith(`${MARK}=`));
      if (mark && startOf(pid)) found.push({ pid, owner: mark.slice(MARK.length + 1) });
    } catch {
      // It has ended meanwhile, or is another user's.
    }
  }
  return found;
}

/** @param {number} pid */
function kill(pid) {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended first.
  }
}
