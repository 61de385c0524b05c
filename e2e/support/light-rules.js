/** How a page can affect a form in light DOM: rules that change nothing there, and those that cannot be kept out. */

/** Rules that real themes have, sharpened. */
export const rules = {
  "everything unset, pseudo-elements too": { css: "*, ::before, ::after { all: unset !important }" },
  "wide boxes": {
    css: "div, section, form { width: 100% !important; float: left !important; margin: 9px !important }",
  },
  "loud buttons": {
    css: "button, input { background: lime !important; height: 9px !important; border: 9px solid red !important; text-transform: uppercase !important }",
  },
  "pictures of a size": {
    css: "svg, path { width: 300px !important; fill: red !important } img { width: 40px !important; height: 40px !important; border: 3px solid red !important }",
  },
  "a page that shouts": {
    css: `html { font: italic 62.5%/3 fantasy; letter-spacing: 4px; direction: rtl; color: red }
      * { font-family: fantasy !important; letter-spacing: 3px !important; text-shadow: 1px 1px red !important; position: static !important; box-sizing: content-box !important }`,
  },
  "what is gone": {
    css: `div, form, dialog, p, label { display: none !important; opacity: .2 !important; visibility: hidden !important;
      transform: rotate(3deg) !important; filter: blur(2px) !important; clip-path: inset(50%) !important }`,
  },
  "generated content": {
    css: "dormouse-form::before, dormouse-form ::before, dormouse-form ::after { content: 'x' !important; color: red !important } ::placeholder { color: red !important } ::backdrop { background: lime !important }",
  },
  "names that a page may have, too": {
    css: "#a, .d, .p, .k, .s, .c, .r, .e, .m, .x, .l, .h, .b { color: red !important; display: inline !important; padding: 1px !important; background: red !important; position: fixed !important }",
  },
  "rules with ids": {
    css: "#page#page dormouse-form *, :is(#x, *):is(#x, *) { color: red !important; margin: 9px !important }",
  },
  "first lines": {
    css: "::first-line { color: lime !important; letter-spacing: 4px !important }",
  },
  "rules in cascade layers": {
    css: "@layer base { * { color: red; margin: 9px; font-size: 40px } img, svg { border: 1px solid red } }",
  },
};

/**
 * Effects that cannot be kept out: for each, the properties of the form that change, and the reason.
 * @type {Record<string, { css: string, leaking: string[], why: string, state?: string }>}
 */
export const leaks = {
  "the look of a selection": {
    css: "::selection { background: red; color: lime }",
    leaking: ["::selection background-color", "::selection color"],
    why: "no CSS value restores the browser's default look",
  },
  "first letters": {
    css: "::first-letter { text-transform: uppercase }",
    // The origins belong to a pseudo-element that did not exist before.
    leaking: ["::first-letter perspective-origin", "::first-letter text-transform", "::first-letter transform-origin"],
    why: "a rule of ours would make first letters where there are none, which lays lines out in two pieces",
  },
  "important rules in cascade layers": {
    css: "@layer base { dormouse-form p { z-index: 3 !important } }",
    leaking: ["z-index"],
    why: "an important rule in a layer wins over all important rules outside of layers, and over later layers",
  },
  "important rules with more than four ids": {
    css: "dormouse-form p:not(#a#b#c#d#e#f) { z-index: 3 !important }",
    leaking: ["z-index"],
    why: "more weight wins",
  },
  "what pictures are filled with, from cascade layers": {
    css: "@layer base { svg { fill: red } }",
    leaking: ["::after fill", "::before fill", "fill"],
    why: "to go back before the layers is to go back before the attributes, too",
  },
  "what moves, while it moves": {
    css: "* { opacity: .5 !important }",
    leaking: ["opacity"],
    state: "opening",
    why: "an important rule of ours would stop the animation",
  },
};
