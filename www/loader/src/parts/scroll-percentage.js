/**
 * Fact `f`: the furthest scroll position in this page view, in percent of the scrollable distance. The scroller is the
 * document, or an element that fills most of the window.
 */

/** @type {import("../types").Part} */
export default (core) => {
  let furthest = 0;
  let listens = false;

  const look = (/** @type {any} */ { target }) => {
    const page = target.scrollingElement;
    const { scrollTop, scrollHeight, clientHeight, clientWidth } = page || target;
    // A phone hides its own bars while the page scrolls.
    const seen = page ? innerHeight : clientHeight;
    const percentage = ((scrollTop / (scrollHeight - seen)) * 100) | 0;
    if (percentage > furthest && seen * clientWidth * 2 > innerHeight * innerWidth) {
      furthest = percentage;
      core.wake();
    }
  };

  core.facts.f = () => furthest;
  core.wants.f = () => {
    // On its way down, because it does not come up from an element.
    if (!listens) core.listen("scroll", look);
    listens = true;
    // The browser may have restored a position, or followed a fragment.
    look({ target: document });
  };
  core.restarts[core.restarts.length] = () => (furthest = 0);
};
