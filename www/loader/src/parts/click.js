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
        for (let i = 0; i < path.length; i++) if (path[i].matches?.(selector)) return happen(`K${selector}`);
      },
      true,
    );
  };
};
