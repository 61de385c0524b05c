/** Where the focus goes when a step shows. */

/**
 * With a mouse the first field takes it; on touch the dialog does, because a field would bring up the keyboard
 * over what the form is about. After a submit the heading does, so that the success is read out.
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
      } else if (field && !window.matchMedia?.("(pointer:coarse)").matches && field.getBoundingClientRect().bottom <= innerHeight) {
        // One further down would scroll away what the form is about.
        target = field;
      }
      target.focus({ preventScroll: true });
    }),
  );
}
