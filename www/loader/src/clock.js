/** Time on the page while it is visible: what a visitor does not see does not count. */

/** @type {[at_ms: number, act: () => void][]} */
let alarms = [];
let counted_ms = 0;
/** When the page became visible, on the monotonic clock; nothing while it is hidden. */
let visible_since = /** @type {number | undefined} */ (undefined);
let timer = 0;

/** Milliseconds on the page while it was visible. */
export const visibleMs = () => counted_ms + (visible_since === undefined ? 0 : performance.now() - visible_since);

/** Starts the clock at zero, with nothing to wait for. */
export function restartClock() {
  counted_ms = 0;
  alarms = [];
  visible_since = undefined;
  onVisibility();
}

/**
 * Calls once the page was visible for a time.
 * @param {number} ms
 * @param {() => void} act
 */
export function after(ms, act) {
  alarms[alarms.length] = [ms, act];
  tick();
}

function tick() {
  clearTimeout(timer);
  const now = visibleMs();
  const waiting = alarms;
  alarms = [];
  let next = Infinity;
  for (let i = 0; i < waiting.length; i++) {
    if (waiting[i][0] <= now) waiting[i][1]();
    else {
      next = Math.min(next, waiting[i][0]);
      alarms[alarms.length] = waiting[i];
    }
  }
  // A timer may come a little early; then it is set once more.
  if (next < Infinity && visible_since !== undefined) timer = setTimeout(tick, next - now + 1);
}

function onVisibility() {
  counted_ms = visibleMs();
  visible_since = document.hidden ? undefined : performance.now();
  tick();
}

export function watchVisibility() {
  document.addEventListener("visibilitychange", onVisibility);
}
