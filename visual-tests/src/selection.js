/** Which pictures a run takes: by engine, by words, and by what can have changed at all. */

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
  // A press of the pointer changes how Firefox shows the focus from then on.
  if (is_pressed) return false;
  // Light DOM must look like the shadow root; testing one state covers the others.
  if (MODES[mode].is_light && state !== "open") return false;
  return host === BLANK && SLOW_WIDTHS.includes(width) && !MODES[mode].chromium_only && !MODES[mode].sheet;
}

/**
 * Whether one of some words matches a picture. A word matches the beginning of an id, up to a `/`, an `@` or a `.`, or
 * its end starting with an `@` or a `.`; `*` matches anything. So `button` does not match pictures of `close-button`.
 * @param {string[]} words Empty = everything.
 * @param {{ id: string }} picture
 */
export const isNamed = (words, { id }) => !words.length || words.some((word) => patternOf(word).test(id));

/** @param {string} word */
function patternOf(word) {
  const text = word
    .replace(/\/$/, "")
    .replace(/[.+?^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*");
  return new RegExp(`${/^[@.]/.test(word) ? "" : "^"}${text}(?![^/@.])`);
}

/**
 * The sources of a build's pixels, by what they affect: modules, and for each case its bundles and their files.
 * @param {import("./build.js").Build} build
 * @param {string} id Of a case.
 */
function contentOf({ cases, files }, id) {
  const bundles = cases[id]?.map(({ bundle, light }) => [bundle, light && files[light]]);
  return JSON.stringify(bundles);
}

/**
 * The cases whose pictures can differ from the accepted state, each with the reason. A change in a crate or the
 * storefront shows in the bundles and modules, so this compares them and not the sources.
 * @param {import("./cases.js").Case[]} cases
 * @param {(of: import("./cases.js").Case) => (import("./build.js").Build | undefined)[]} acceptedOf The builds that the
 * pictures of a case were accepted of; undefined if one was not accepted.
 * @param {import("./build.js").Build} current
 * @returns {Map<string, string>}
 */
export function touched(cases, acceptedOf, current) {
  const reasons = /** @type {Map<string, string>} */ (new Map());
  for (const of of cases) {
    for (const accepted of acceptedOf(of)) {
      const reason = reasonBetween(of, accepted, current);
      if (reason) reasons.set(of.id, reason);
    }
  }
  return reasons;
}

/**
 * @param {import("./cases.js").Case} of
 * @param {import("./build.js").Build | undefined} accepted
 * @param {import("./build.js").Build} current
 */
function reasonBetween({ id, teaser, pictures }, accepted, current) {
  const is = (/** @type {string} */ file) => current.modules[file] !== accepted?.modules[file];
  const parts = Object.keys(current.modules).filter((file) => file.startsWith("parts/") && is(file));
  const names = (current.cases[id] ?? []).flatMap(({ bundle }) => bundle.parts ?? []);
  const is_light = pictures.some(({ mode }) => MODES[mode].is_light);
  if (!accepted?.cases[id]) return "a picture of the case was not accepted yet";
  if (current.inputs !== accepted.inputs) return "the stage, the fonts or the host pages have changed";
  if (accepted.data[id] !== current.data[id]) return "its case.json has changed";
  if (contentOf(accepted, id) !== contentOf(current, id)) return "what is compiled of its form has changed";
  if (teaser ? is("teaser.js") : is("render.js")) return `${teaser ? "teaser.js" : "render.js"} has changed`;
  if (
    parts.some((part) => names.some((name) => part === `parts/${name}.js`) || (is_light && part === "parts/light.js"))
  ) {
    return `a part of the render module has changed: ${parts.join(", ")}`;
  }
  return "";
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
