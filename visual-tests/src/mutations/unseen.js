/**
 * What mutations leave out because it is neither visible nor audible, for visitors and screen readers. Everything else
 * counts, even if today's cases do not show it.
 */

/** @typedef {import("./world.js").Declared} Declared */

/** Properties that paint nothing and say nothing. */
const PROPERTIES = /** @type {Record<string, string>} */ ({
  cursor: "The shape of the pointer is in no picture, and no form depends on it.",
  "user-select": "Controls what can be selected, which is invisible without a selection.",
  "pointer-events": "Says who gets a press; nothing is painted otherwise.",
  "touch-action": "Says what a finger may do; nothing is painted otherwise.",
  "-webkit-tap-highlight-color": "Painted by touch devices alone, while a finger is down.",
  "overscroll-behavior": "Says whether the page scrolls on behind; nothing is painted before it does.",
  "-webkit-appearance": "A dead prefix beside `appearance`.",
});

/** Conditions that match in none of the pictures. */
const CONDITIONS = /** @type {[RegExp, string][]} */ ([
  [/@media print/, "Printed pages are not what these pictures are of."],
]);

/** Declarations that other declarations of the same compiler make void, whatever the form is. */
const VOID =
  /** @type {{ of?: string, selector?: RegExp, property?: RegExp, value?: RegExp, media?: RegExp, why: string }[]} */ ([
    // https://www.w3.org/TR/css-color-adjust-1/#forced-colors-properties
    {
      media: /forced-colors/,
      selector: /^(?!.*(button|\.[abx]\b))/,
      property: /^border-color$/,
      why: "Forced colors make every border the color of the text; only controls have another.",
    },
    {
      selector: /^\.h$/,
      property: /^(overflow|white-space|width|height)$/,
      why: "Nothing of it is left to be painted, however large it is.",
    },
    {
      selector: /^:host$/,
      property: /^unicode-bidi$/,
      why: "A block is isolated from the text around it in any case.",
    },
    {
      selector: /^:host$/,
      property: /^(width|height)$/,
      value: /^0$/,
      why: "The host's box is not painted: its content is fixed.",
    },
    { property: /^min-(width|height)$/, value: /^0$/, why: "Nothing that is painted is narrower than 1 px." },
    { of: "form", selector: /^img$/, property: /^max-width$/, why: "A picture is in a row, which gives it its width." },
    {
      selector: /^input$/,
      property: /^appearance$/,
      why: "A field with its own border looks the same in these engines; it differs in Safari.",
    },
    {
      of: "teaser",
      selector: /^:host$/,
      property: /^inset$/,
      why: "The host's content is fixed, wherever the host is.",
    },
    {
      of: "teaser",
      selector: /^button$/,
      property: /^padding$/,
      why: "The label has its own padding, or a position that no padding moves; the other button has a fixed size.",
    },
    { property: /^outline$/, value: /^0$/, why: "Holds back an outline that only another mutation can bring." },
    { media: /pointer:coarse/, selector: /::(before|after)$/, why: "Room for a finger, which paints nothing." },
    { property: /^content$/, why: "An empty box, which paints nothing." },
    { property: /^--dormouse-(above|keyboard)$/, why: "Set where a keyboard covers the screen." },
  ]);

/**
 * Why a change of a declaration is invisible.
 * @param {Declared} declared
 * @returns {string | undefined}
 */
export function unseenReason({ of: surface, selector, property, value, media }) {
  if (PROPERTIES[property]) return PROPERTIES[property];
  const condition = CONDITIONS.find(([pattern]) => media.some((one) => pattern.test(one)));
  if (condition) return condition[1];
  return VOID.find(
    (of) =>
      (of.of ?? surface) === surface &&
      (!of.media || media.some((one) => of.media?.test(one))) &&
      (of.selector?.test(selector) ?? true) &&
      (of.property?.test(property) ?? true) &&
      (of.value?.test(value) ?? true),
  )?.why;
}

/**
 * Whether a color paints nothing, so that its channels are invisible: `#0000` keeps the place of a border that forced
 * colors make visible.
 * @param {string} color
 */
export const isTransparent = (color) => /^#(?:[\da-f]{3}0|[\da-f]{6}00)$/i.test(color) || color === "transparent";

/** Attributes that change nothing visible or audible: the tests of behavior cover them. */
export const SILENT_ATTRIBUTES = new Set([
  "autofocus", // The render module gives the focus itself; this keeps a touch keyboard away until it does.
  "part", // The contract of custom CSS; if a form has custom CSS, `custom-css` shows it.
  "autocomplete",
  "inputmode",
  "maxlength",
  "name",
  "loading",
  "decoding",
  "rel",
  "target",
  "data-dormouse-close",
  "data-dormouse-teaser",
  "data-dormouse-teaser-close",
  "data-copy",
  "data-v",
  "focusable",
  "xmlns",
]);
