/** Fact `f`: the furthest that the page was scrolled in this page view, in percent of what can be scrolled. */

/** @type {import("../types").Part} */
export default ({ facts, restarts, wake, wants }) => {
  let furthest = 0;
  let listens = false;
  let pending = false;

  const look = () => {
    pending = false;
    const scrollable = document.documentElement.scrollHeight - innerHeight;
    const percentage = scrollable > 0 ? ((scrollY / scrollable) * 100) | 0 : 0;
    if (percentage > furthest) {
      furthest = percentage;
      wake();
    }
  };
  const onScroll = () => {
    if (!pending) requestAnimationFrame(look);
    pending = true;
  };

  facts.f = () => furthest;
  wants.f = () => {
    if (!listens) addEventListener("scroll", onScroll, { passive: true });
    listens = true;
    // The browser may have restored a position, or followed a fragment.
    if (scrollY > 0) onScroll();
  };
  restarts[restarts.length] = () => (furthest = 0);
};
