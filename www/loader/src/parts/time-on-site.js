/** Fact `o`: seconds on all pages of the session while they were visible. */

/** @type {import("../types").Part} */
export default (core) => {
  let before_ms = +core.recall("o", true);
  const all_ms = () => before_ms + core.visibleMs();
  const keep = () => core.remember("o", all_ms() | 0, true);

  core.facts.o = () => (all_ms() / 1000) | 0;
  core.wants.o = (_, least) => core.after(least * 1000 - before_ms, core.wake);
  // The clock restarts at zero; its count is kept.
  core.restarts[core.restarts.length] = () => (before_ms = all_ms());
  core.listen("pagehide", keep);
  core.listen("visibilitychange", () => document.hidden && keep());
};
