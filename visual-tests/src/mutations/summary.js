/** Prints the results of the mutations: one line each while they are tried, then the missed ones, and the sum. */

/** @typedef {import("./trial.js").Verdict} Verdict */

/** The share of the applicable changes that must be caught. */
export const LEAST = 0.95;

/** @param {Verdict} verdict @param {number} done @param {number} all */
export function lineOf({ change, outcome, component, picture, by, why, ms }, done, all) {
  const told = picture ? `${picture}${by === "pixels" ? "" : ` (${by})`}` : why;
  return `${String(done).padStart(String(all).length)}/${all} ${outcome.toUpperCase().padEnd(6)} ${ms} ms  ${component}: ${change.kind}: ${change.about || change.id} — ${told}`;
}

/** @param {Verdict[]} verdicts */
export function sumOf(verdicts) {
  const applied = verdicts.filter(({ outcome }) => outcome !== "not applied");
  const caught = applied.filter(({ outcome }) => outcome === "caught");
  const unsteady = applied.filter(({ outcome }) => outcome === "unsteady");
  const share = applied.length ? caught.length / applied.length : 0;
  return {
    applied: applied.length,
    caught: caught.length,
    unsteady: unsteady.length,
    share,
    is_enough: applied.length > 0 && share >= LEAST && !unsteady.length,
  };
}

/**
 * @param {Verdict[]} verdicts
 * @param {number} duration_ms
 */
export function summaryOf(verdicts, duration_ms) {
  const { applied, caught, share } = sumOf(verdicts);
  const missed = verdicts.filter(({ outcome }) => outcome === "missed");
  const unsteady = verdicts.filter(({ outcome }) => outcome === "unsteady");
  const unused = verdicts.filter(({ outcome }) => outcome === "not applied");
  /** @param {string} title @param {Verdict[]} of */
  const list = (title, of) =>
    of.length
      ? [
          `\n${title}`,
          ...of.flatMap(({ change, component, why, picture, by }) => [
            `  ${change.id} (${component}): ${change.about || change.kind}`,
            `    ${why ?? `${picture}: ${by}`}`,
          ]),
        ]
      : [];
  return [
    ...list(`Missed (${missed.length}):`, missed),
    ...list(`Unsteady (${unsteady.length}): the unchanged build was not as expected either:`, unsteady),
    ...list(`Not applied (${unused.length}), and neither caught nor missed:`, unused),
    "",
    `${caught} of ${applied} mutations caught (${(share * 100).toFixed(1)} %), in ${Math.round(duration_ms / 1000)} s`,
    `${caught} passed, ${applied - caught} failed`,
  ].join("\n");
}
