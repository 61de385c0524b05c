/** HTML that lacks a class, an attribute, a text or an element, or has them in another order. */

import { componentOfSelector } from "../component.js";
import { SILENT_ATTRIBUTES } from "../unseen.js";

/** @typedef {import("./candidate.js").Kind} Kind */
/** @typedef {import("./candidate.js").Candidate} Candidate */

const TAG = /<([a-z][\w-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/g;
const ATTRIBUTE = /([\w:-]+)(?:="([^"]*)")?/g;

/** Attributes whose words are visible or read out. */
const WORDS = ["aria-label", "alt", "placeholder"];

/** Attributes for a picture's size or background while it loads; invisible afterwards. */
const OF_PICTURES = ["width", "height", "src", "srcset", "sizes"];

/** Parts of forms that can be in another order, or missing. */
const PARTS = [
  [".c > .r:first-child", "row"],
  [".c > .r:nth-child(2)", "row"],
  [".s2 > .c:first-child", "column"],
  [".f > .l:first-child", "field"],
  [".cu > div:first-child", "countdown"],
  [".cu b", "countdown"],
  [".cp code", "coupon"],
  [".rv > .rs", "review"],
  [".rv blockquote", "review"],
  [".t > :first-child:not(:last-child)", "text"],
];

const MISSING = [
  [".x svg path", "close-button"],
  [".x", "close-button"],
  [".vd svg path", "video"],
  [".vd span", "video"],
  [".rs path:last-child", "review"],
  [".rv figcaption", "review"],
  [".l", "field"],
  [".e:not(.m)", "field"],
  [".e.m", "field"],
  [".cu span", "countdown"],
  [".cp button span:last-child", "coupon"],
  [".dv", "divider"],
  [".n a", "consent"],
  [".q", "button"],
  ["[data-dormouse-teaser-close]", "teaser"],
  ["img", "image"],
];

/**
 * Every kind of element that occurs, once: by its first class, or by its name.
 * @param {import("../world.js").World} world
 */
function elementsOf({ pages }) {
  const found =
    /** @type {Map<string, { of: "form" | "teaser", selector: string, component: string, classes: Set<string>, attributes: Map<string, string> }>} */ (
      new Map()
    );
  for (const { of, html } of pages) {
    for (const [, tag, rest] of html.matchAll(TAG)) {
      const attributes = new Map([...rest.matchAll(ATTRIBUTE)].map(([, name, value]) => [name, value ?? ""]));
      const classes = (attributes.get("class") ?? "").split(/\s+/).filter((name) => name && !/^[oz]\d+$/.test(name));
      const selector = classes.length ? `${tag}.${classes[0]}` : tag;
      const key = `${of} ${selector}`;
      const component = of === "teaser" ? "teaser" : componentOfSelector(classes.length ? `.${classes[0]}` : tag);
      const known = found.get(key) ?? { of, selector, component, classes: new Set(), attributes: new Map() };
      for (const name of classes) known.classes.add(name);
      for (const [name, value] of attributes) if (!known.attributes.has(name)) known.attributes.set(name, value);
      found.set(key, known);
    }
  }
  return [...found.values()];
}

/** @type {Kind[]} */
export const MARKUP = [
  {
    kind: "class",
    visible: "A rule of the sheet does not find its element.",
    candidates: (world) => {
      const styled = new Set(
        world.pages.flatMap(({ of, css }) =>
          [...css.matchAll(/\.([a-z][\w-]*)(?=[^{}]*{)/g)].map(([, name]) => `${of} ${name}`),
        ),
      );
      return elementsOf(world).flatMap(({ of, selector, component, classes }) =>
        [...classes]
          .filter((name) => styled.has(`${of} ${name}`))
          .map((name) => ({
            in: /** @type {const} */ ("html"),
            of,
            component,
            about: `${selector} without the class ${name}`,
            selector: selector.includes(`.${name}`) ? selector : `${selector}.${name}`,
            class_name: name,
            to: null,
          })),
      );
    },
  },
  {
    kind: "attribute",
    visible: "It is painted, read out, or says how keys reach an element.",
    candidates: (world) =>
      elementsOf(world).flatMap(({ of, selector, component, attributes }) =>
        [...attributes.keys()]
          // Two lines that cross have nothing to fill.
          .filter(
            (name) =>
              attributes.get(name) !== "none" &&
              name !== "class" &&
              !SILENT_ATTRIBUTES.has(name) &&
              !WORDS.includes(name) &&
              !(OF_PICTURES.includes(name) && selector.startsWith("img")),
          )
          .map((attribute) => ({
            in: /** @type {const} */ ("html"),
            of,
            component,
            about: `${selector} without ${attribute}`,
            selector,
            attribute,
            to: null,
          })),
      ),
  },
  {
    kind: "words for a screen reader",
    visible: "It is read out, or shown where there is nothing else.",
    candidates: (world) =>
      elementsOf(world).flatMap(({ of, selector, component, attributes }) =>
        WORDS.filter((name) => attributes.get(name)).flatMap((attribute) => [
          {
            in: /** @type {const} */ ("html"),
            of,
            component,
            about: `${selector} without ${attribute}`,
            selector: `${selector}[${attribute}]`,
            attribute,
            to: null,
          },
          {
            in: /** @type {const} */ ("html"),
            of,
            component,
            about: `${selector} with another ${attribute}`,
            selector: `${selector}[${attribute}]`,
            attribute,
            to: "Another text",
          },
        ]),
      ),
  },
  {
    kind: "order of elements",
    visible: "What comes first comes second, for eyes and for keys.",
    candidates: ({ pages }) =>
      PARTS.filter(([selector]) => has(pages, selector)).map(([selector, component]) => ({
        in: "html",
        component,
        about: `${selector} changes places with what is behind it`,
        selector,
        swap: true,
      })),
  },
  {
    kind: "missing element",
    visible: "Something that has to be there is not.",
    candidates: ({ pages }) =>
      MISSING.filter(([selector]) => has(pages, selector)).map(([selector, component]) => ({
        in: "html",
        component,
        about: `no ${selector}`,
        selector,
        remove: true,
      })),
  },
];

/** Whether the elements of a selector occur at all: its classes, and the names of its elements. @param {{ html:
 * string }[]} pages @param {string} selector */
function has(pages, selector) {
  const classes = selector.match(/(?<=\.)[a-z]\w*/g) ?? [];
  const attribute = selector.match(/^\[([\w-]+)/)?.[1];
  return pages.some(
    ({ html }) =>
      classes.every((name) => new RegExp(`class="[^"]*\\b${name}\\b`).test(html)) &&
      (!attribute || html.includes(attribute)),
  );
}
