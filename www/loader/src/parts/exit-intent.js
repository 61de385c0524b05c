/**
 * Event `X`: the visitor is about to leave.
 *
 * With a mouse: the pointer leaves the page through its top edge. Not if it only moves to another element or to the
 * list of a select box (which Firefox reports as leaving the page), or drags something. By touch: a flick that scrolls
 * up fast by half a screen. Not a tap, nor a scroll that shows the address bar.
 */

/** How far and how fast, in px and px a millisecond, a finger moves in a flick. */
const FLICK_PX = 80;
const FLICK_SPEED = 0.8;
/** How long after a flick is looked how far the page went. */
const FLICK_MS = 350;

/** @type {import("../types").Part} */
export default (core) => {
  const leaves = () => core.happen("X");
  let listens = false;
  let from_y = 0;
  let from_ms = 0;
  let from_scroll = 0;
  let path = /** @type {any[]} */ ([]);

  /** How far everything around the finger is scrolled: the page, or an element that scrolls in its place. */
  const scrolled = () => {
    let sum = 0;
    for (let i = 0; i < path.length; i++) sum += path[i].scrollTop | 0;
    return sum;
  };

  /** @param {MouseEvent} mouse */
  const onMouseOut = (mouse) => {
    const { localName } = /** @type {Element} */ (mouse.target);
    if (
      !mouse.relatedTarget &&
      mouse.clientY <= 0 &&
      !mouse.buttons &&
      localName !== "select" &&
      localName !== "option"
    )
      leaves();
  };
  /** @param {TouchEvent} touch */
  const onTouchStart = (touch) => {
    // A page may dispatch such an event without a finger; the result is not a number, and not a flick.
    from_y = touch.changedTouches?.[0]?.clientY;
    from_ms = touch.timeStamp;
    path = touch.composedPath();
    from_scroll = scrolled();
  };
  /** @param {TouchEvent} touch */
  const onTouchEnd = (touch) => {
    const moved = touch.changedTouches?.[0]?.clientY - from_y;
    const was = from_scroll;
    if (moved > FLICK_PX && moved / (touch.timeStamp - from_ms) > FLICK_SPEED) {
      setTimeout(() => was - scrolled() > innerHeight / 2 && leaves(), FLICK_MS);
    }
  };

  core.wants.X = () => {
    if (listens) return;
    listens = true;
    core.listen("mouseout", onMouseOut);
    core.listen("touchstart", onTouchStart);
    core.listen("touchend", onTouchEnd);
  };
};
