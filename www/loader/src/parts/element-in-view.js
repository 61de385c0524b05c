/** Event `V`: an element came into view; its name is the selector. An element that is not there yet is looked for again. */

const LOOK_AGAIN_MS = 1000;

/** @type {import("../types").Part} */
export default ({ after, happen, restarts, visibleMs, wants }) => {
  /** @type {IntersectionObserver[]} */
  let observers = [];
  wants.V = (selector) => {
    const observer = new IntersectionObserver((entries) => {
      for (let i = 0; i < entries.length; i++) if (entries[i].isIntersecting) happen(`V${selector}`);
    });
    observers[observers.length] = observer;
    const find = () => {
      let element;
      try {
        element = document.querySelector(selector);
      } catch {
        // A selector that this browser does not know matches nothing.
        return;
      }
      if (element) observer.observe(element);
      else after(visibleMs() + LOOK_AGAIN_MS, find);
    };
    find();
  };
  restarts[restarts.length] = () => {
    for (let i = 0; i < observers.length; i++) observers[i].disconnect();
    observers = [];
  };
};
