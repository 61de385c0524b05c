/** Compares, and reports what is not as expected. */

import { shown } from "../files.js";
import { FIRST } from "../engine-lane.js";
import { runSuite } from "../suite.js";
import { groupLines } from "./lines.js";

const NAMES = { chromium: "Chromium", firefox: "Firefox", webkit: "WebKitGTK" };

/** @param {number} ms */
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/**
 * @param {import("../options.js").Options} options
 * @returns {Promise<number>} The exit code: 1 where anything is not as expected.
 */
export async function compareAll(options) {
  const { lanes, results, inspection, groups, faults, notes, orphans, looks, duration_ms, report } =
    await runSuite(options);
  const unlike = results.filter(({ outcome }) => outcome !== "same");
  for (const line of groups.flatMap(groupLines)) console.log(line);
  const all_faults = [...faults, ...inspection.faults];
  for (const fault of all_faults) console.log(`fault: ${fault}`);
  for (const note of notes) console.log(note);
  for (const path of orphans) console.log(`no case asks for ${shown(path)}: \`npm run visual:update\` deletes it`);
  if (unlike.length && report)
    console.log(`\nreport: ${shown(report)}; to look at it and accept by a click: npm run visual:report`);
  for (const { name, version, pictures, duration_ms, first_ms } of lanes) {
    console.log(
      `${NAMES[name]} ${version}: ${pictures} pictures in ${seconds(duration_ms)}${first_ms === undefined ? "" : `, the first ${FIRST} of them in ${seconds(first_ms)}`}`,
    );
  }
  if (inspection.states)
    console.log(
      `axe, fonts and accessibility trees: ${inspection.states} states in ${seconds(inspection.duration_ms)}`,
    );
  const failed = unlike.length + all_faults.length + orphans.length;
  console.log(`\nvisual: ${results.length} pictures in ${seconds(duration_ms)}, ${unlike.length} not as expected`);
  console.log(
    `${Math.max(0, results.length + inspection.states + looks - unlike.length - all_faults.length)} passed, ${failed} failed`,
  );
  return failed ? 1 : 0;
}
