/** The input of mutations: every rule and every element in the bundles of a build, each once. */

import { surfaceOf } from "./apply.js";
import { componentOf } from "./component.js";
import { keyOf, readSheet } from "./sheet.js";
import { unseenReason } from "./unseen.js";

/**
 * @typedef {object} Declared One declaration, as it is written in one rule of at least one bundle.
 * @property {"form" | "teaser"} of
 * @property {string} key Of its rule.
 * @property {string[]} media
 * @property {string} selector
 * @property {string} property
 * @property {string} value
 * @property {boolean} important
 * @property {string} component
 * @property {number} bundles How many have it.
 * @property {Record<string, string>} siblings All declarations of its rule.
 */

/**
 * @typedef {object} World
 * @property {Declared[]} declared Those that can be seen; `unseen.js` says why the others cannot.
 * @property {{ of: "form" | "teaser", html: string, css: string }[]} pages The distinct ones.
 * @property {any[]} bundles
 */

/**
 * @param {import("../build.js").Build} build
 * @returns {World}
 */
export function worldOf(build) {
  const declared = /** @type {Map<string, Declared>} */ (new Map());
  const pages = /** @type {Map<string, World["pages"][0]>} */ (new Map());
  const bundles = Object.values(build.cases).flatMap((items) => items.map(({ bundle }) => bundle));
  const sheets = new Set();
  for (const { html, css, ...bundle } of bundles) {
    const of = surfaceOf({ ...bundle, html });
    pages.set(html, { of, html, css });
    if (sheets.has(css)) continue;
    sheets.add(css);
    for (const rule of readSheet(css)) {
      // The class of a block or of a distinct style is numbered separately in every form.
      if (/\.[oz]\d/.test(rule.selector)) continue;
      const siblings = Object.fromEntries(rule.declarations.map(({ property, value }) => [property, value]));
      for (const { property, value, important } of rule.declarations) {
        const key = keyOf(rule);
        const name = [of, key, property, value].join("\n");
        const known = declared.get(name);
        if (known) {
          known.bundles += 1;
          continue;
        }
        const media = rule.at.map((at) => `@${at.name} ${at.prelude}`);
        const { selector } = rule;
        declared.set(name, {
          of,
          key,
          media,
          selector,
          property,
          value,
          important,
          component: componentOf(of, rule, { property, value }),
          bundles: 1,
          siblings,
        });
      }
    }
  }
  return { declared: [...declared.values()].filter((one) => !unseenReason(one)), pages: [...pages.values()], bundles };
}
