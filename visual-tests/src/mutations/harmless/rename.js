/** Other names for classes and ids, the same everywhere: in HTML, sheets, modules, and in the selectors of cases. */

import { readSheet, splice } from "../sheet.js";
import { attributesChanged, bundlesChanged } from "./everywhere.js";

/** Where a module uses a class. */
const IN_MODULES = /(querySelector(?:All)?\("\.|classList\.\w+\("|className=")([a-z]\w*)(?=")/g;

/** A class in a selector; text in strings does not count. */
const IN_SELECTORS = /"[^"]*"|'[^']*'|\.([a-z_][\w-]*)/gi;

/** Attributes that speak of elements by their ids. */
const REFERENCES = ["id", "for", "aria-describedby", "aria-labelledby", "aria-controls", "aria-owns"];

/** @param {string} name */
const renamed = (name) => `${name}-renamed`;

/** @param {string} selector */
const selectorRenamed = (selector) =>
  selector.replace(IN_SELECTORS, (found, name) => (name ? `.${renamed(name)}` : found));

/** @param {string} css */
const sheetRenamed = (css) =>
  splice(
    css,
    readSheet(css)
      .filter(({ selector }) => !selector.startsWith("@"))
      .map(({ of_selector: { start, end } }) => ({ start, end, text: selectorRenamed(css.slice(start, end)) })),
  );

/** @param {string} names */
const listRenamed = (names) => names.split(/\s+/).filter(Boolean).map(renamed).join(" ");

/** @type {import("./everywhere.js").Harmless} */
export const CLASSES = {
  name: "classes with other names",
  change: (build, cases) => ({
    build: {
      ...bundlesChanged(build, {
        css: sheetRenamed,
        html: (html) =>
          attributesChanged(html, (attributes) =>
            attributes.map(([name, value]) => [name, name === "class" && value ? listRenamed(value) : value]),
          ),
      }),
      modules: Object.fromEntries(
        Object.entries(build.modules).map(([file, source]) => [
          file,
          source.replace(IN_MODULES, (_, before, name) => before + renamed(name)),
        ]),
      ),
    },
    cases: cases.map((of) => ({
      ...of,
      walk: of.walk.map(({ name, actions }) => ({ name, actions: actions.map(actionRenamed) })),
    })),
  }),
};

/** @param {import("../../actions.js").Action} action */
function actionRenamed({ verb, selector, value }) {
  const isClass = verb === "set" && value.startsWith("class ");
  return {
    verb,
    selector: selector.startsWith("page:") ? selector : selectorRenamed(selector),
    value: isClass ? `class ${listRenamed(value.slice("class ".length))}` : value,
  };
}

/** @type {import("./everywhere.js").Harmless} */
export const IDS = {
  name: "ids with other names",
  change: (build, cases) => ({
    build: bundlesChanged(build, {
      html: (html) =>
        attributesChanged(html, (attributes) =>
          attributes.map(([name, value]) => [name, REFERENCES.includes(name) && value ? listRenamed(value) : value]),
        ),
    }),
    cases,
  }),
};
