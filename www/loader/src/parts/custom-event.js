/** Event `E`: a DOM event of the page that reaches `window`; `track` sends the same. Its properties are the event's
 * `detail`. */

/** @type {import("../types").Part} */
export default (core) => {
  const listens = /** @type {Record<string, any>} */ ({ __proto__: null });
  core.wants.E = (name) => {
    if (listens[name]) return;
    listens[name] = true;
    // In the bubble phase: an event that does not bubble, or that the page stops, does not reach the window.
    core.listen(name, (event) => core.happen(`E${name}`, event.detail), false);
  };
};
