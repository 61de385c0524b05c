/**
 * Part `links`: a link to the page's own site stays in its tab. Only the page knows which site that is; an address
 * without a host stays there anyway.
 */

/** @param {import("../../types").FormInPage} form */
export default ({ panel, hear }) => {
  hear(panel, "click", (_, target) => {
    const link = /** @type {HTMLAnchorElement | null} */ (target.closest("a[target]"));
    if (link && link.origin === location.origin) link.removeAttribute("target");
  });
};
