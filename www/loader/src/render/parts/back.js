/**
 * Part `back`: on phones, the browser's back button closes the form instead of leaving the page. The bot trap of few
 * forms is in the same file, because every form carries the names of all parts.
 *
 * A browser with CloseWatcher closes a dialog itself: https://html.spec.whatwg.org/#close-requests. In others, an entry
 * with the page's own address is added to the history while the form shows.
 */

import { arm } from "../trap.js";

/** @param {import("../../types").FormInPage} form */
export default (form) => {
  arm(form);
  if (form.bundle.back_to_close && form.surface.localName === "dialog") closeByBack(form);
};

/** @param {import("../../types").FormInPage} form */
function closeByBack({ close, onGone }) {
  if ("CloseWatcher" in window || !matchMedia("(max-width:640px)").matches) return;
  // Not the page's own functions, which may inspect their arguments.
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
    // The target is known right after it is gone.
    setTimeout(() => {
      removeEventListener("dormouse", onTold);
      if (is_ahead) back.call(history);
    });
  };
}
