/**
 * Part `in_window`: keeps a flyout or a banner in the window, even if the page later starts to move it along, as a menu
 * does that pushes the whole page aside.
 *
 * If nothing else helps, it becomes a popover in the top layer, but never above a question of the page.
 */

import { move, putInWindow } from "../in-window.js";

/** How often is looked, beside when the page's root or body changes its classes or styles. */
const LOOK_MS = 1000;

/** @param {import("../../types").FormInPage} form */
export default ({ host, root, surface, onGone, pageDialog }) => {
  // A banner may scroll with the page.
  if (host.dataset.state === "closing" || getComputedStyle(host).position !== "fixed") return;
  let measured = "";
  let is_gone = false;

  /** Its position, and the window: as long as these stay the same, nothing has happened. */
  const where = () => {
    const [a, b] = [host.getBoundingClientRect(), surface.getBoundingClientRect()];
    return [a.x, a.y, b.x, b.y, b.height, innerWidth, innerHeight].join();
  };

  /** @param {boolean} is_over */
  function setPopover(is_over) {
    host.popover = is_over ? "manual" : null;
    if (!is_over) return;
    // Inserted again: WebKit (2.50) lays out the content of a popover around the former box.
    move(host, root, /** @type {Element} */ (host.parentNode));
    host.showPopover();
  }

  const isSeen = () => {
    const { top, bottom, height } = surface.getBoundingClientRect();
    return height && top > -1 && bottom < innerHeight + 1;
  };

  async function look() {
    if (is_gone || !host.isConnected) return;
    if (host.popover && (await pageDialog())) setPopover(false);
    else if (measured === where()) return;
    measured = "";
    if (!host.popover && !putInWindow(host, root) && "popover" in host) {
      // Looked at again when that is over.
      if ((await pageDialog()) || is_gone) return;
      setPopover(true);
      // If that does not help either, it need not be above everything.
      if (!isSeen()) setPopover(false);
    }
    measured = where();
  }

  const lookNow = () => void look().catch(() => {});
  const observer = new MutationObserver(lookNow);
  const filter = { attributeFilter: ["class", "style"] };
  observer.observe(document.documentElement, filter);
  if (document.body) observer.observe(document.body, filter);
  const timer = setInterval(lookNow, LOOK_MS);
  lookNow();
  onGone[onGone.length] = () => {
    is_gone = true;
    observer.disconnect();
    clearInterval(timer);
  };
};
