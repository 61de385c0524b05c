/** A modal dialog, after the WAI-ARIA APG pattern: `<dialog>` gives the trap, the inert page and the return of focus. */

import { lockScroll } from "./scroll-lock.js";

/** Longest time that leaving takes: the style sheet's 160 ms, and a margin for a busy page. */
const LEAVE_MS = 300;

/**
 * Opens the dialog, and returns what closes it.
 * @param {HTMLElement} host
 * @param {HTMLDialogElement} dialog
 * @param {boolean} click_outside_to_close
 * @param {(by_visitor: boolean) => void} onClose Called once, when it begins to leave.
 * @param {() => void} onGone Called once, when it is gone.
 */
export function openDialog(host, dialog, click_outside_to_close, onClose, onGone) {
  let leaving = false;
  let gone = false;

  /** Takes everything back; safe to call again. */
  function remove() {
    observer.disconnect();
    unlock();
    // Where the page takes the form out, the visitor has not closed it.
    begin(false);
    // Closing before removing is what gives the focus back to where it was.
    if (dialog.open) dialog.close();
    if (gone) return;
    gone = true;
    // Not `host.remove()`, which Prototype.js replaces by one that throws where the page has taken the host out already.
    host.parentNode?.removeChild(host);
    onGone();
  }

  /** @param {boolean} by_visitor */
  function begin(by_visitor) {
    if (leaving) return false;
    leaving = true;
    host.dataset.state = "closed";
    onClose(by_visitor);
    return true;
  }

  function close(by_visitor = true) {
    if (!begin(by_visitor)) return;
    dialog.classList.add("g");
    // The page may have taken the transition away, so its end is not waited for alone.
    dialog.addEventListener("transitionend", (event) => event.target === dialog.firstChild && remove());
    setTimeout(remove, LEAVE_MS);
  }

  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  // A browser may close without asking: the second Escape in a row cannot be prevented.
  dialog.addEventListener("close", () => {
    close();
    remove();
  });
  // A press that began inside, as when a text is marked and the pointer slips out, is not a press outside.
  let pressed = /** @type {EventTarget | null} */ (null);
  dialog.addEventListener("pointerdown", (event) => (pressed = event.target));
  dialog.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const outside = click_outside_to_close && target === dialog && pressed === dialog;
    if (outside || target.closest("[data-dormouse-close]")) close();
  });

  // The page's own shortcuts would take letters from what the visitor types: outside, a key comes from the host,
  // which no page knows for a field. Escape arrives as `cancel` all the same.
  for (const type of ["keydown", "keypress", "keyup"]) host.addEventListener(type, (event) => event.stopPropagation());
  // A page that takes the form out, moves it, or changes its whole body, must not stay locked:
  // a dialog that was moved is no longer modal.
  const observer = new MutationObserver(() => dialog.matches(":modal") || remove());
  const parent = document.body || document.documentElement;
  observer.observe(parent, { childList: true });
  observer.observe(document.documentElement, { childList: true });
  parent.append(host);
  const unlock = lockScroll();
  try {
    dialog.showModal();
  } catch (error) {
    // It was never there, so nobody hears of its going.
    leaving = true;
    onGone = () => {};
    remove();
    throw error;
  }
  return close;
}
