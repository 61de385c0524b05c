/** Files of the suite: their paths, atomic writing, and messages for broken files. */

import { createHash } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The folder of the cases; `VISUAL_CASES` names another one, for a separate suite. */
export const CASES = process.env.VISUAL_CASES
  ? resolve(process.env.VISUAL_CASES)
  : fileURLToPath(new URL("../cases", import.meta.url));

/** The builds that pictures were accepted of, beside the folder of the cases. */
export const ACCEPTED = join(dirname(CASES), "accepted.br");

const WANTED_WORK = process.env.VISUAL_WORK ? resolve(process.env.VISUAL_WORK) : join(ROOT, "target/visual");

/** Enough to learn that a disk is full. */
const PROBE_BYTES = 65_536;

const { folder, trouble, fault } = chooseWork();

/** Where caches, fonts and reports are kept: `target/visual`, or a temporary folder of the system if that cannot be
 * written. */
export const WORK = folder;

/** Why it is not `target/visual`; empty = it is. */
export const WORK_TROUBLE = trouble;

/** Why there is no such folder, so that nothing can run; empty = there is one. */
export const WORK_FAULT = fault;

function chooseWork() {
  try {
    probe(WANTED_WORK);
    return { folder: WANTED_WORK, trouble: "", fault: "" };
  } catch (error) {
    // Not by the user's name: a user need not have one.
    const folder = join(tmpdir(), `dormouse-visual-${process.getuid?.() ?? 0}`);
    const trouble = `${shown(WANTED_WORK)} cannot be written (${reasonOf(error)})`;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      probe(folder);
    } catch (again) {
      return { folder, trouble: "", fault: `${trouble}, and neither can ${folder} (${reasonOf(again)})` };
    }
    return { folder, trouble: `${trouble}: ${folder} is used instead.`, fault: "" };
  }
}

/** @param {string} folder */
function probe(folder) {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `probe-${process.pid}`);
  try {
    writeFileSync(path, Buffer.alloc(PROBE_BYTES));
  } finally {
    rmSync(path, { force: true });
  }
}

/** A path as messages show it: relative to the top of the clone if it is inside. @param {string} path */
export function shown(path) {
  const short = relative(ROOT, path);
  return short.startsWith("..") || isAbsolute(short) ? path : short;
}

/** @param {unknown} error */
export function reasonOf(error) {
  const { message, code } = /** @type {NodeJS.ErrnoException} */ (error);
  // The system's message repeats the path, which the sentence around it has already.
  return (code && message.startsWith(code) ? message.replace(/, .*$/s, "") : message).replace(/\.$/, "");
}

let drafts = 0;

/** A name beside a file that no other run uses. @param {string} path */
export const draftOf = (path) => join(dirname(path), `.draft-${process.pid}-${++drafts}`);

/** The names of drafts, to find those that a killed run has left. */
export const DRAFT = /^\.draft-(\d+)-\d+$/;

/**
 * Writes a file completely or not at all, even if it is read meanwhile or this process is killed.
 * @param {string} path
 * @param {string | Uint8Array} data
 */
export async function writeWhole(path, data) {
  const draft = draftOf(path);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(draft, data);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    throw new Error(`${shown(path)} cannot be written: ${reasonOf(error)}`, { cause: error });
  }
}

/**
 * Reads what `writeCache` has written. Anything else counts as missing: a cache makes a run faster, and no result
 * depends on it.
 * @param {string} path
 * @returns {Promise<any>} Nothing = there is none, or it is damaged.
 */
export async function readCache(path) {
  try {
    const text = await readFile(path, "utf8");
    const end = text.indexOf("\n");
    const body = text.slice(end + 1);
    return checksum(body) === text.slice(0, end) ? JSON.parse(body) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} path
 * @param {unknown} value
 * @returns {Promise<string>} Why it could not be written; empty = it is written.
 */
export async function writeCache(path, value) {
  const body = JSON.stringify(value);
  return await writeWhole(path, `${checksum(body)}\n${body}`).then(
    () => "",
    (error) => `${error.message}; the next run is slower without this cache.`,
  );
}

/** @param {string} text */
const checksum = (text) => createHash("sha256").update(text).digest("hex");

/**
 * The problem with a file of the repository that cannot be read as expected.
 * @param {Uint8Array} bytes
 * @param {unknown} error What reading it said.
 */
export function damageOf(bytes, error) {
  if (!bytes.length) return "is empty (0 bytes)";
  if (Buffer.from(bytes.subarray(0, 40)).toString("latin1").startsWith("version https://git-lfs")) {
    return "is a pointer of Git LFS and not the file itself (`git lfs pull` fetches it)";
  }
  return `is damaged (${reasonOf(error)})`;
}
