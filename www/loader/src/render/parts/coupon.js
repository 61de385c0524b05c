/** Part `coupon`: copies the code of a coupon, also on pages without a secure origin, and says so. */

import { giveFocus } from "../give-focus.js";

/** How long the button says that it has copied. */
const SAYS_MS = 2500;

/** @param {import("../../types").FormInPage} form */
export default ({ panel, onGone, hear }) => {
  const buttons = /** @type {NodeListOf<HTMLElement>} */ (panel.querySelectorAll("[data-copy]"));
  const timers = /** @type {(ReturnType<typeof setTimeout> | undefined)[]} */ ([]);
  for (let i = 0; i < buttons.length; i++) {
    const button = buttons[i];
    const code = /** @type {HTMLElement} */ (button.previousElementSibling);
    const status = /** @type {HTMLElement} */ (button.nextElementSibling);
    hear(button, "click", async () => {
      if (!(await copied(code, button))) {
        // Selected text can be copied by hand.
        getSelection()?.selectAllChildren(code);
        return;
      }
      button.dataset.done = "";
      // A region that changes in two steps is read out also when it says the same again.
      status.textContent = "";
      clearTimeout(timers[i]);
      timers[i] = setTimeout(() => {
        status.textContent = `${button.lastElementChild?.textContent}`;
        timers[i] = setTimeout(() => {
          button.removeAttribute("data-done");
          status.textContent = "";
        }, SAYS_MS);
      }, 50);
    });
  }
  onGone[onGone.length] = () => {
    for (let i = 0; i < timers.length; i++) clearTimeout(timers[i]);
  };
};

/**
 * Copies the text of an element; whether that worked.
 * @param {HTMLElement} code
 * @param {HTMLElement} button
 */
async function copied(code, button) {
  const text = `${code.textContent}`;
  try {
    // Missing on pages without a secure origin; fails if a policy or the visitor forbids it.
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedByCommand(text, button);
  }
}

/**
 * The fallback without the clipboard API: a field with the selected text, and the copy command. It is beside the
 * button, because elements outside a modal dialog cannot take the focus.
 * @param {string} text
 * @param {HTMLElement} button
 */
function copiedByCommand(text, button) {
  const field = document.createElement("textarea");
  try {
    field.className = "h";
    field.readOnly = true;
    field.value = text;
    button.parentNode?.appendChild(field);
    field.focus({ preventScroll: true });
    field.setSelectionRange(0, text.length);
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    field.parentNode?.removeChild(field);
    giveFocus(button);
  }
}
