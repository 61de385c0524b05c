/** Keeps the page behind a modal form from scrolling, without moving it. */

/**
 * Locks the page; the function it returns unlocks it, and does nothing when it is called again.
 *
 * Where a scrollbar took room, its room stays reserved, so that nothing shifts.
 */
export function lockScroll() {
  const root = document.documentElement;
  const had_scrollbar = innerWidth > root.clientWidth;
  const undo = [set(root.style, "overflow", "hidden")];
  if (had_scrollbar) undo[1] = set(root.style, "scrollbar-gutter", "stable");
  return () => {
    while (undo[0]) /** @type {() => void} */ (undo.pop())();
    // Nothing of ours stays, not even an empty attribute. Chromium writes that one late: asking for it makes it do so.
    if (!root.getAttribute("style")) root.removeAttribute("style");
  };
}

/**
 * Sets a property over whatever the page says, and returns what puts the page's own inline value back.
 * @param {CSSStyleDeclaration} style
 * @param {string} name
 * @param {string} value
 */
function set(style, name, value) {
  const before = style.getPropertyValue(name);
  const priority = style.getPropertyPriority(name);
  style.setProperty(name, value, "important");
  return () => {
    if (before) style.setProperty(name, before, priority);
    else style.removeProperty(name);
  };
}
