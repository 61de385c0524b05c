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
      try {
        const elements = document.querySelectorAll(selector);
        for (let i = 0; i < elements.length; i++) observer.observe(elements[i]);
        if (!elements[0]) after(visibleMs() + LOOK_AGAIN_MS, find);
      } catch {
        // A selector that this browser does not know matches nothing.
      }
    };
    find();
  };
  restarts[restarts.length] = () => {
    for (let i = 0; i < observers.length; i++) observers[i].disconnect();
    observers = [];
  };
};
