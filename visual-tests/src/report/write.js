/** Writes a report: one page that opens from disk and asks for nothing, and the same for machines beside it. */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
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
  await mkdir(dirname(path), { recursive: true });
  await writeFile(beside, JSON.stringify(data, null, 1));
  const left_out = await addImages(data, report);
  await writeFile(path, await pageOf({ ...data, left_out }));
  return { page: path, data: beside };
}

/** @param {unknown} data */
async function pageOf(data) {
  const [page, style, script] = await Promise.all(["page.html", "page.css", "page.js"].map((file) => readFile(new URL(file, import.meta.url), "utf8")));
  // Nothing in the data can end the element that it stands in.
  const text = JSON.stringify(data).replace(/</g, "\\u003c");
  return page
    .replace("/*STYLE*/", () => style)
    .replace("<!--DATA-->", () => text)
    .replace("/*SCRIPT*/", () => script);
}
