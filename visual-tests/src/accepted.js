/**
 * The accepted state: for each picture, its pixels, the engine that took it and the build that it was taken from. All
 * of it is one file, `accepted.br`, so that a picture cannot be accepted without its build. A build is kept as long as
 * an accepted picture belongs to it.
 */

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import { ACCEPTED, CASES, damageOf, shown } from "./files.js";
import { fingerprint } from "./selection.js";

/** Of the file. Before it had a version, it was one build, of which every picture had been accepted. */
const SCHEMA_VERSION = 2;

/**
 * @typedef {object} AcceptedFile What of a picture or an accessibility tree was accepted.
 * @property {string} build Name of the build.
 * @property {string} version Of the engine.
 * @property {string} pixels Hash of the pixels; empty for a tree.
 * @property {string} bytes Hash of the file, so that it need not be decoded.
 */

/**
 * @typedef {object} KeptBuild
 * @property {Record<string, string>} modules Names of the modules' texts.
 * @property {string} inputs
 * @property {Record<string, string>} cases Names of the compiled output of the cases that pictures were accepted with.
 */

/**
 * @typedef {object} Kept
 * @property {Record<string, string>} texts By their hashes.
 * @property {Record<string, { text?: string, base64?: string }>} files
 * @property {Record<string, { items: import("./build.js").CompiledCase, data: string }>} cases By their hashes.
 * @property {Record<string, KeptBuild>} builds By their hashes.
 * @property {Record<string, AcceptedFile>} pictures By their paths below the folder of the cases.
 */

/** @typedef {import("./build.js").Build} Build */

/** Name of an accepted file. @param {string} path */
const keyOf = (path) => relative(CASES, path).replaceAll("\\", "/");

/**
 * Reads the accepted state. An unreadable file is not an error here: `fault` describes it, and nothing counts as
 * accepted.
 * @param {string} [path]
 */
