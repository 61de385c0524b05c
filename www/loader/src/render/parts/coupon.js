/** Part `coupon`: copies the code of a coupon, also where the page has no secure origin, and says so. */

/** How long the button says that it has copied. */
const SAYS_MS = 2500;

/** @param {import("../../types").FormInPage} form */
export default ({ panel, onGone }) => {
  const buttons = /** @type {NodeListOf<HTMLElement>} */ (panel.querySelectorAll("[data-copy]"));
  const timers = /** @type {(ReturnType<typeof setTimeout> | undefined)[]} */ ([]);
  for (let i = 0; i < buttons.length; i++) {
    const button = buttons[i];
    const code = /** @type {HTMLElement} */ (button.previousElementSibling);
    const status = /** @type {HTMLElement} */ (button.nextElementSibling);
    button.addEventListener("click", async () => {
      if (!(await copied(code, button))) {
        // What is marked can be copied by hand.
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
    // Not there on pages without a secure origin; refused where a policy or the visitor says so.
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedByCommand(text, button);
  }
}

/**
 * The way before there was a clipboard to write to: a field with the text, marked, and the command of the menu.
 * It stands beside the button, because around a modal dialog nothing takes a focus.
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
    button.focus({ preventScroll: true });
  }
}
