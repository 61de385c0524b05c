/** Missing rules of a state, and conditions that apply elsewhere. */

import { rulesOf, valueOf, withoutDeclaration, withoutRule } from "./candidate.js";

/** @typedef {import("./candidate.js").Kind} Kind */

/**
 * @param {string} kind
 * @param {string} visible
 * @param {RegExp} selectors
 * @returns {Kind}
 */
function stateKind(kind, visible, selectors) {
  return {
    kind,
    visible,
    candidates: ({ declared }) =>
      rulesOf(declared)
        .filter(({ selector }) => selectors.test(selector))
        .map(withoutRule),
  };
}

/**
 * @param {string} kind
 * @param {string} visible
 * @param {RegExp} condition
 * @returns {Kind}
 */
function conditionKind(kind, visible, condition) {
  return {
    kind,
    visible,
    candidates: ({ declared }) =>
      rulesOf(declared)
        .filter(({ media }) => media.some((one) => condition.test(one)))
        .map(withoutRule),
  };
}

/** The two sides of each breakpoint that are tried: 1 px beside, and somewhere else. */
const BESIDE = [-1, 60];

/** @type {Kind[]} */
export const STATES = [
  stateKind("hover rule", "Nothing answers the pointer.", /:hover/),
  stateKind("focus ring", "Who uses keys does not see where they are.", /:focus-visible/),
  stateKind("active rule", "A press is not seen.", /:active/),
  stateKind(
    "disabled or waiting rule",
    "A button that waits looks as if it could be pressed.",
    /\[aria-disabled|\[data-done|\[data-over/,
  ),
  stateKind(
    "rule of a mistake or an empty field",
    "A mistake is not marked, or a hint looks like an answer.",
    /\[aria-invalid|::placeholder|:placeholder-shown|:empty/,
  ),
  stateKind(
    "rule of a backdrop or a hidden part",
    "What is hidden shows, or the page is not dimmed.",
    /::backdrop|^\[hidden\]|\[data-only/,
  ),
  conditionKind("rule of forced colors", "A box loses its edge with forced colors.", /forced-colors/),
  conditionKind("rule of phones", "The layout of a wide screen on a phone.", /max-width/),
  conditionKind("rule of wide screens", "The layout of a phone on a wide screen.", /min-width|@supports/),
  conditionKind("rule of the dark scheme", "Light colors for a visitor who prefers dark ones.", /prefers-color-scheme/),
  {
    kind: "breakpoint",
    visible: "The layout changes at another width.",
    candidates: ({ declared }) =>
      rulesOf(declared.filter(({ media }) => media.some((one) => /(min|max)-width/.test(one)))).flatMap(
        ({ of, media, selector, component }) =>
          BESIDE.map((px) => {
            const inner = /** @type {string} */ (media.findLast((one) => /(min|max)-width/.test(one)));
            const to_media = inner.replace(/(\d+)px/, (_, width) => `${Number(width) + px}px`);
            return {
              in: /** @type {const} */ ("css"),
              of,
              component,
              about: `${selector}: ${inner} → ${to_media}`,
              selector,
              media: [inner],
              to_media,
            };
          }),
      ),
  },
  {
    kind: "leak",
    visible: "The page's rules for its own elements reach the form.",
    candidates: ({ declared }) => [
      ...declared
        .filter(
          ({ selector, property }) =>
            /^:host/.test(selector) && /^(all|display|position|inset|direction)$/.test(property),
        )
        .map(withoutDeclaration),
      ...declared
        .filter(({ property }) => property === "box-sizing")
        .flatMap((one) => [withoutDeclaration(one), valueOf(one, "content-box")]),
      ...LEAKS.map(([component, add]) => ({
        in: /** @type {const} */ ("css"),
        component,
        about: `a page's rule gets in: ${add}`,
        add,
      })),
    ],
  },
];

/** Rules as pages have them, and the components that would take them. */
const LEAKS = [
  ["text", "p{margin-bottom:1px}"],
  ["text", "h1{letter-spacing:.5px}"],
  ["button", "button{text-transform:uppercase}"],
  ["button", "button{letter-spacing:.2px}"],
  ["field", "input{line-height:1.6}"],
  ["field", "label{color:#333}"],
  ["image", "img{opacity:.98}"],
  ["link", "a{text-decoration:none}"],
  ["consent", "small,.n{font-size:12px}"],
  ["panel", "div{line-height:1.55}"],
  ["close-button", "svg{vertical-align:middle;margin-top:1px}"],
];