export async function readAccepted(path = ACCEPTED) {
  const { kept, legacy, fault } = await readKept(path);
  const builds = /** @type {Map<string, Build>} */ (new Map());

  /** @param {string} name @returns {Build | undefined} */
  function build(name) {
    if (legacy) return legacy;
    const known = builds.get(name);
    const one = kept.builds[name];
    if (known || !one) return known;
    const cases = Object.entries(one.cases).map(([id, hash]) => /** @type {const} */ ([id, kept.cases[hash]]));
    const made = {
      name: `accepted-${name}`,
      modules: Object.fromEntries(Object.entries(one.modules).map(([file, hash]) => [file, kept.texts[hash]])),
      cases: Object.fromEntries(cases.map(([id, { items }]) => [id, items])),
      files: kept.files,
      inputs: one.inputs,
      data: Object.fromEntries(cases.map(([id, { data }]) => [id, data])),
    };
    builds.set(name, made);
    return made;
  }

  return {
    /** Why nothing counts as accepted, as a sentence; empty = it could be read. */
    fault,
    /** Whether the file has the old format, without a build per picture: it does not say how pictures look. */
    is_legacy: Boolean(legacy),
    kept,
    /**
     * What was accepted of a file.
     * @param {string} path
     * @returns {AcceptedFile | undefined}
     */
    file(path) {
      if (legacy)
        return legacy.cases[keyOf(path).split("/", 2).join("/")] && { build: "", version: "", pixels: "", bytes: "" };
      return Object.hasOwn(kept.pictures, keyOf(path)) ? kept.pictures[keyOf(path)] : undefined;
    },
    /**
     * The build that a file was accepted with, and the cases accepted with it.
     * @param {string} path
     */
    buildOf(path) {
      const file = this.file(path);
      return file && build(file.build);
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof readAccepted>>} Accepted */

/**
 * @param {string} path
 * @returns {Promise<{ kept: Kept, legacy?: Build, fault: string }>}
 */
async function readKept(path) {
  const nothing = { texts: {}, files: {}, cases: {}, builds: {}, pictures: {} };
  const mend = "Take it back from git, or accept all pictures anew with `npm run visual:update`";
  // Nothing was accepted yet. Existing pictures are each reported as not accepted.
  if (!existsSync(path)) return { kept: nothing, fault: "" };
  let bytes = Buffer.from("not read");
  try {
    bytes = await readFile(path);
    const data = JSON.parse(brotliDecompressSync(bytes).toString());
    if (data.schema_version === undefined && data.modules)
      return { kept: nothing, legacy: { ...data, name: "accepted" }, fault: "" };
    if (data.schema_version !== SCHEMA_VERSION)
      throw new Error(`its schema_version is ${data.schema_version}, and this suite reads ${SCHEMA_VERSION}`);
    const { texts, files, cases, builds, pictures } = data;
    const kept = { texts, files, cases, builds, pictures };
    // Brotli has no checksum: many damaged files can still be unpacked.
    if (data.sha256 !== checksum(kept)) throw new Error("its content does not have its checksum");
    return { kept, fault: "" };
  } catch (error) {
    return {
      kept: nothing,
      fault: `${shown(path)} ${damageOf(bytes, error)}, and with it the builds that the pictures were accepted of. ${mend}.`,
    };
  }
}

/**
 * Adds a build with the files that were accepted with it, and drops builds that nothing refers to any more.
 * @param {Kept} kept
 * @param {Build} build
 * @param {Map<string, Omit<AcceptedFile, "build">>} files By their paths.
 * @param {string[]} gone Paths of files that are no longer accepted.
 * @returns {Kept}
 */
export function withAccepted(kept, build, files, gone) {
  const name = nameOf(build);
  const next = {
    texts: { ...kept.texts },
    files: { ...kept.files, ...build.files },
    cases: { ...kept.cases },
    builds: { ...kept.builds },
    pictures: { ...kept.pictures },
  };
  const modules = Object.entries(build.modules).map(([file, text]) => [file, hashOf(text), text]);
  for (const [, hash, text] of modules) next.texts[hash] = text;
  const cases = { ...next.builds[name]?.cases };
  for (const [path, file] of files) {
    const id = keyOf(path).split("/", 2).join("/");
    const one = { items: build.cases[id], data: build.data[id] };
    const hash = hashOf(JSON.stringify(one));
    next.cases[hash] = one;
    cases[id] = hash;
    next.pictures[keyOf(path)] = { build: name, ...file };
  }
  next.builds[name] = { modules: Object.fromEntries(modules), inputs: build.inputs, cases };
  for (const path of gone) delete next.pictures[keyOf(path)];
  return pruned(next);
}

/** @param {Kept} kept @returns {Kept} */
function pruned({ texts, files, cases, builds, pictures }) {
  const used = /** @type {Map<string, Set<string>>} */ (new Map());
  for (const [path, { build }] of Object.entries(pictures))
    used.set(build, (used.get(build) ?? new Set()).add(path.split("/", 2).join("/")));
  const left = Object.fromEntries(
    [...used].flatMap(([name, ids]) =>
      builds[name] ? [[name, { ...builds[name], cases: only(builds[name].cases, (id) => ids.has(id)) }]] : [],
    ),
  );
  const case_hashes = new Set(Object.values(left).flatMap((build) => Object.values(build.cases)));
  const text_hashes = new Set(Object.values(left).flatMap((build) => Object.values(build.modules)));
  const left_cases = only(cases, (hash) => case_hashes.has(hash));
  return {
    texts: only(texts, (hash) => text_hashes.has(hash)),
    files: named(files, JSON.stringify(left_cases)),
    cases: left_cases,
    builds: left,
    pictures: sorted(pictures),
  };
}

/**
 * The files that are named by a text, or by a file that is.
 * @param {Kept["files"]} files
 * @param {string} text
 */
function named(files, text) {
  const left = /** @type {Kept["files"]} */ ({});
  for (let texts = [text]; texts.length;) {
    const found = Object.entries(files).filter(
      ([path]) => !left[path] && texts.some((text) => text.includes(path.slice(path.lastIndexOf("/") + 1))),
    );
    for (const [path, file] of found) left[path] = file;
    texts = found.flatMap(([, { text }]) => text ?? []);
  }
  return left;
}

/** @template T @param {Record<string, T>} record @param {(name: string) => boolean} isWanted @returns {Record<string, T>} */
const only = (record, isWanted) => Object.fromEntries(Object.entries(record).filter(([name]) => isWanted(name)));

/** In one order, so that the same is the same bytes. @template T @param {Record<string, T>} record @returns {Record<string, T>} */
const sorted = (record) => Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

/** @param {Kept} kept */
const checksum = (kept) => createHash("sha256").update(JSON.stringify(kept)).digest("hex");

/** @param {Kept} kept */
export function bytesOf(kept) {
  const text = Buffer.from(JSON.stringify({ schema_version: SCHEMA_VERSION, sha256: checksum(kept), ...kept }));
  // The bundles are much alike, and far apart: only a large window sees that.
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 9,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
  };
  return brotliCompressSync(text, { params });
}

/** Equal where everything is that pixels come from. @param {Build} build */
const nameOf = ({ modules, cases, inputs, data }) => hashOf(JSON.stringify([modules, cases, inputs, data]));

/** @param {string} text */
const hashOf = (text) => fingerprint([text]).slice(0, 20);
