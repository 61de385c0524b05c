/**
 * The modes in which a picture can be taken: differences in the browser, the visitor's settings, or the form's
 * isolation. A case names them; `plain` has no differences.
 */

/**
 * @typedef {object} Mode
 * @property {string} about
 * @property {Record<string, string>} [media] Media features that are emulated, besides reduced motion.
 * @property {boolean} [touch] The screen is touched: no pointer hovers, and a finger is coarse.
 * @property {boolean} [moves] Motion is not reduced: animations run, and actions look at them at fixed times.
 * @property {number} [zoom] As the browser zooms: fewer and larger CSS pixels.
 * @property {string} [sheet] Style rules that a person's own extension would add.
 * @property {boolean} [is_light] The form is in light DOM, and must look as in its shadow root.
 * @property {string} [same_as] The mode whose expected pictures are also this one's.
 * @property {boolean} [chromium_only] Other engines cannot set this.
 */

/** @type {Record<string, Mode>} */
export const MODES = {
  plain: { about: "Nothing special: light color scheme, reduced motion." },
  light: { about: "The form in light DOM; its pictures are those of `plain`.", is_light: true, same_as: "plain" },
  // On a host page light DOM may look different: docs/STYLES.md lists what can leak.
  "light-own": { about: "The form in light DOM, with separate pictures.", is_light: true },
  dark: { about: "The dark color scheme.", media: { "prefers-color-scheme": "dark" }, chromium_only: true },
  forced: { about: "Forced colors.", media: { "forced-colors": "active" }, chromium_only: true },
  "forced-dark": {
    about: "Forced colors on black.",
    media: { "forced-colors": "active", "prefers-color-scheme": "dark" },
    chromium_only: true,
  },
  touch: { about: "A touch screen.", touch: true, chromium_only: true },
  zoom: { about: "200 % zoom.", zoom: 2, chromium_only: true },
  // https://www.w3.org/TR/WCAG22/#text-spacing
  spacing: {
    about: "More room between lines, words and letters.",
    sheet:
      "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}",
  },
  motion: { about: "Animations, looked at while they run.", moves: true, chromium_only: true },
};
