/** Part `push`: a banner publishes its height to the page, and makes the page leave room for it. */

import { setPageStyle } from "../page-style.js";

/** How often is looked whether a page scrolls again that is locked when the banner comes. */
const LOOK_MS = 1000;

/**
 * Room is as much padding as the banner is high. Once the page has made it, it stays for as long as the banner does.
 * @param {Pick<import("../../types").FormInPage, "host" | "surface" | "bundle" | "onGone" | "pageScrolls">} form
 */
export default ({ host, surface, bundle, onGone, pageScrolls }) => {
  // It may have left before this part came.
  if (host.dataset.state === "closing" || !host.isConnected) return;
  const { push: room, edge } = bundle;
  const root = document.documentElement;
  let undo = /** @type {(() => void)[]} */ ([]);
  let has_room = false;
  let height = 0;
  const takeBack = () => {
    for (let i = 0; i < undo.length; i++) undo[i]();
    undo = [];
  };
  const add = (/** @type {string} */ name, /** @type {number} */ least) =>
    (undo[undo.length] = setPageStyle("html", `${name}:${least + height}px`));
  const update = () => {
    // If the window does not scroll, room at one edge would be taken from the other: there the banner covers the page.
    const may = Boolean(room && (has_room || pageScrolls()));
    if (may === has_room && height === surface.offsetHeight) return;
    // The page may animate the padding that is measured below.
    const undoStill = setPageStyle("html", "transition:none");
    takeBack();
    has_room = may;
    height = surface.offsetHeight;
    if (edge) add(`--dormouse-banner-${edge}`, 0);
    if (may) makeRoom();
    undoStill();
  };
  const makeRoom = () => {
    lock_observer.disconnect();
    clearInterval(timer);
    // The banner must not cover the target of a link.
    const names = [`padding-${room}`, `scroll-padding-${room}`];
    const style = getComputedStyle(root);
    const own = [parseFloat(style.getPropertyValue(names[0])) || 0, parseFloat(style.getPropertyValue(names[1])) || 0];
    for (let i = 0; i < 2; i++) add(names[i], own[i]);
  };
  let frame = 0;
  let timer = /** @type {any} */ (0);
  // Its texts wrap again when a phone is turned. In a separate frame: a page that watches its own size gets a
  // `ResizeObserver` error if the size changes while sizes are being delivered.
  // If a page removed `ResizeObserver`, it leaves room for the banner's first height.
  const observer =
    window.ResizeObserver &&
    new ResizeObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(update);
    });
  // A page that is locked, for example under a drawer, changes a class or a style when it scrolls again.
  const lock_observer = new MutationObserver(update);
  const filter = { attributeFilter: ["class", "style"] };
  update();
  observer?.observe(surface);
  if (room && !has_room) {
    // Or a sheet has locked it.
    timer = setInterval(update, LOOK_MS);
    lock_observer.observe(root, filter);
    if (document.body) lock_observer.observe(document.body, filter);
  }
  onGone[onGone.length] = () => {
    observer?.disconnect();
    cancelAnimationFrame(frame);
    clearInterval(timer);
    lock_observer.disconnect();
    takeBack();
  };
};
