/** The visual suite: `npm run visual`, `npm run visual:update`, `npm run visual:report`. */

import { compareAll } from "./src/commands/compare.js";
import { updateAll } from "./src/commands/update.js";
import { WORK_FAULT, WORK_TROUBLE } from "./src/files.js";
import { HELP, readOptions } from "./src/options.js";
import { showReport } from "./src/show-report.js";
import { cleanUp, endAll } from "./src/supervisor.js";

/** The command was wrong, or the suite lacks something: not the same as a picture that is not as expected. */
const WRONG_USE = 2;

/** The exit codes that shells use for a process ended by a signal. @type {[NodeJS.Signals, number][]} */
const SIGNALS = [
  ["SIGHUP", 129],
  ["SIGINT", 130],
  ["SIGTERM", 143],
];

/** @param {unknown} error */
function give(error) {
  console.error(/** @type {Error} */ (error)?.message ?? String(error));
  end(WRONG_USE);
}

/** Open handles and hanging work do not keep a run from ending. @param {number} code @returns {never} */
function end(code) {
  endAll();
  process.exit(code);
}

for (const [signal, code] of SIGNALS) process.once(signal, () => end(code));
process.once("uncaughtException", give);
process.once("unhandledRejection", give);

try {
  const options = readOptions(process.argv.slice(2));
  if (WORK_FAULT && options) throw new Error(WORK_FAULT);
  const left = cleanUp();
  if (left) console.log(`ended ${left} processes that a killed run had left behind`);
  if (WORK_TROUBLE) console.log(WORK_TROUBLE);
  if (!options) process.stdout.write(HELP);
  else if (options.command === "report") await showReport(options);
  else end(await (options.command === "update" ? updateAll : compareAll)(options));
  end(0);
} catch (error) {
  give(error);
}
