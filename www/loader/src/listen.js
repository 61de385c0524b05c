/** What the trigger module asks the page for: timers and listeners. */

import { event } from "trigger-glue";

/** Kinds of event, as `form-trigger/src/boundary.rs` counts them. */
const DELAY = 0;
const SCROLL = 1;
const EXIT_INTENT = 2;

/** How long before a known moment a form's files are fetched. */
const PREFETCH_MS = 1000;

/** @type {(form: number) => void} */
let prefetch;
/** @type {(form: number) => void} */
let showForm;

/**
 * Says what to do when a form is about to show, and when it shows.
 * @param {(form: number) => void} soon
 * @param {(form: number) => void} now
 */
export function onShow(soon, now) {
  prefetch = soon;
  showForm = now;
}

/** @param {number} form */
export function show(form) {
  showForm(form);
}

/**
 * @param {number} form
 * @param {number} delay_ms
 */
export function after(form, delay_ms) {
  setTimeout(() => prefetch(form), delay_ms - PREFETCH_MS);
  setTimeout(() => event(DELAY, delay_ms, form), delay_ms);
}

/** @param {number} kind */
export function listen(kind) {
  if (kind === SCROLL) listenForScroll();
  else addEventListener("mouseout", onMouseOut);
}

function listenForScroll() {
  let pending = false;
  const look = () => {
    pending = false;
    const scrollable = document.documentElement.scrollHeight - innerHeight;
    if (scrollable > 0 && !event(SCROLL, (scrollY / scrollable) * 100, 0)) removeEventListener("scroll", onScroll);
  };
  const onScroll = () => {
    if (!pending) requestAnimationFrame(look);
    pending = true;
  };
  addEventListener("scroll", onScroll, { passive: true });
  // The browser may have restored a position, or followed a fragment.
  if (scrollY > 0) onScroll();
}

/**
 * The pointer left the page (it went to no other element) through the top edge.
 * @param {MouseEvent} mouse
 */
function onMouseOut(mouse) {
  if (!mouse.relatedTarget && mouse.clientY <= 0 && !event(EXIT_INTENT, 0, 0)) {
    removeEventListener("mouseout", onMouseOut);
  }
}
