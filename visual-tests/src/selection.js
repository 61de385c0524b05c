/** Which pictures a run takes: of which engine, of which words, and of what can have changed at all. */

import { createHash } from "node:crypto";
import { BLANK } from "./cases.js";
import { MODES } from "./modes.js";

/**
 * Screens of the slower engines. They paint the same bundles, so the breakpoints are Chromium's to guard; and a window of
 * WebKitGTK is at least 447 px wide.
 */
const SLOW_WIDTHS = [0, 480, 768, 1200];

/**
 * Whether an engine takes a picture.
 * @param {import("./engines/engine.js").EngineName} engine
 * @param {import("./cases.js").Picture} picture
 */
export function isOf(engine, { mode, host, width, state, is_pressed }) {
  if (engine === "chromium") return true;
  // A press of the pointer changes how Firefox shows the focus from then on, in all that follows.
  if (is_pressed) return false;
  // Light DOM has to look like its own shadow root; that it does in one state says it for the others.
  if (MODES[mode].is_light && state !== "open") return false;
  return host === BLANK && SLOW_WIDTHS.includes(width) && !MODES[mode].chromium_only && !MODES[mode].sheet;
}

/**
 * @param {string[]} words Empty = everything.
 * @param {import("./cases.js").Picture} picture
 */
export const isNamed = (words, { id }) => !words.length || words.some((word) => id.includes(word));

/**
 * What a build's pixels come from, by what it touches: modules, and for each case its bundles and what they name.
 * @param {import("./build.js").Build} build
 * @param {string} id Of a case.
 */
function contentOf({ cases, files }, id) {
  const bundles = cases[id]?.map(({ bundle, light }) => [bundle, light && files[light]]);
  return JSON.stringify(bundles);
}

/**
 * The cases whose pictures can differ between two builds, each with the reason: what a change to a crate or to the
 * storefront comes to is in the bundles and modules, so these are compared and not the sources.
 * @param {import("./cases.js").Case[]} cases
 * @param {import("./build.js").Build | undefined} accepted
 * @param {import("./build.js").Build} current
 * @returns {Map<string, string>}
 */
export function touched(cases, accepted, current) {
  const reasons = /** @type {Map<string, string>} */ (new Map());
  const is = (/** @type {string} */ file) => current.modules[file] !== accepted?.modules[file];
  const parts = Object.keys(current.modules).filter((file) => file.startsWith("parts/") && is(file));
  for (const of of cases) {
    const { id, teaser } = of;
    const names = (current.cases[id] ?? []).flatMap(({ bundle }) => bundle.parts ?? []);
    const is_light = of.pictures.some(({ mode }) => MODES[mode].is_light);
    if (!accepted?.cases[id]) reasons.set(id, "the case is new");
    else if (current.inputs !== accepted.inputs) reasons.set(id, "the stage, the fonts or the host pages have changed");
    else if (accepted.data[id] !== current.data[id]) reasons.set(id, "its case.json has changed");
    else if (contentOf(accepted, id) !== contentOf(current, id)) reasons.set(id, "what is compiled of its form has changed");
    else if (teaser ? is("teaser.js") : is("render.js")) reasons.set(id, `${teaser ? "teaser.js" : "render.js"} has changed`);
    else if (parts.some((part) => names.some((name) => part === `parts/${name}.js`) || (is_light && part === "parts/light.js"))) {
      reasons.set(id, `a part of the render module has changed: ${parts.join(", ")}`);
    }
  }
  return reasons;
}

/**
 * Names content of any kind.
 * @param {string[]} texts
 */
export function fingerprint(texts) {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(`${text.length}\n${text}`);
  return hash.digest("hex").slice(0, 32);
}
