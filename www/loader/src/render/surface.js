/**
 * Opens and closes a form's surface: a modal dialog after the WAI-ARIA APG pattern, where `<dialog>` provides the trap,
 * the inert page and the return of focus; or a region beside which the page stays usable, and which never takes the
 * focus.
 */

import { giveFocus } from "./give-focus.js";
import { isTyping } from "./hear.js";
import { clearKeyboard } from "./keyboard.js";
import { enter } from "./motion.js";
import { lockScroll } from "./scroll-lock.js";

/** Why a form does not show that the browser gives no box: a content blocker hides it, or the page shows nothing itself. */
export const HIDDEN = "hidden";

/** How often a form goes back that the page takes out with other content. */
const MOST_RETURNS = 9;

/** When a region announces itself: screen readers announce changes, but not what arrives together with a region. */
const ANNOUNCE_MS = 100;

/**
 * Whether a setting applies on this screen.
 * @param {boolean | "phone" | "desktop"} screens
 */
const holdsHere = (screens) =>
  screens === true || screens === (window.matchMedia?.("(max-width:640px)").matches ? "phone" : "desktop");

/**
 * Whether the browser gives a surface a box that can be seen. A modal dialog without one leaves a page that takes no
 * press, and nothing on it.
 * @param {HTMLElement} surface
 */
const hasBox = (surface) => surface.getClientRects()[0] && getComputedStyle(surface).visibility === "visible";

/**
 * Opens a form, and returns a function that closes it, and one to call from time to time with whether the page asks the
 * visitor something. The latter returns whether a modal form has just come back.
 * @param {import("./insert.js").Inserted} inserted
 * @param {Element | undefined} place Where an embed goes.
 * @param {(by_visitor: boolean) => void} onClose Called once, when it begins to leave.
 * @param {() => void} onGone Called once, when it is gone.
 * @param {import("../types").Core["keepPlace"]} [keepPlace] Puts an embed back that the page takes out.
 */
export function openSurface({ host, surface, panel, bundle, hear }, place, onClose, onGone, keepPlace) {
  const dialog = surface.localName === "dialog" && /** @type {HTMLDialogElement} */ (surface);
  /** The changes to the page while the form shows. */
  let undo = /** @type {(() => void)[]} */ ([]);
  let motion = /** @type {ReturnType<typeof enter> | undefined} */ (undefined);
  /** Where the focus was before it entered a region. */
  let focused_before = /** @type {any} */ (null);
  /** The element in it that had the focus last. */
  let focused = /** @type {HTMLElement | null} */ (null);
  /** How often it went back. */
  let returns = 0;
  const page = document.documentElement;
  let leaving = false;
  let gone = false;
  /** Whether it has stepped aside for a question of the page. */
  let is_aside = false;

  function takeBack() {
    for (let i = 0; i < undo.length; i++) undo[i]();
    undo = [];
  }

  /** Takes everything back; safe to call again. */
  function remove() {
    observer.disconnect();
    takeBack();
    // If the page removes the form, that does not count as closed by the visitor.
    begin(false);
    // Closing before removing gives the focus back to where it was.
    if (dialog) {
      if (dialog.open) dialog.close();
    } else if (surface.matches(":focus-within")) giveFocus(focused_before);
    if (gone) return;
    gone = true;
    // Not `host.remove()`: Prototype.js replaces it by one that throws if the page has already removed the host.
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

  /** Shows an element that is already in the page; returns whether it is visible. */
  function appear() {
    if (dialog) {
      undo = lockScroll();
      dialog.showModal();
    }
    if (!place) undo[undo.length] = clearKeyboard(host);
    // An embed may be in a part of the page that is not visible yet.
    return place || hasBox(surface);
  }

  /**
   * Puts the form back if the page has replaced its body, or the content of it, and not this form alone. Its fields are
   * as they were.
   * @param {MutationRecord[]} records
   */
  function comesBack(records) {
    let is_alone = false;
    for (let i = 0; i < records.length; i++) {
      const { removedNodes, addedNodes } = records[i];
      for (let k = 0; k < removedNodes.length; k++)
        if (removedNodes[k] === host) is_alone = removedNodes.length + addedNodes.length < 2;
    }
    if (is_alone || leaving || page !== document.documentElement || ++returns > MOST_RETURNS) return;
    const focus = focused;
    if (dialog) {
      takeBack();
      dialog.removeAttribute("open");
    }
    (document.body || page).append(host);
    watchParents();
    if (dialog && !is_aside) appear();
    if (dialog || isTyping()) giveFocus(focus);
    return true;
  }

  /**
   * Checks whether the form may stay as it is: it steps aside while the page asks something, and closes if it has lost
   * its box.
   * @param {boolean} page_asks Of a modal form.
   */
  function look(page_asks) {
    if (leaving) return;
    if (is_aside) {
      // Nor does it come back while the visitor is typing.
      if (page_asks || isTyping()) return;
      is_aside = false;
      if (appear()) return true;
    } else if (hasBox(surface)) {
      if (!page_asks) return;
      is_aside = true;
      takeBack();
      return dialog && dialog.close();
    }
    remove();
  }

  // A press that began inside, as when a text is marked and the pointer slips out, is not a press outside.
  let pressed = /** @type {EventTarget | null} */ (null);
  hear(surface, "pointerdown", (_, target) => (pressed = target));
  hear(surface, "click", (_, target) => {
    const outside = dialog && target === dialog && pressed === dialog && holdsHere(bundle.click_outside_to_close);
    if (outside || target.closest("[data-dormouse-close]")) close();
  });

  if (dialog) {
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      if (!bundle.insists) close();
    });
    // A browser may close without asking: the second Escape in a row cannot be prevented.
    dialog.addEventListener("close", () => {
      // It stepped aside, and may be back by now.
      if (is_aside || dialog.open) return;
      if (bundle.insists && !leaving) return dialog.showModal();
      close();
      remove();
    });
  } else if (!place) hear(surface, "keydown", (event) => event.key === "Escape" && !bundle.insists && close());
  hear(surface, "focusin", ({ relatedTarget }, target) => {
    focused = target;
    if (relatedTarget && !surface.contains(relatedTarget)) focused_before = relatedTarget;
  });
  const isBack = place && keepPlace?.(host, place, remove);
  // A page that removes the form, moves it, or replaces its whole body, must not stay locked: a dialog that was moved
  // is no longer modal. A region may have been moved before it is removed.
  const observer = new MutationObserver((records) => {
    if (dialog && !is_aside ? dialog.matches(":modal") : host.isConnected) return;
    if (!(place ? !leaving && isBack?.() : comesBack(records))) remove();
  });
  const parent = place || document.body || page;
  function watchParents() {
    // Also if the whole document is rebuilt.
    for (let at = /** @type {Node | null} */ (host.parentNode || parent); at; at = at.parentNode)
      observer.observe(at, { childList: true, subtree: !dialog });
  }
  watchParents();
  try {
    parent.append(host);
    if (!appear()) throw HIDDEN;
    motion = enter(surface, panel, Boolean(dialog));
  } catch (error) {
    // It never showed, so its removal is not reported.
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
  return { close, look };
}
