/** Finds the files that hosts name, and says which package installs a missing one. */

import { readFileSync } from "node:fs";
import { stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { isAbsolute, join } from "node:path";

/** Exact versions of the packages that the kit's own hosts read. */
const { dependencies } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

/**
 * The path of a file: an absolute one, one beside `host.json`, or one in an npm package that the host's folder or the kit can reach.
 * @param {string} file
 * @param {object} options
 * @param {string} options.folder Of the host.
 * @param {string} options.kit_folder
 * @param {string} [options.debian] The package that brings absolute paths.
 * @param {string} options.where What a message begins with.
 * @returns {Promise<string>}
 */
export async function findFile(file, { folder, kit_folder, debian, where }) {
  const absolute = isAbsolute(file);
  for (const path of absolute
    ? [file]
    : [join(folder, file), ...inPackages(file, folder), ...inPackages(file, kit_folder)]) {
    if (await isFile(path)) return path;
  }
  throw new Error(
    `${where}: there is no ${JSON.stringify(file)}; ${absolute ? debianAdvice(debian) : npmAdvice(file, folder)}`,
  );
}

/**
 * The npm package that a file belongs to.
 * @param {string} file
 */
export const packageOf = (file) => /^(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? file;

/**
 * Possible paths of a package's file. A package's exports apply to modules, and rarely include style sheets.
 * @param {string} file
 * @param {string} from
 */
function inPackages(file, from) {
  if (file.startsWith(".")) return [];
  return (createRequire(join(from, "host.json")).resolve.paths(file) ?? []).map((modules) => join(modules, file));
}

/** @param {string} path */
const isFile = (path) =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );

/** @param {string} [debian] */
function debianAdvice(debian) {
  return debian
    ? `the Debian package ${debian} brings it: apt-get install ${debian}`
    : "`debian` in host.json may say which package brings it";
}

/**
 * @param {string} file
 * @param {string} folder
 */
function npmAdvice(file, folder) {
  if (file.startsWith(".") || !file.includes("/")) return `it must be in ${folder}`;
  const name = packageOf(file);
  const version = dependencies[name] ?? "";
  const wanted = version ? `${name}@${version}` : name;
  return `the npm package ${name} brings it: npm install --save-dev ${wanted} (or it must be in ${folder})`;
}
