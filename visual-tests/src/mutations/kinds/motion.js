/** Motion that takes another time, begins elsewhere or goes otherwise. */

import { valueOf, withoutRule, rulesOf } from "./candidate.js";

/** @typedef {import("./candidate.js").Kind} Kind */

const PROPERTY = "--dormouse-motion";

/** How the render module moves a panel. */
const EASING = "cubic-bezier(.2,.8,.2,1)";

/** @type {Kind[]} */
export const MOTIONS = [
  {
    kind: "duration of a motion",
    visible: "On its way in, the form is elsewhere at the same time.",
    candidates: ({ declared }) =>
      declared
        .filter(({ property, value }) => property === PROPERTY && parseInt(value) > 0)
        .map((one) =>
          valueOf(
            one,
            one.value.replace(/^\d+/, (ms) => String(Number(ms) + 60)),
          ),
        ),
  },
  {
    kind: "beginning of a motion",
    visible: "The form comes from elsewhere.",
    candidates: ({ declared }) =>
      declared
        .filter(({ property, value }) => property === PROPERTY && /\(/.test(value))
        .map((one) =>
          valueOf(
            one,
            one.value.replace(/\(-?[\d.]+/, (start) =>
              start.includes(".") ? `(${Number(start.slice(1)) - 0.03}` : `(${Number(start.slice(1)) + 3}`,
            ),
          ),
        ),
  },
  {
    kind: "way of a motion",
    visible: "The form is elsewhere, or more or less transparent, at the same time.",
    candidates: () => [
      { in: "modules", component: "motion", about: "another easing", find: EASING, replace: "ease" },
      {
        in: "modules",
        component: "motion",
        about: "the panel begins half transparent",
        find: /animate\(\{opacity:\[0,1\],transform/,
        replace: "animate({opacity:[.5,1],transform",
      },
      {
        in: "modules",
        component: "motion",
        about: "the panel ends a little transparent",
        find: /animate\(\{opacity:\[0,1\],transform/,
        replace: "animate({opacity:[0,.9],transform",
      },
      {
        in: "modules",
        component: "overlay",
        about: "the page is dimmed at once",
        find: /animate\(\{opacity:\[0,1\]\},/,
        replace: "animate({opacity:[1,1]},",
      },
    ],
  },
  {
    kind: "reduced motion",
    visible: "The form moves for a visitor who prefers no motion.",
    candidates: ({ declared }) =>
      rulesOf(
        declared.filter(
          ({ media, property }) => media.some((one) => /prefers-reduced-motion/.test(one)) && property === PROPERTY,
        ),
      ).map(withoutRule),
  },
];
