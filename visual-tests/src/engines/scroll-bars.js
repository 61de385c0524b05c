/** Takes away scroll bars, in engines that cannot be started without them. */

/** Runs in the page. Scroll bars lie over it, so that nothing moves without them; but they fade after a while. */
export function hideScrollBars() {
  const key = Symbol.for("no scroll bars");
  const known = /** @type {any} */ (window);
  if (!known[key]) {
    known[key] = new CSSStyleSheet();
    // Stronger than the rules of a form, which are important too.
    known[key].replaceSync(":is(*,#a#a#a#a#a),:host(:is(*,#a#a#a#a#a)){scrollbar-width:none!important}");
  }
  for (const root of [
    document,
    ...[...document.querySelectorAll("dormouse-form")].flatMap(({ shadowRoot }) => shadowRoot ?? []),
  ]) {
    if (!root.adoptedStyleSheets.includes(known[key]))
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, known[key]];
  }
}
