/**
 * Opens and closes a form's surface: a modal dialog after the WAI-ARIA APG pattern, where `<dialog>` gives the trap,
 * the inert page and the return of focus; or a region beside which the page goes on, and which never takes the focus.
 */

import { clearKeyboard } from "./keyboard.js";
import { enter } from "./motion.js";
import { parentOf } from "./parent.js";
import { push } from "./push.js";
import { lockScroll } from "./scroll-lock.js";

/** When a region tells that it is there: what reads pages out hears of changes, not of what comes with a region. */
const ANNOUNCE_MS = 100;

/**
 * Whether something holds on this screen.
 * @param {boolean | "phone" | "desktop"} screens
 */
const holdsHere = (screens) => screens === true || screens === (window.matchMedia?.("(max-width:640px)").matches ? "phone" : "desktop");

/**
 * Opens a form, and returns what closes it.
 * @param {import("./insert.js").Inserted} inserted
 * @param {Element | undefined} place Where an embed goes.
 * @param {(by_visitor: boolean) => void} onClose Called once, when it begins to leave.
 * @param {() => void} onGone Called once, when it is gone.
 */
export function openSurface({ host, surface, panel, bundle }, place, onClose, onGone) {
  const dialog = surface.localName === "dialog" && /** @type {HTMLDialogElement} */ (surface);
  /** What is done to the page while the form shows. */
  let undo = /** @type {(() => void)[]} */ ([]);
  let motion = /** @type {ReturnType<typeof enter> | undefined} */ (undefined);
  /** Where the focus was before it came into a region. */
  let focused_before = /** @type {any} */ (null);
  let leaving = false;
  let gone = false;

  /** Takes everything back; safe to call again. */
  function remove() {
    observer.disconnect();
    for (let i = 0; i < undo.length; i++) undo[i]();
    undo = [];
    // Where the page takes the form out, the visitor has not closed it.
    begin(false);
    // Closing before removing is what gives the focus back to where it was.
    if (dialog) {
      if (dialog.open) dialog.close();
    } else if (surface.matches(":focus-within")) focused_before?.focus({ preventScroll: true });
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
    host.dataset.state = "closing";
    onClose(by_visitor);
    return true;
  }

  function close(by_visitor = true) {
    if (!begin(by_visitor)) return;
    if (motion) motion.leave(remove);
    else remove();
  }

  // A press that began inside, as when a text is marked and the pointer slips out, is not a press outside.
  let pressed = /** @type {EventTarget | null} */ (null);
  surface.addEventListener("pointerdown", (event) => (pressed = event.target));
  surface.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const outside = dialog && target === dialog && pressed === dialog && holdsHere(bundle.click_outside_to_close);
    if (outside || target.closest("[data-dormouse-close]")) close();
  });

  if (dialog) {
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      close();
    });
    // A browser may close without asking: the second Escape in a row cannot be prevented.
    dialog.addEventListener("close", () => {
      close();
      remove();
    });
  } else {
    surface.addEventListener("focusin", (event) => {
      const from = /** @type {Node | null} */ (event.relatedTarget);
      if (from && !surface.contains(from)) focused_before = from;
    });
    if (!place) surface.addEventListener("keydown", (event) => event.key === "Escape" && close());
  }
  // The page's own shortcuts would take letters from what the visitor types: outside, a key comes from the host,
  // which no page knows for a field. Escape arrives at a dialog as `cancel` all the same; around an embed it may be the
  // page's own dialog that waits for it.
  for (const type of ["keydown", "keypress", "keyup"])
    host.addEventListener(type, (event) => {
      if (!place || /** @type {KeyboardEvent} */ (event).key.length === 1) event.stopPropagation();
    });

  // A page that takes the form out, moves it, or changes its whole body, must not stay locked:
  // a dialog that was moved is no longer modal. A region may have been moved somewhere else before it is taken out.
  const observer = new MutationObserver(() => (dialog ? dialog.matches(":modal") : host.isConnected) || remove());
  const parent = place || parentOf(dialog);
  observer.observe(dialog ? parent : document, { childList: true, subtree: !dialog });
  observer.observe(document.documentElement, { childList: true, subtree: !dialog });
  try {
    parent.append(host);
    if (dialog) {
      undo = lockScroll();
      dialog.showModal();
    }
    if (!place) undo[undo.length] = clearKeyboard(host);
    if (bundle.push) undo[undo.length] = push(surface, bundle.push);
    motion = enter(surface, panel, Boolean(dialog));
  } catch (error) {
    // It was never there, so nobody hears of its going.
    leaving = true;
    onGone = () => {};
    remove();
    throw error;
  }
  motion.atEnd(() => {
    if (!leaving) host.dataset.state = "open";
  });
  const status = surface.querySelector("[role=status]");
  if (status) setTimeout(() => (status.textContent = surface.getAttribute("aria-label")), ANNOUNCE_MS);
  return close;
}
