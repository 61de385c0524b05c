/** Event `E`: a DOM event of the page that reaches `window`; `track` tells the same. Its properties are the event's `detail`. */

/** @type {import("../types").Part} */
export default ({ happen, wants }) => {
  const listens = Object.create(null);
  wants.E = (name) => {
    if (listens[name]) return;
    listens[name] = true;
    addEventListener(name, (event) => happen(`E${name}`, /** @type {CustomEvent} */ (event).detail));
  };
};
