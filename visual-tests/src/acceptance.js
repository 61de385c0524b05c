/**
 * Accepts all requested pictures and trees, or none. Every file is first written under a temporary name; only when all
 * of them and their build are written are they renamed.
 */

import { existsSync } from "node:fs";
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { bytesOf, readAccepted, withAccepted } from "./accepted.js";
import { ENGINE_NAMES } from "./engines/engine.js";
import { fileOf, pathOf, readExpected, recordOf } from "./expected.js";
import { ACCEPTED, CASES, DRAFT, draftOf, reasonOf, shown } from "./files.js";
import { seenFor, treePath } from "./inspection.js";
import { isAlive, self } from "./processes.js";
import { isOf } from "./selection.js";

/** Locked while files are accepted, so that two runs at once do not lose anything. */
const LOCK = join(dirname(ACCEPTED), ".accepting.lock");

/** Accepting all pictures takes some seconds. */
const LOCK_MS = 60_000;

/**
 * @typedef {object} AcceptedPicture
 * @property {import("./engines/engine.js").EngineName} engine
 * @property {string} version Of the engine.
 * @property {import("./cases.js").Picture} picture
 * @property {Buffer} [png] The new picture; undefined = it is the expected one, with these pixels:
 * @property {string} [pixels]
 */

/**
 * @param {object} wanted
 * @param {import("./build.js").Build} wanted.build That all of it was taken of.
 * @param {import("./cases.js").Case[]} wanted.cases
 * @param {AcceptedPicture[]} wanted.pictures
 * @param {{ path: string, text?: string, version: string }[]} [wanted.trees] Without a text, it is the expected one.
 * @param {string[]} [wanted.gone] Files that no case asks for any more.
 * @param {boolean} [wanted.is_everything] Whether every picture is looked at: then a damaged `accepted.br` is written anew.
 */
export async function accept({ build, cases, pictures, trees = [], gone = [], is_everything = false }) {
  const unlock = await lock();
  const drafts = /** @type {{ draft: string, path: string }[]} */ ([]);
  const draft = async (/** @type {string} */ path, /** @type {string | Uint8Array} */ data) => {
    const one = { draft: draftOf(path), path };
    drafts.push(one);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(one.draft, data).catch((error) => {
      throw new Error(`${shown(path)} cannot be written: ${reasonOf(error)}; nothing was accepted`, { cause: error });
    });
  };
  try {
    await removeDrafts();
    const kept = await keptNow(cases, is_everything);
    const files = /** @type {Parameters<typeof withAccepted>[2]} */ (new Map());
    for (const { engine, version, picture, png, pixels = "" } of pictures) {
      const path = pathOf(engine, picture);
      if (png) {
        const { bytes, record } = fileOf(engine, version, png);
        await draft(path, bytes);
        files.set(path, record);
      } else files.set(path, await recordOf(path, version, pixels));
    }
    for (const { path, text, version } of trees) {
      if (text !== undefined) await draft(path, text);
      files.set(path, { version, pixels: "", bytes: "" });
    }
    await draft(ACCEPTED, bytesOf(withAccepted(kept, build, files, gone)));
    // The builds come last: a picture without its build is reported as a fault, and never counts as accepted.
    for (const { draft, path } of drafts) await rename(draft, path);
    for (const path of gone) await rm(path, { force: true });
  } catch (error) {
    for (const { draft } of drafts) await rm(draft, { force: true }).catch(() => {});
    throw error;
  } finally {
    await unlock();
  }
}

/**
 * What to keep of the former acceptance.
 * @param {import("./cases.js").Case[]} cases
 * @param {boolean} is_everything
 */
async function keptNow(cases, is_everything) {
  const accepted = await readAccepted();
  if (accepted.fault && !is_everything)
    throw new Error(`${accepted.fault} A part of the pictures cannot be accepted before that; nothing was accepted`);
  if (!accepted.is_legacy) return accepted.kept;
  // The old format does not say how a picture looks, so the file in git counts.
  const files = /** @type {Parameters<typeof withAccepted>[2]} */ (new Map());
  let build = /** @type {import("./build.js").Build | undefined} */ (undefined);
  for (const { pictures } of cases) {
    for (const picture of pictures) {
      for (const engine of ENGINE_NAMES.filter((name) => isOf(name, picture))) {
        const expected = await readExpected(engine, picture, accepted).catch(() => undefined);
        if (!expected?.build) continue;
        build = expected.build;
        files.set(expected.path, await recordOf(expected.path, expected.version, expected.pixels));
      }
    }
  }
  return build ? withAccepted(accepted.kept, build, files, []) : accepted.kept;
}

/** @returns {Promise<() => Promise<void>>} Lets others accept again. */
async function lock() {
  const deadline = Date.now() + LOCK_MS;
  const mine = draftOf(LOCK);
  for (;;) {
    try {
      // Created with its content, or not at all.
      await writeFile(mine, JSON.stringify(self()));
      await link(mine, LOCK);
      await rm(mine, { force: true });
      return () => rm(LOCK, { force: true });
    } catch (error) {
      await rm(mine, { force: true });
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST")
        throw new Error(`${shown(LOCK)} cannot be written: ${reasonOf(error)}; nothing was accepted`, { cause: error });
      const holder = await readFile(LOCK, "utf8")
        .then(JSON.parse)
        .catch(() => undefined);
      // A run that was killed has left it.
      if (holder && !isAlive(holder)) await rm(LOCK, { force: true });
      else if (Date.now() > deadline)
        throw new Error(
          `${shown(LOCK)} is held by process ${holder?.pid}, which accepts pictures; nothing was accepted`,
          { cause: error },
        );
      else await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Removes temporary files of a run that was killed. */
async function removeDrafts() {
  const folders = [
    dirname(ACCEPTED),
    ...(await readdir(CASES, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name)),
  ];
  for (const folder of folders) {
    for (const name of await readdir(folder)) if (DRAFT.test(name)) await rm(join(folder, name), { force: true });
  }
}

/**
 * Files that were accepted or are expected, and that no case asks for any more, also if the case itself is gone.
 * @param {import("./cases.js").Case[]} cases All of them.
 * @param {import("./accepted.js").Accepted} accepted
 */
export async function orphans(cases, { kept }) {
  const known = new Set(cases.flatMap(expectedOf));
  const found = new Set(
    Object.keys(kept.pictures)
      .map((key) => join(CASES, key))
      .filter((path) => !known.has(path)),
  );
  for (const of of cases) {
    const folder = join(of.folder, "expected");
    if (!existsSync(folder)) continue;
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      if (entry.isFile() && !known.has(path) && !DRAFT.test(entry.name)) found.add(path);
    }
  }
  return [...found];
}

/** The paths of the files that a case expects. @param {import("./cases.js").Case} of */
export function expectedOf(of) {
  const pictures = of.pictures.flatMap((picture) =>
    ENGINE_NAMES.filter((engine) => isOf(engine, picture)).map((engine) => pathOf(engine, picture)),
  );
  return [...pictures, ...[...seenFor(of).keys()].map((state) => treePath(of, state))];
}
