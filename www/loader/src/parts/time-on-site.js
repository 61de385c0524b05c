/** Fact `o`: seconds on all pages of the session while they were visible. */

/** @type {import("../types").Part} */
export default ({ after, facts, recall, remember, restarts, visibleMs, wake, wants }) => {
  let before_ms = +recall("o", true);
  const all_ms = () => before_ms + visibleMs();
  const keep = () => remember("o", all_ms() | 0, true);

  facts.o = () => (all_ms() / 1000) | 0;
  wants.o = (_, least) => after(least * 1000 - before_ms, wake);
  // The clock goes back to zero; what it counted is kept.
  restarts[restarts.length] = () => (before_ms = all_ms());
  addEventListener("pagehide", keep);
  document.addEventListener("visibilitychange", () => document.hidden && keep());
};
