/** Keeps a form clear of a phone's keyboard, which lies over the page instead of making it smaller. */

/** What is hidden below has to be higher than a browser's own bars to be a keyboard. */
const LEAST_KEYBOARD_PX = 120;

/**
 * Tells the form's sheet how much is hidden: below as `--dormouse-keyboard`, above as `--dormouse-above`.
 * @param {HTMLElement} host
 * @returns {() => void} Ends it.
 */
export function clearKeyboard(host) {
  const view = window.visualViewport;
  const tell = () => {
    // Where the visitor has zoomed in, they move about themselves.
    const is_zoomed = !view || view.scale > 1.1;
    const hidden = is_zoomed ? 0 : innerHeight - view.height;
    const is_up = hidden > LEAST_KEYBOARD_PX;
    // A browser may move what is to be seen, to show the field, instead of making it smaller from below alone.
    const above = is_up && view ? Math.min(view.offsetTop, hidden) : 0;
    host.style.setProperty("--dormouse-above", `${above}px`);
    host.style.setProperty("--dormouse-keyboard", is_up ? `${hidden - above}px` : "0px");
  };
  tell();
  view?.addEventListener("resize", tell);
  view?.addEventListener("scroll", tell);
  return () => {
    view?.removeEventListener("resize", tell);
    view?.removeEventListener("scroll", tell);
  };
}
