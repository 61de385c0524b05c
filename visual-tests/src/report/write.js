/** Writes a report: one page that opens from disk and asks for nothing, and the same for machines beside it. */

import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { writeWhole } from "../files.js";
import { addImages, reportData } from "./data.js";

/** @typedef {import("./data.js").Report} Report */

/**
 * @param {Report} report
 * @param {string} path Of the page; `results.json` is written beside it.
 * @returns {Promise<{ page: string, data: string }>} Paths of both.
 */
export async function writeReport(report, path) {
  const data = reportData(report);
  const beside = join(dirname(path), "results.json");
  await writeWhole(beside, JSON.stringify(data, null, 1));
  const left_out = await addImages(data, report);
  await writeWhole(path, await pageOf({ ...data, left_out }));
  return { page: path, data: beside };
}

/** @param {unknown} data */
async function pageOf(data) {
  const file = (/** @type {string} */ name) => new URL(name, import.meta.url);
  const [page, style, script] = await Promise.all([
    readFile(file("page.html"), "utf8"),
    readFile(file("page.css"), "utf8"),
    scriptOf(fileURLToPath(file("page.js"))),
  ]);
  // Nothing in the data can end its element.
  const text = JSON.stringify(data).replace(/</g, "\\u003c");
  return page
    .replace("/*STYLE*/", () => style)
    .replace("<!--DATA-->", () => text)
    .replace("/*SCRIPT*/", () => script);
}

/** A page from disk may not import: its modules become one script. @param {string} path */
async function scriptOf(path) {
  const { outputFiles } = await build({
    entryPoints: [path],
    bundle: true,
    format: "iife",
    charset: "utf8",
    write: false,
  });
  return outputFiles[0].text;
}
