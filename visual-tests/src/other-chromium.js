/**
 * Another Chromium than the installed one, to see what a browser update changes: unpacked from Debian's packages into
 * the folder of cached tools, without installing it.
 */

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What a page needs: the program, and its files. */
const PACKAGES = ["chromium", "chromium-common"];

/** The program, below the folder into which its packages are unpacked; not Debian's script, which looks at `/etc`. */
const PROGRAM = "usr/lib/chromium/chromium";

/** Where tools are kept for all clones, as `xtask/src/workspace.rs` has it. */
function toolCache() {
  const { DORMOUSE_CACHE, XDG_CACHE_HOME } = process.env;
  if (DORMOUSE_CACHE) return DORMOUSE_CACHE;
  return join(XDG_CACHE_HOME && isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : join(homedir(), ".cache"), "dormouse");
}

/**
 * Versions that apt offers, the newest first, as Debian writes them: `150.0.7871.100-1~deb12u1`.
 * @returns {Promise<string[]>}
 */
export async function offeredVersions() {
  const { stdout } = await run("apt-cache", ["madison", "chromium"]).catch((error) => {
    throw new Error("apt-cache lists no Chromium; this works on Debian only", { cause: error });
  });
  const versions = stdout.split("\n").flatMap((line) => {
    const [name, version] = line.split("|").map((word) => word.trim());
    return name === "chromium" && version ? [version] : [];
  });
  return [...new Set(versions)];
}

/**
 * Finds a Chromium by its major version: one that was downloaded before, otherwise one that apt offers.
 * @param {number} major
 * @returns {Promise<string>} Path of the program.
 * @throws {Error} If there is none.
 */
export async function findChromium(major) {
  const isWanted = (/** @type {string} */ version) => version.startsWith(`${major}.`);
  const cached = existsSync(toolCache()) ? await readdir(toolCache()) : [];
  for (const folder of cached.filter(
    (name) => isWanted(name.replace(/^chromium-/, "")) && name.startsWith("chromium-"),
  )) {
    const program = join(toolCache(), folder, PROGRAM);
    if (existsSync(program)) return program;
  }
  const offered = await offeredVersions();
  const version = offered.find(isWanted);
  if (!version)
    throw new Error(
      `apt offers no Chromium ${major}; it offers ${offered.join(" and ") || "none"} (apt-get update may help)`,
    );
  return await fetchChromium(version);
}

/**
 * Downloads and unpacks a Chromium, unless it is there.
 * @param {string} version As Debian writes it.
 * @returns {Promise<string>} Path of the program.
 */
export async function fetchChromium(version) {
  const folder = join(toolCache(), `chromium-${version}`);
  const program = join(folder, PROGRAM);
  if (existsSync(program)) return program;
  await mkdir(toolCache(), { recursive: true });
  const draft = await mkdtemp(join(toolCache(), "draft-"));
  try {
    await run("apt-get", ["download", ...PACKAGES.map((name) => `${name}=${version}`)], { cwd: draft }).catch(
      (error) => {
        throw new Error(`apt-get does not get Chromium ${version}: ${error.stderr?.trim() || error.message}`, {
          cause: error,
        });
      },
    );
    for (const file of await readdir(draft)) {
      if (file.endsWith(".deb")) await run("dpkg", ["-x", join(draft, file), join(draft, "unpacked")]);
    }
    await rename(join(draft, "unpacked"), folder).catch((error) => {
      // Another process was faster.
      if (!existsSync(program)) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return program;
}
