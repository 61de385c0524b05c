/** Checks a state of a form beyond its pixels: accessibility tree, axe, and the fonts of its text. */

import { axeViolations } from "./axe.js";
import { fontFaults } from "./fonts.js";
import { accessibilityTree } from "./tree.js";

/**
 * @param {import("../stage.js").Stage} stage Of Chromium, with the state on it.
 * @param {import("../cases.js").Case} of
 * @returns {Promise<{ tree: string, axe: string[], fonts: string[] }>} The tree, and the problems, one line each.
 */
export async function inspect(stage, of) {
  const [tree, fonts] = await Promise.all([treeOf(stage), fontFaults(stage, of)]);
  return { tree, fonts, axe: await axeViolations(stage) };
}

/** @param {import("../stage.js").Stage} stage Of Chromium, with the state on it. */
export async function treeOf({ page: { cdp } }) {
  if (!cdp) throw new Error("only Chromium supports these checks");
  return await accessibilityTree(cdp);
}
