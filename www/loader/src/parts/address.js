/** Facts `u`, `p`, `q`, `h`: the page's address, whole without its fragment, and its path, query and fragment. */

/** @type {import("../types").Part} */
export default ({ facts }) => {
  facts.u = () => location.href.split("#")[0];
  facts.p = () => location.pathname;
  facts.q = () => location.search.slice(1);
  facts.h = () => location.hash.slice(1);
};
