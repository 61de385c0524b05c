/** Accessibility trees: compared with the kept trees if a change may be audible but not visible. */

import { readFile } from "node:fs/promises";
import { accessibilityTree } from "../inspect/tree.js";
import { seenFor, treePath } from "../inspection.js";
import { takePictures } from "./take.js";

/** Styles that remove an element from the accessibility tree, or move it. */
const TOLD = /^(display|visibility|content|order|flex-direction|float|position|clip-path)$/;

/** @typedef {Awaited<ReturnType<typeof readTrees>>} Trees */

/**
 * @param {Pick<Awaited<ReturnType<typeof import("./ready.js").getReady>>, "engine" | "server" | "build" | "cases" | "is_own">} world
 * `is_own`: compare with the unchanged build's tree in this browser, and not with one that another browser recorded.
 * @param {number} pages
 */
export async function readTrees({ engine, server, build, cases, is_own }, pages) {
  const known = /** @type {Map<string, string>} */ (new Map());
  const seen = new Map(
    cases.flatMap((of) => [...seenFor(of)].map(([state, { id }]) => /** @type {const} */ ([id, treePath(of, state)]))),
  );
  if (is_own) {
    /** @param {import("../cases.js").Picture} picture @param {Buffer} _ @param {import("../stage.js").Stage} stage */
    const onPicture = async ({ id }, _, stage) => {
      if (stage.page.cdp) known.set(id, await accessibilityTree(stage.page.cdp));
    };
    await takePictures({ engine, server, build, cases, pages, isWanted: ({ id }) => seen.has(id), onPicture });
  } else {
    for (const [id, path] of seen) {
      const tree = await readFile(path, "utf8").catch(() => undefined);
      if (tree !== undefined) known.set(id, tree);
    }
  }
  return {
    /**
     * Whether the tree differs from the kept one, in the picture for which the suite checks it.
     * @param {import("../stage.js").Stage} stage
     * @param {import("../cases.js").Picture} picture
     * @param {import("./change.js").Change} change
     */
    async differs(stage, { id }, change) {
      const { cdp } = stage.page;
      if (!cdp || !known.has(id) || !isTold(change)) return false;
      return known.get(id) !== (await accessibilityTree(cdp));
    },
  };
}

/** @param {import("./change.js").Change} change */
function isTold(change) {
  if (change.in !== "css") return change.in !== "modules";
  return change.find !== undefined || !change.property || TOLD.test(change.property);
}
