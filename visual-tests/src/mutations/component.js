/** Which component a rule or an element belongs to: by the source file that has the rule, else by its classes. */

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../cases.js";
import { keyOf, readSheet } from "./sheet.js";

const FOLDER = join(ROOT, "crates/form-compile/src");

/** Components of source files; a file that is not listed is a component of its name. */
const OF_FILE = /** @type {Record<string, string>} */ ({
  banner: "form-type",
  banner_static: "form-type",
  columns: "column",
  display_device: "column",
  embed: "form-type",
  floating: "form-type",
  flyout: "form-type",
  flyout_dock: "form-type",
  full_screen: "form-type",
  image_link: "image",
  label_inside: "field",
  link_button: "button",
  modal: "overlay",
  popup: "form-type",
  popup_dock: "form-type",
  popup_fill: "form-type",
  review_center: "review",
  review_rtl: "review",
  shared_row: "row",
});

/** Components by the beginning of a selector; the first match counts. */
const OF_SELECTOR = /** @type {[RegExp, string][]} */ ([
  [/part/, "custom-css"],
  [/^:host|^\*|^\[hidden/, "host"],
  [/::backdrop/, "overlay"],
  [/^\.x/, "close-button"],
  [/^\.(p|k|d)\b/, "panel"],
  [/^\.(c|s2?|i)\b/, "column"],
  [/^\.(r|g)\b/, "row"],
  [/^\.(e|m|f|l|j)\b|^input/, "field"],
  [/^\.(cd|cu|ct)\b/, "countdown"],
  [/^\.cp\b/, "coupon"],
  [/^\.(rv|rs)\b/, "review"],
  [/^\.vd\b/, "video"],
  [/^\.dv\b/, "divider"],
  [/^\.sp\b/, "spacer"],
  [/^\.(im|v)\b|^img/, "image"],
  [/^\.(b|q)\b/, "button"],
  [/^\.n\b/, "consent"],
  [/^\.(t|h)\b/, "text"],
]);

const of_rule = /** @type {Map<string, string>} */ (new Map());
for (const [folder, of] of [
  ["css", undefined],
  ["css/teaser", "teaser"],
  ["block", undefined],
]) {
  for (const file of readdirSync(join(FOLDER, folder)).sort()) {
    if (!file.endsWith(".css")) continue;
    const name = file.slice(0, -".css".length);
    for (const rule of readSheet(readFileSync(join(FOLDER, folder, file), "utf8"))) {
      const component = of ?? (name === "base" ? componentOfSelector(rule.selector) : (OF_FILE[name] ?? name));
      for (const declaration of rule.declarations) of_rule.set(nameOf(of ?? "form", rule, declaration), component);
    }
  }
}

/**
 * @param {string} surface
 * @param {Pick<import("./sheet.js").Rule, "at" | "selector">} rule
 * @param {Pick<import("./sheet.js").Declaration, "property" | "value">} declaration
 */
function nameOf(surface, rule, { property, value }) {
  return [surface, keyOf(rule), property, value].join(" | ");
}

/**
 * @param {"form" | "teaser"} surface
 * @param {Pick<import("./sheet.js").Rule, "at" | "selector">} rule
 * @param {Pick<import("./sheet.js").Declaration, "property" | "value">} declaration
 */
export function componentOf(surface, rule, declaration) {
  if (surface === "teaser") return "teaser";
  return of_rule.get(nameOf(surface, rule, declaration)) ?? componentOfSelector(rule.selector);
}

/** @param {string} selector */
export function componentOfSelector(selector) {
  return OF_SELECTOR.find(([pattern]) => pattern.test(selector))?.[1] ?? "form";
}
