/** Part `tokens`: replaces the tokens of a text with what the visitor entered on an earlier step: as text only,
 * never as markup. */

/** A token in an address, as `rich-text` writes it: `{{name|default}}`, the default percent-encoded. */
const TOKEN = /{{(\w+)\|([^}]*)}}/g;

/**
 * Fills in the tokens of a step; without an answer, the default stays.
 * @param {HTMLElement} step
 * @param {NodeListOf<HTMLInputElement>} inputs
 */
function fillTokens(step, inputs) {
  const valueOf = (/** @type {string} */ name) => {
    // A name that a form has a member of ends in `-`: `render.js`.
    for (let i = 0; i < inputs.length; i++) if (inputs[i].name.replace(/-$/, "") === name) return inputs[i].value;
    return "";
  };
  const places = /** @type {NodeListOf<HTMLElement>} */ (step.querySelectorAll("[data-v]"));
  for (let i = 0; i < places.length; i++) {
    const place = places[i];
    const token = `${place.dataset.v}`;
    try {
      if (place.hasAttribute("href")) {
        // A token is never before the path, and its value cannot end its part of the address.
        const fill = (/** @type {string} */ _, /** @type {string} */ name, /** @type {string} */ other) =>
          encodeURIComponent(valueOf(name)) || other;
        place.setAttribute("href", token.replace(TOKEN, fill));
      } else place.textContent = valueOf(token) || place.textContent;
    } catch {
      // Half a surrogate pair cannot be encoded; the default stays.
    }
  }
}

/** @param {import("../../types").FormInPage} form */
export default ({ surface, onGone }) => {
  const inputs = /** @type {NodeListOf<HTMLInputElement>} */ (surface.querySelectorAll("[data-field]"));
  const fill = () => {
    const step = /** @type {HTMLElement | null} */ (surface.querySelector("[data-step]"));
    if (step) fillTokens(step, inputs);
  };
  fill();
  // The step that shows is marked in the task that shows it, so its texts are filled in before it is painted.
  const observer = new MutationObserver(fill);
  observer.observe(surface, { attributeFilter: ["data-step"], subtree: true });
  onGone[onGone.length] = () => observer.disconnect();
};
