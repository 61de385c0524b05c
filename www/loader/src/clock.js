/** Time on the page while it is visible: hidden time does not count. */

import { core } from "./core.js";

/** @type {[at_ms: number, act: () => void][]} */
let alarms = [];
let counted_ms = 0;
/** When the page became visible, on the monotonic clock; 0 while it is hidden. */
let since_ms = 0;
let timer = 0;

core.visibleMs = () => counted_ms + (since_ms && performance.now() - since_ms);

core.after = (ms, act) => {
  alarms[alarms.length] = [ms, act];
  tick();
};

/** Starts the clock at zero, with nothing to wait for. */
export function restartClock() {
  alarms = [];
  counted_ms = since_ms = 0;
  onVisibility();
}

export function onVisibility() {
  counted_ms = core.visibleMs();
  since_ms = document.hidden ? 0 : performance.now();
  tick();
}

function tick() {
  clearTimeout(timer);
  const now = core.visibleMs();
  const waiting = alarms;
  let next = Infinity;
  alarms = [];
  for (let i = 0; i < waiting.length; i++) {
    const [at, act] = waiting[i];
    if (at > now) {
      next = Math.min(next, at);
      alarms[alarms.length] = waiting[i];
    } else act();
  }
  // A timer may come a little early; then it is set once more.
  if (since_ms && next < Infinity) timer = setTimeout(tick, next - now + 1);
}
