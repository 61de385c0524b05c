/** Fact `z`: seconds since the visitor last moved, pressed a key, touched or scrolled; a hidden tab does not count. */

/** @type {import("../types").Part} */
export default (core) => {
  let last_ms = 0;
  let listens = false;
  const onSign = () => (last_ms = core.visibleMs());

  core.facts.z = () => ((core.visibleMs() - last_ms) / 1000) | 0;
  core.wants.z = (_, least) => {
    const ms = least * 1000;
    const look = () => {
      if (core.visibleMs() - last_ms >= ms) core.wake();
      else core.after(last_ms + ms, look);
    };
    core.after(last_ms + ms, look);
    if (listens) return;
    listens = true;
    for (const type of ["pointermove", "pointerdown", "keydown", "scroll", "touchstart"]) {
      core.listen(type, onSign);
    }
  };
  core.restarts[core.restarts.length] = () => (last_ms = 0);
};
