/** What a screen reader is told: compared with the kept trees where a change may be heard and not seen. */

import { readFile } from "node:fs/promises";
import { accessibilityTree } from "../inspect/tree.js";
import { seenFor, treePath } from "../inspection.js";

/** Styles that take an element out of what is told, or put it elsewhere. */
const TOLD = /^(display|visibility|content|order|flex-direction|float|position|clip-path)$/;

/** @typedef {Awaited<ReturnType<typeof readTrees>>} Trees */

/** @param {import("../cases.js").Case[]} cases */
export async function readTrees(cases) {
  const known = /** @type {Map<string, string>} */ (new Map());
  for (const of of cases) {
    for (const [state, { id }] of seenFor(of)) {
      const tree = await readFile(treePath(of, state), "utf8").catch(() => undefined);
      if (tree !== undefined) known.set(id, tree);
    }
  }
  return {
    /**
     * Whether another tree is told than the kept one, in the picture for which the suite looks at it.
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
