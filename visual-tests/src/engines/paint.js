/** Makes a page ready for its picture, in engines whose screenshots do not make a frame of their own. */

/**
 * Runs in the page: waits until everything is painted, without scroll bars. They lie over the page, and fade after a while.
 * @param {boolean} whole Whether to have it painted anew and whole. Where WebKit has painted a part again, shadows, scaled
 * pictures and antialiased corners differ by some levels from what is painted at once.
 */
export async function paintAnew(whole) {
  // The stage's own frames come at once, before anything is painted.
  const frame = /** @type {any} */ (window).stageClock?.realFrame ?? requestAnimationFrame;
  const frames = () => new Promise((resolve) => frame(() => frame(resolve)));
  /** @param {string} name @param {string} css */
  const sheet = (name, css) => {
    const key = Symbol.for(name);
    const known = /** @type {any} */ (window);
    if (!known[key]) (known[key] = new CSSStyleSheet()).replaceSync(css);
    return known[key];
  };
  const no_scroll_bars = sheet("no scroll bars", "*,:host{scrollbar-width:none!important}");
  for (const root of [document, ...[...document.querySelectorAll("dormouse-form")].flatMap(({ shadowRoot }) => shadowRoot ?? [])]) {
    if (!root.adoptedStyleSheets.includes(no_scroll_bars)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, no_scroll_bars];
  }
  if (whole) {
    // Covers all that is painted, and is gone again before the next frame.
    const cover = sheet("painted over", "html{outline:300vmax solid #123!important}");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, cover];
    document.documentElement.getBoundingClientRect();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== cover);
    document.documentElement.getBoundingClientRect();
  }
  await frames();
}
