/**
 * Part `custom_css`: a form drops its custom CSS if that hides the close button or a consent text.
 *
 * Publishing refuses a list of properties, and such a list is never complete. Here the browser itself says where an
 * element is and what is visible there. Custom CSS is the last rule of a form's sheet.
 */

/** How often this looks: an animation, the next step or the pointer may move things. */
const LOOK_MS = 400;

/** With less than this part of the panel's width in px as its area in px², nothing can be read or pressed. */
const LEAST_AREA = 7;

/** @param {import("../../types").FormInPage} form */
export default function look(form) {
  const { root, panel } = form;
  for (const needed of panel.querySelectorAll(".x,[data-step] .n")) {
    const { x, y, width, height } = needed.getBoundingClientRect();
    const seen = /** @type {Element} */ (
      /** @type {Document} */ (panel.getRootNode()).elementFromPoint(x + width / 2, y + height / 2)
    );
    const content = /** @type {Node} */ (panel.firstChild);
    // If the page has hidden a form, the form has no boxes, and its panel no width. Content that is scrolled out of
    // view is not visible in the panel; a consent text may be scrolled under the close button or a message at the lower
    // edge.
    if (width * height * LEAST_AREA < panel.clientWidth || (content.contains(seen) && !seen.closest(".x,.n,.m"))) {
      const sheet = /** @type {ShadowRoot} */ (root).adoptedStyleSheets[0];
      sheet.deleteRule(sheet.cssRules.length - 1);
      form.say("error", { reason: "custom_css" });
      return;
    }
  }
  setTimeout(() => panel.isConnected && look(form), LOOK_MS);
}
