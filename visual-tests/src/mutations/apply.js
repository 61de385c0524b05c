/**
 * Applies a change to a build, as if its source had changed: to every bundle that has the rule, the element or the
 * text, and to the light DOM output made from it.
 */

import { changeSheet } from "./apply/css.js";
import { changeMarkup } from "./apply/html.js";
import { changeMember, changeTables } from "./apply/tables.js";
import { replaceIn } from "./apply/text.js";

/** @typedef {import("./change.js").Change} Change */
/** @typedef {import("../build.js").Build} Build */

/**
 * @typedef {object} Applied
 * @property {Build} build
 * @property {Set<string>} cases Ids of the cases whose bundles changed.
 * @property {boolean} has_modules Whether modules changed, too.
 * @property {boolean} matches Whether anything that the change speaks of is there.
 */

/**
 * @param {Build} build
 * @param {Change} change
 * @param {(id: string) => boolean} needsLight Whether a case is also shown in light DOM.
 * @returns {Applied}
 */
export function applyChange(build, change, needsLight) {
  if (change.in === "modules") return applyToModules(build, change);
  const found = applyToBundles(build, change, needsLight);
  // Where no bundle has the declaration, it is put into the rule.
  return found.matches || change.in !== "css" ? found : applyToBundles(build, { ...change, inserts: true }, needsLight);
}

/**
 * @param {Build} build
 * @param {Change & { inserts?: boolean }} change
 * @param {(id: string) => boolean} needsLight
 * @returns {Applied}
 */
function applyToBundles(build, change, needsLight) {
  const done = /** @type {Map<string, string | undefined>} */ (new Map());
  const cases = /** @type {Set<string>} */ (new Set());
  const changed = /** @type {Build} */ ({ ...build, cases: { ...build.cases }, files: { ...build.files } });
  let matches = false;
  for (const [id, compiled] of Object.entries(build.cases)) {
    const now = compiled.map((item) => {
      const { bundle, light } = item;
      if (change.of && change.of !== surfaceOf(bundle)) return item;
      const next = changeBundle(bundle, change, once);
      const sheet = change.in === "css" && light && needsLight(id) ? build.files[light]?.text : undefined;
      const light_now = sheet === undefined ? undefined : once(sheet, () => changeSheet(sheet, change));
      matches ||= next !== undefined || light_now !== undefined;
      if (same(next, bundle) && (light_now === undefined || light_now === sheet)) return item;
      const result = { bundle: next ?? bundle, light };
      if (light && light_now !== undefined && light_now !== sheet) {
        // A sheet is named by its content, and kept by the browser under its name.
        result.light = light.replace(/\.css$/, `-${fingerprint(light_now)}.css`);
        changed.files[result.light] = { text: light_now };
      }
      return result;
    });
    if (now.every((item, i) => item === compiled[i])) continue;
    changed.cases[id] = now;
    cases.add(id);
  }
  return { build: changed, cases, has_modules: false, matches };

  /** The same text becomes the same text. @param {string} text @param {() => string | undefined} act */
  function once(text, act) {
    if (!done.has(text)) done.set(text, act());
    return done.get(text);
  }
}

/** @param {any} bundle */
export const surfaceOf = (bundle) =>
  "data-dormouse-teaser" in bundle || /data-dormouse-teaser/.test(bundle.html) ? "teaser" : "form";

/** @param {any} next @param {any} bundle */
const same = (next, bundle) => next === undefined || next === bundle || JSON.stringify(next) === JSON.stringify(bundle);

/**
 * @param {any} bundle
 * @param {Change} change
 * @param {(text: string, act: () => string | undefined) => string | undefined} once
 * @returns {any} Undefined = the change does not apply to it.
 */
function changeBundle(bundle, change, once) {
  if (change.in === "css") {
    const css = once(bundle.css, () => changeSheet(bundle.css, change));
    return css === undefined ? undefined : { ...bundle, css };
  }
  if (change.in === "html") {
    const html = once(bundle.html, () => changeMarkup(bundle.html, change));
    return html === undefined ? undefined : { ...bundle, html };
  }
  return change.member !== undefined && change.find === undefined
    ? changeMember(bundle, change)
    : changeTables(bundle, change);
}

/** @param {Build} build @param {Change} change @returns {Applied} */
function applyToModules(build, change) {
  const modules = { ...build.modules };
  let matches = false;
  for (const [file, source] of Object.entries(modules)) {
    const next = replaceIn(source, change);
    if (next === undefined) continue;
    modules[file] = next;
    matches = true;
  }
  const has_modules = Object.entries(modules).some(([file, source]) => source !== build.modules[file]);
  return {
    build: { ...build, modules },
    cases: new Set(has_modules ? Object.keys(build.cases) : []),
    has_modules,
    matches,
  };
}

/** @param {string} text */
function fingerprint(text) {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return (hash >>> 0).toString(36);
}
