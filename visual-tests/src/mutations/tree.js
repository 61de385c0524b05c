/** What a screen reader is told: compared where a change may be heard and not seen. */

/** Styles that take an element out of what is told, or put it elsewhere. */
const TOLD = /^(display|visibility|content|order|flex-direction|float|position|clip-path)$/;

/** @typedef {Awaited<ReturnType<typeof openTrees>>} Trees */

/** @param {import("../build.js").Build} build The unchanged one. */
export function openTrees(build) {
  const known = /** @type {Map<string, string>} */ (new Map());

  /** @param {import("../stage.js").Stage} stage */
  async function told(stage) {
    const { nodes } = await /** @type {import("puppeteer-core").CDPSession} */ (stage.page.cdp).send("Accessibility.getFullAXTree");
    return nodes.flatMap(lineOf).join("\n");
  }

  return {
    /**
     * Gets ready to compare what is told in a showing, where the change makes that worth while.
     * @param {import("../stage.js").Stage} stage
     * @param {import("../stage.js").Showing} showing
     * @param {import("./change.js").Change} change
     */
    async prepare(stage, showing, change) {
      const { pictures } = showing;
      if (!isTold(change) || [...pictures.values()].every(({ id }) => known.has(id))) return;
      await stage.show({ ...showing, pictures }, build, async ({ id }) => void known.set(id, await told(stage)));
      stage.takeLog();
    },
    /**
     * Whether another tree is told than of the unchanged build.
     * @param {import("../stage.js").Stage} stage
     * @param {import("../cases.js").Picture} picture
     * @param {import("./change.js").Change} change
     */
    differs: async (stage, { id }, change) => isTold(change) && known.get(id) !== (await told(stage)),
  };
}

/** @param {import("./change.js").Change} change */
function isTold(change) {
  if (change.in !== "css") return change.in !== "modules";
  return change.find !== undefined || !change.property || TOLD.test(change.property);
}

/** Where lines break is for the eye. */
const SEEN_ALONE = "InlineTextBox";

/** @param {import("puppeteer-core").Protocol.Accessibility.AXNode} node */
function lineOf({ ignored, role, name, description, value, properties = [] }) {
  if (ignored || role?.value === SEEN_ALONE) return [];
  const more = properties.map(({ name: property, value: of }) => {
    // Elements by what they are, and not by their ids, which in light DOM are others each time.
    const others = of.relatedNodes?.map(({ text = "" }) => text);
    return `${property}=${JSON.stringify(others ?? of.value)}`;
  });
  return [[role?.value, name?.value, description?.value, value?.value, ...more].map((part) => part ?? "").join(" | ")];
}
