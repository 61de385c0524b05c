/** Texts in another type, weight, spacing, direction or line. */

import { valueOf, withoutDeclaration } from "./candidate.js";

/** @typedef {import("./candidate.js").Kind} Kind */

const GENERIC = /\b(sans-serif|serif|monospace)\s*$/;

/** Pictures have two weights of every family, so a weight looks different if it moves across 550. */
const HEAVY_FROM = 550;

/** Keyword values, and their replacements. */
const ALIGNMENTS = /** @type {Record<string, Record<string, string>>} */ ({
  "text-align": { start: "end", center: "start", "var(--dormouse-a)": "end" },
  "--dormouse-a": { start: "center", center: "start" },
  direction: { ltr: "rtl", rtl: "ltr" },
});

/** @type {Kind[]} */
export const TEXTS = [
  {
    kind: "font family",
    visible: "Every letter has another shape.",
    candidates: ({ declared }) =>
      declared
        .filter(({ property, value }) => /^font(-family)?$/.test(property) && GENERIC.test(value))
        .map((one) =>
          valueOf(
            one,
            one.value.replace(
              /(?:[^,/]*,)*\s*(sans-serif|serif|monospace)\s*$/,
              (all, generic) =>
                `${one.property === "font" ? `${all.split(/\s+(?=[\w-]+,)/)[0]} ` : ""}${generic === "sans-serif" ? "serif" : "sans-serif"}`,
            ),
          ),
        ),
  },
  {
    kind: "font not inherited",
    visible: "A control has the browser's font, smaller and of another family.",
    candidates: ({ declared }) =>
      declared.filter(({ property, value }) => property === "font" && value === "inherit").map(withoutDeclaration),
  },
  {
    kind: "font weight",
    visible: "Letters are thinner or thicker.",
    candidates: ({ declared }) =>
      declared
        .filter(({ property, value }) => property === "font-weight" && /^\d+$/.test(value))
        .map((one) => valueOf(one, Number(one.value) < HEAVY_FROM ? "700" : "400")),
  },
  {
    kind: "line height",
    visible: "Lines are 1 px farther apart.",
    candidates: ({ declared }) =>
      declared
        .filter(({ property, value }) => property === "line-height" && /^[\d.]+$/.test(value))
        .map((one) => valueOf(one, `calc(${one.value}em + 1px)`)),
  },
  {
    kind: "text decoration",
    visible: "A line under words, or none.",
    candidates: ({ declared }) =>
      declared
        .filter(({ property }) => property === "text-decoration")
        .map((one) => valueOf(one, one.value === "none" ? "underline" : "none")),
  },
  {
    kind: "direction and alignment",
    visible: "Lines begin at the other side.",
    candidates: ({ declared }) =>
      declared.flatMap((one) => {
        const to = ALIGNMENTS[one.property]?.[one.value];
        return to ? [valueOf(one, to)] : [];
      }),
  },
  {
    kind: "line break",
    visible: "Words break elsewhere, or not at all.",
    candidates: ({ declared }) =>
      declared
        .filter(({ property }) => /^(text-wrap|white-space|overflow-wrap|writing-mode)$/.test(property))
        .map(withoutDeclaration),
  },
];
