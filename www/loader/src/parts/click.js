/** Event `K`: a press on an element; its name is the selector. */

/** @type {import("../types").Part} */
export default ({ happen, wants }) => {
  const listens = Object.create(null);
  wants.K = (selector) => {
    if (listens[selector]) return;
    listens[selector] = true;
    // On its way down, because the page may keep it from coming up; from inside open shadow roots, too.
    addEventListener(
      "click",
      (event) => {
        const path = /** @type {Element[]} */ (event.composedPath());
        try {
          // The path ends in the window, where a page may have a `matches` of its own, as a form may have a field.
          for (let i = 0; i < path.length; i++) {
            if (path[i].nodeType === 1 && Element.prototype.matches.call(path[i], selector)) return happen(`K${selector}`);
          }
        } catch {
          // A selector that this browser does not know matches nothing.
        }
      },
      true,
    );
  };
};
