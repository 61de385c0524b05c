/** Boxes in another order, place, state of visibility, or with another picture in them. */

import { rulesOf, valueOf, withDeclaration, withoutDeclaration } from "./candidate.js";

/** @typedef {import("./candidate.js").Kind} Kind */

/** Selectors of elements with their own surface: without a state and without a condition. */
const PLAIN = /^[.\w\s>-]+$/;

/** Keywords, and their replacements. */
const PLACES = /** @type {Record<string, string>} */ ({
  center: "flex-start",
  "flex-end": "flex-start",
  "flex-start": "flex-end",
  "space-between": "center",
  stretch: "flex-start",
  "safe center": "flex-start",
});

/** Elements that must be visible: hiding them breaks the form. */
const NEEDED = /^(\.x|\.b|\.e|\.l|input|\.t|img|\.cp button|\.cu|\.rs|\.rv figcaption|\.vd span|\.a|\.x svg|\.dv|\.q)$/;

/** Elements beside others, and the order that moves them to the other end. */
const ORDERS = /** @type {Record<string, string>} */ ({
  ".b": "-1",
  ".rv blockquote": "1",
  ".cp code": "1",
  ".i": "1",
});

/** @param {import("../world.js").Declared[]} declared */
const plainRules = (declared) =>
  rulesOf(declared.filter(({ selector, media }) => !media.length && PLAIN.test(selector)));

/** @type {Kind[]} */
export const BOXES = [
  {
    kind: "opacity",
    visible: "What is behind it shines through.",
    candidates: ({ declared }) => [
      ...declared
        .filter(({ property, value }) => property === "opacity" && Number(value) > 0.1)
        .map((one) => valueOf(one, String(Math.round((Number(one.value) - 0.02) * 100) / 100))),
      ...plainRules(declared)
        .filter(({ siblings, selector }) => !siblings.opacity && NEEDED.test(selector))
        .map((one) => withDeclaration(one, "opacity", ".98")),
    ],
  },
  {
    kind: "hidden",
    visible: "Something that has to be there is not.",
    candidates: ({ declared }) =>
      plainRules(declared)
        .filter(({ selector }) => NEEDED.test(selector))
        .flatMap((one) => [
          withDeclaration(one, "visibility", "hidden"),
          one.siblings.display
            ? valueOf({ ...one, property: "display", value: one.siblings.display }, "none")
            : withDeclaration(one, "display", "none"),
        ]),
  },
  {
    kind: "alignment of boxes",
    visible: "A box is at the other end.",
    candidates: ({ declared }) =>
      declared
        .filter(({ property, value }) => /^(align|justify|place)-(items|content|self)$/.test(property) && PLACES[value])
        .map((one) => valueOf(one, PLACES[one.value])),
  },
  {
    kind: "layout",
    visible: "Boxes are below each other instead of side by side, or the other way round.",
    candidates: ({ declared }) =>
      declared
        .filter(
          ({ property, value, important }) =>
            !important &&
            ((property === "display" && /^(flex|grid)$/.test(value)) ||
              /^(flex-direction|flex-wrap|grid-template-columns|grid-area|grid-row)$/.test(property)),
        )
        .map(withoutDeclaration),
  },
  {
    kind: "order",
    visible: "What comes first comes last.",
    candidates: ({ declared }) => [
      ...declared
        // Only one child of a scrolling element is visible at a time.
        .filter(
          ({ property, value, selector }) => property === "flex-direction" && value === "column" && selector !== ".k",
        )
        .map((one) => valueOf(one, "column-reverse")),
      ...plainRules(declared)
        .filter(({ of, selector }) => of === "form" && ORDERS[selector])
        .map((one) => withDeclaration(one, "order", ORDERS[one.selector])),
    ],
  },
  {
    kind: "stacking",
    visible: "Something lies under what it should lie over, or moves with the page.",
    candidates: ({ declared }) => [
      ...declared.filter(({ property }) => property === "z-index").map((one) => valueOf(one, "-1")),
      ...declared
        .filter(({ property, value }) => property === "position" && value !== "relative")
        .map(withoutDeclaration),
    ],
  },
  {
    kind: "clipping",
    visible: "What is larger than its box hangs out.",
    candidates: ({ declared }) =>
      declared
        .filter(({ property, value }) => (property === "overflow" && value !== "visible") || property === "clip-path")
        .map(withoutDeclaration),
  },
  {
    kind: "picture",
    visible: "A picture is cut or drawn out otherwise.",
    candidates: ({ declared }) => [
      ...declared
        .filter(({ property }) => property === "object-fit")
        .flatMap((one) => [valueOf(one, "contain"), valueOf(one, "fill")]),
      ...declared
        .filter(({ property }) => /^background-(size|position|repeat|image|clip)$/.test(property))
        .map(withoutDeclaration),
      ...declared
        .filter(({ selector, property }) => /img|\.v\b/.test(selector) && /^(height|width|max-width)$/.test(property))
        .map(withoutDeclaration),
    ],
  },
  {
    kind: "shadow",
    visible: "The panel lies flat on the page.",
    candidates: ({ declared }) =>
      declared
        .filter(({ property, value }) => /^(box-shadow|--dormouse-s)$/.test(property) && value !== "none")
        .map((one) => valueOf(one, "none")),
  },
  {
    kind: "control",
    visible: "The browser's own look of a control comes through.",
    candidates: ({ declared }) =>
      declared
        .filter(
          ({ property, value }) =>
            property === "appearance" ||
            (property === "border" && value === "0") ||
            (property === "background" && value === "none"),
        )
        .map(withoutDeclaration),
  },
  {
    kind: "filter and transform",
    visible: "Brighter, or drawn elsewhere.",
    candidates: ({ declared }) => [
      ...declared
        .filter(({ property, value }) => property === "filter" && /brightness/.test(value))
        .map((one) =>
          valueOf(
            one,
            one.value.replace(/[\d.]+/, (amount) => String(Math.round((Number(amount) - 0.04) * 100) / 100)),
          ),
        ),
      ...declared.filter(({ property, value }) => property === "transform" && value !== "none").map(withoutDeclaration),
    ],
  },
];
