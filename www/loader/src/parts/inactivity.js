/** Fact `z`: seconds since the visitor last moved, pressed a key, touched or scrolled; a hidden tab does not count. */

/** @type {import("../types").Part} */
export default ({ after, facts, restarts, visibleMs, wake, wants }) => {
  let last_ms = 0;
  let listens = false;

  facts.z = () => ((visibleMs() - last_ms) / 1000) | 0;
  wants.z = (_, least) => {
    const ms = least * 1000;
    const look = () => {
      if (visibleMs() - last_ms >= ms) wake();
      else after(last_ms + ms, look);
    };
    after(last_ms + ms, look);
    if (listens) return;
    listens = true;
    for (const type of ["pointermove", "pointerdown", "keydown", "scroll", "touchstart"]) {
      addEventListener(type, () => (last_ms = visibleMs()), { capture: true, passive: true });
    }
  };
  restarts[restarts.length] = () => (last_ms = 0);
};
