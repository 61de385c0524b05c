/**
 * Part `back`: on phones, the browser's back button closes the form instead of leaving the page.
 *
 * A browser with CloseWatcher asks a dialog to close by itself: https://html.spec.whatwg.org/#close-requests. In others
 * an entry of the page's own address is put into the history for as long as the form shows.
 */

/** @param {import("../../types").FormInPage} form */
export default ({ close, onGone }) => {
  if ("CloseWatcher" in window || !matchMedia("(max-width:640px)").matches) return;
  // Not the page's own functions, which may look at what they are given.
  const { pushState, back } = History.prototype;
  let is_ahead = true;
  const onPop = () => {
    is_ahead = false;
    removeEventListener("popstate", onPop);
    close(true);
  };
  // A form that leads elsewhere must not be called back on its way.
  const onTold = (/** @type {any} */ event) => {
    if (event.detail?.type === "redirectedToUrl") is_ahead = false;
  };
  addEventListener("dormouse", onTold);
  addEventListener("popstate", onPop);
  pushState.call(history, history.state, "");
  onGone[onGone.length] = () => {
    removeEventListener("popstate", onPop);
    // Where it leads is told right after it is gone.
    setTimeout(() => {
      removeEventListener("dormouse", onTold);
      if (is_ahead) back.call(history);
    });
  };
};
