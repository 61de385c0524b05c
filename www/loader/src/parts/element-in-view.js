/** Event `V`: an element came into view; its name is the selector. Elements that are not there yet are looked for again. */

const LOOK_AGAIN_MS = 1000;

/** @type {import("../types").Part} */
export default (core) => {
  /** @type {IntersectionObserver[]} */
  let observers = [];
  core.wants.V = (selector) => {
    const observer = new IntersectionObserver((entries) => {
      for (let i = 0; i < entries.length; i++) if (entries[i].isIntersecting) core.happen(`V${selector}`);
    });
    observers[observers.length] = observer;
    const find = () => {
      try {
        const elements = document.querySelectorAll(selector);
        for (let i = 0; i < elements.length; i++) observer.observe(elements[i]);
        // Even if there are some: a page that rebuilds itself has new ones later.
        core.after(core.visibleMs() + LOOK_AGAIN_MS, find);
      } catch {
        // A selector that this browser does not know matches nothing.
      }
    };
    find();
  };
  core.restarts[core.restarts.length] = () => {
    for (let i = 0; i < observers.length; i++) observers[i].disconnect();
    observers = [];
  };
};
