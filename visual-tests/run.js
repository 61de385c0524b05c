/** The visual suite: `npm run visual`, `npm run visual:update`, `npm run visual:report`. */

import { relative } from "node:path";
import { rm } from "node:fs/promises";
import { HELP, readOptions } from "./src/options.js";
import { ROOT } from "./src/cases.js";
import { FIRST, REPORT, runSuite } from "./src/suite.js";
import { showReport } from "./src/show-report.js";

/** Wrong use: what is told apart from a picture that is not as expected. */
const WRONG_USE = 2;

/** @param {number} ms */
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

const NAMES = { chromium: "Chromium", firefox: "Firefox", webkit: "WebKitGTK" };

/** @param {import("./src/options.js").Options} options */
async function run(options) {
  const { lanes, results, inspection, groups, notes, orphans, pictures, looks, duration_ms } = await runSuite(options);
  const update = options.command === "update";
  for (const { kind, title, components, pictures: failing } of groups) {
    console.log(`${kind === "cause" ? "changed" : kind}: ${title}${components.length ? ` [${components.join(", ")}]` : ""}: ${failing.length} pictures`);
    for (const { result } of failing.slice(0, 5)) console.log(`  ${result.engine} ${result.picture.id}${result.problem ? `: ${result.problem.split("\n").slice(0, 3).join(" ")}` : ""}`);
    if (failing.length > 5) console.log(`  … and ${failing.length - 5} more`);
  }
  for (const fault of inspection.faults) console.log(`fault: ${fault}`);
  for (const note of notes) console.log(note);
  if (update) {
    for (const path of orphans) await rm(path);
    const failed = results.filter(({ outcome }) => outcome === "failed");
    for (const { picture, problem } of failed) console.log(`failed: ${picture.id}: ${problem}`);
    const accepted = results.length - failed.length;
    console.log(`\naccepted ${accepted} of ${pictures} pictures and ${inspection.written.length} trees; took away ${orphans.length} files that no case asks for. Look at them before you commit: git diff --stat visual-tests`);
    return failed.length || inspection.faults.length ? 1 : 0;
  }
  for (const path of orphans) console.log(`no case asks for ${relative(ROOT, path)}: \`npm run visual:update\` takes it away`);
  if (results.length) console.log(`\nreport: ${relative(ROOT, REPORT)}; to look at it and accept by a click: npm run visual:report`);
  for (const { name, version, pictures, duration_ms, first_ms } of lanes) {
    console.log(`${NAMES[name]} ${version}: ${pictures} pictures in ${seconds(duration_ms)}${first_ms === undefined ? "" : `, the first ${FIRST} of them in ${seconds(first_ms)}`}`);
  }
  if (inspection.states) console.log(`axe, fonts and accessibility trees: ${inspection.states} states in ${seconds(inspection.duration_ms)}`);
  const failed = results.length + inspection.faults.length + orphans.length;
  console.log(`\nvisual: ${pictures} pictures in ${seconds(duration_ms)}, ${results.length} not as expected`);
  console.log(`${Math.max(0, pictures + inspection.states + looks - results.length - inspection.faults.length)} passed, ${failed} failed`);
  return failed ? 1 : 0;
}

try {
  const options = readOptions(process.argv.slice(2));
  if (!options) process.stdout.write(HELP);
  else if (options.command === "report") await showReport(options);
  else process.exitCode = await run(options);
} catch (error) {
  console.error(/** @type {Error} */ (error).message);
  process.exitCode = WRONG_USE;
}
