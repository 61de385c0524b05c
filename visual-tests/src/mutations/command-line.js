/** The command lines of the programs that try changes. */

import { parseArgs } from "node:util";

/** Wrong use of the command, which is not the same as a missed change. */
const WRONG_USE = 2;

/**
 * Reads options. `--help` prints the text, a mistake prints an error; both end the program.
 * @template {Record<string, { type: "string" | "boolean", default?: string | boolean }>} T
 * @param {string} help
 * @param {T} options
 * @returns {{ [K in keyof T]: any }}
 */
export function readCommandLine(help, options) {
  try {
    const values = /** @type {any} */ (
      parseArgs({ options: { ...options, help: { type: "boolean", default: false } } }).values
    );
    if (!values.help) return values;
    process.stdout.write(help);
    process.exit(0);
  } catch (error) {
    console.error(`${/** @type {Error} */ (error).message}; see --help`);
    process.exit(WRONG_USE);
  }
}
