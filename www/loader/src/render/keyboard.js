/** Keeps a form clear of a phone's keyboard, which lies over the page instead of making it smaller. */

/** What is hidden below has to be higher than a browser's own bars to be a keyboard. */
const LEAST_KEYBOARD_PX = 120;

/**
 * Tells the form's sheet how much is hidden, as `--dormouse-keyboard`.
 * @param {HTMLElement} host
 * @returns {() => void} Ends it.
 */
export function clearKeyboard(host) {
  const view = window.visualViewport;
  const tell = () => {
    // Where the visitor has zoomed in, they move about themselves.
    const hidden = view && view.scale < 1.1 ? document.documentElement.clientHeight - view.height - view.offsetTop : 0;
    host.style.setProperty("--dormouse-keyboard", hidden > LEAST_KEYBOARD_PX ? `${hidden}px` : "0px");
  };
  view?.addEventListener("resize", tell);
  return () => view?.removeEventListener("resize", tell);
}
