/**
 * Only the form receives the events inside it. The page's own handlers would take letters, presses and scrolling from
 * it: outside a shadow root, they all seem to happen on the host, which pages do not recognize as a field.
 *
 * One listener on `window`, in the capture phase, stops every event on its way down into our host and passes it to the
 * form's own handlers. The browser's default actions (typing, focus, scrolling, submitting) still happen.
 */

import { giveFocus } from "./give-focus.js";

/**
 * Events that the page still receives: `submit`, for analytics; events of dialogs, images and policies; and events that
 * are costly to listen to. Our own event has no handler attribute, so it is never stopped.
 */
const LEFT_ALONE = /^on(submit|cancel|close|load|error|security|pointerraw)/;

/** @typedef {(event: any, target: HTMLElement) => void} Act */

/** The handlers of the elements in a host. */
const hosts = /** @type {WeakMap<EventTarget, [element: HTMLElement, type: string, act: Act][]>} */ (new WeakMap());

/** Whether the current press began in the page: a slider that is dragged across a form stays the page's. */
let is_pages_press = false;

/**
 * When a key was last pressed, or a field changed, on the page or in a form. This is unknown for the time before this
 * file loaded: a visitor who is in a field then may be typing.
 */
let typed_ms = document.activeElement === document.body ? -Infinity : performance.now();

/** How long a visitor must not type before it counts as a pause. */
const PAUSE_MS = 1500;

/** Whether the visitor is typing, or may be: what happens in a frame that has the focus is not visible from here. */
export const isTyping = () => performance.now() - typed_ms < PAUSE_MS || document.activeElement?.localName === "iframe";

/** @param {any} event */
function onEvent(event) {
  const { type, key } = event;
  if (type === "input" || type === "keydown") typed_ms = performance.now();
  const path = event.composedPath();
  let depth = 0;
  while (depth < path.length && !hosts.has(path[depth])) depth++;
  const own = hosts.get(path[depth]);
  if (type === "pointerdown") is_pages_press = !own;
  if (!own) return;
  is_pages_press &&= type !== "pointermove" || event.buttons;
  if (is_pages_press && /^[mp].*(move|up)$/.test(type)) return;
  // Around an embed the page scrolls, and its own dialog may wait for Escape or Tab.
  if (path[depth].dataset.formType === "embed" && /wheel|scroll|^(Esc|Tab)/i.test(key || type)) return;
  event.stopImmediatePropagation();
  const [target] = path;
  if (event.defaultPrevented) {
    // A handler added to `window` before this one prevented the default action; it is done here instead.
    // Without the first of the two presses, the second does not come.
    if (/[re]down$/.test(type)) giveFocus(target);
    if (type === "keydown" && !key[1] && !event.ctrlKey && !event.metaKey)
      document.execCommand("insertText", false, key);
  }
  for (let i = 0; i < own.length; i++) if (own[i][1] === type && own[i][0].contains(target)) own[i][2](event, target);
}

function listenToAll() {
  // Where an event makes the page scroll, a listener of the window is passive anyway.
  const listen = (/** @type {string} */ type) => addEventListener(type, onEvent, true);
  for (const name in HTMLElement.prototype) if (/^on/.test(name) && !LEFT_ALONE.test(name)) listen(name.slice(2));
  // These have no attribute.
  listen("focusin");
  listen("focusout");
  listen("DOMMouseScroll");
}

// As soon as this file loads: among the listeners on `window`, the first one runs first.
listenToAll();

/**
 * Hides the events in a host from the page, and returns a function that listens there instead. A handler gets the
 * event's target, because the event may still be in the capture phase.
 * @param {HTMLElement} host
 */
export function hearIn(host) {
  const own = /** @type {[element: HTMLElement, type: string, act: Act][]} */ ([]);
  hosts.set(host, own);
  // `document.open()` removes all listeners; a listener that is still there is not added twice.
  listenToAll();
  /**
   * @param {HTMLElement} element
   * @param {string} type
   * @param {Act} act
   */
  return (element, type, act) => {
    // An event that a script dispatches in here, as password managers do, need not pass `window`.
    element.addEventListener(type, (event) => act(event, /** @type {HTMLElement} */ (event.target)));
    own[own.length] = [element, type, act];
  };
}
