/** Where the focus goes when a step shows. */

import { giveFocus } from "./give-focus.js";

/**
 * With a mouse the first field takes it; on touch the dialog does, because a field would bring up the keyboard over the
 * form's content. After a submit the heading does, so that screen readers read out the success.
 * @param {HTMLElement} surface
 * @param {HTMLFormElement} step
 * @param {boolean} submitted
 */
export function focusStep(surface, step, submitted) {
  const heading = /** @type {HTMLElement | null} */ (step.querySelector("h1,h2,h3"));
  const field = /** @type {HTMLElement | null} */ (step.querySelector("[data-field]"));
  // After the paint: a focus in the same task makes the browser lay everything out at once.
  requestAnimationFrame(() =>
    setTimeout(() => {
      /** @type {HTMLElement} */ (step.parentNode).scrollTop = 0;
      let target = /** @type {HTMLElement} */ (surface);
      if (submitted && heading && !field) {
        heading.tabIndex = -1;
        target = heading;
      } else if (
        field &&
        !window.matchMedia?.("(pointer:coarse)").matches &&
        field.getBoundingClientRect().bottom <= innerHeight
      ) {
        // A field further down would scroll the form's content away.
        target = field;
      }
      giveFocus(target);
    }),
  );
}
