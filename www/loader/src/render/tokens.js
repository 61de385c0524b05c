/** Fills the tokens of a text in, with what the visitor entered on an earlier step: as text only, never as markup. */

/** A token in an address, as `rich-text` writes it: `{{name|default}}`, the default percent-encoded. */
const TOKEN = /{{(\w+)\|([^}]*)}}/g;

/**
 * Fills the tokens of a step in; where nothing was entered, the default stays.
 * @param {HTMLElement} step
 * @param {NodeListOf<HTMLInputElement>} inputs
 */
export function fillTokens(step, inputs) {
  const valueOf = (/** @type {string} */ name) => {
    for (let i = 0; i < inputs.length; i++) if (inputs[i].name === name) return inputs[i].value;
    return "";
  };
  const places = /** @type {NodeListOf<HTMLElement>} */ (step.querySelectorAll("[data-v]"));
  for (let i = 0; i < places.length; i++) {
    const place = places[i];
    const token = `${place.dataset.v}`;
    try {
      if (place.hasAttribute("href")) {
        // A token never stands before the path, and what is filled in cannot end its part of the address.
        const fill = (/** @type {string} */ _, /** @type {string} */ name, /** @type {string} */ other) =>
          encodeURIComponent(valueOf(name)) || other;
        place.setAttribute("href", token.replace(TOKEN, fill));
      } else place.textContent = valueOf(token) || place.textContent;
    } catch {
      // Half a surrogate pair cannot be encoded; the default stays.
    }
  }
}
