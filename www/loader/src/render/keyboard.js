/** Keeps a form clear of a phone's keyboard, which lies over the page instead of making it smaller. */

/** A keyboard is higher than a browser's own bars, so a smaller hidden area does not count. */
const LEAST_KEYBOARD_PX = 120;

/**
 * Gives the form's sheet the size of the hidden areas: below as `--dormouse-keyboard`, above as `--dormouse-above`.
 * @param {HTMLElement} host
 * @returns {() => void} Ends it.
 */
export function clearKeyboard(host) {
  const view = window.visualViewport;
  const tell = () => {
    // A visitor who has zoomed in scrolls to the field.
    const is_zoomed = !view || view.scale > 1.1;
    const hidden = is_zoomed ? 0 : innerHeight - view.height;
    const is_up = hidden > LEAST_KEYBOARD_PX;
    // A browser may move the visible area to show the field, instead of shrinking it only from below.
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
