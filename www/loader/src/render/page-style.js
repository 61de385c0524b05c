/** Styles of the page's root while a form shows, undone after. */

/**
 * Sets a property over whatever the page says, and returns what puts the page's own inline value back.
 * @param {string} name
 * @param {string} value
 */
export function setPageStyle(name, value) {
  const root = document.documentElement;
  const { style } = root;
  const before = style.getPropertyValue(name);
  const priority = style.getPropertyPriority(name);
  style.setProperty(name, value, "important");
  return () => {
    if (before) style.setProperty(name, before, priority);
    else style.removeProperty(name);
    // Nothing of ours stays, not even an empty attribute. Chromium writes that one late: asking for it makes it do so.
    if (!root.getAttribute("style")) root.removeAttribute("style");
  };
}
