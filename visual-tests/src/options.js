/** The command line of the suite. */

import { ENGINE_NAMES } from "./engines/engine.js";

export const HELP = `Takes pictures of forms and compares them with the expected ones.

  npm run visual [-- OPTIONS] [WORD…]         compares; a word names pictures by how their ids begin, such as
                                              button or button/states, or end, such as @375; * is anything
  npm run visual:update [-- OPTIONS] [WORD…]  accepts what is different, new or gone, and asks before it does
  npm run visual:report                       shows the report of the last run, where pictures are accepted by a click

  --engines NAMES   some of chromium,firefox,webkit; default all
  --changed         only the cases that can differ from the accepted state
  --hosts FOLDER    more host pages, a folder for each with a host.json; they have no expected pictures, so a form
                    has to look on them as it does on the blank page
  --quick           only pictures, without accessibility trees, axe and fonts
  --yes             accept without asking
  --anywhere        for machines that may paint otherwise than the one that took the expected pictures: what is not as
                    expected, but the same in the accepted build, is reported and does not fail
  --chromium MAJOR  with another Chromium that apt offers, such as 150, which is fetched and not installed: what would
                    an update change?
  --port NUMBER     of the report
  --help
`;

/**
 * @typedef {object} Options
 * @property {"run" | "update" | "report"} command
 * @property {string[]} words
 * @property {import("./engines/engine.js").EngineName[]} engines
 * @property {boolean} changed
 * @property {string} hosts
 * @property {boolean} quick
 * @property {boolean} anywhere
 * @property {boolean} yes Accepts without asking.
 * @property {number} chromium Major version of another Chromium; 0 = the one that is installed.
 * @property {number} port
 */

/**
 * @param {string[]} args
 * @returns {Options | undefined} Nothing = help is wanted.
 */
export function readOptions(args) {
  const options = /** @type {Options} */ ({
    command: "run",
    words: [],
    engines: ENGINE_NAMES,
    changed: false,
    hosts: "",
    quick: false,
    anywhere: false,
    yes: false,
    chromium: 0,
    port: 0,
  });
  const rest = [...args];
  if (["run", "update", "report"].includes(rest[0])) options.command = /** @type {Options["command"]} */ (rest.shift());
  while (rest.length) {
    const arg = /** @type {string} */ (rest.shift());
    const value = () => {
      const next = rest.shift();
      if (next === undefined) throw new Error(`${arg} needs a value`);
      return next;
    };
    if (arg === "--help" || arg === "-h") return undefined;
    if (arg === "--changed") options.changed = true;
    else if (arg === "--quick") options.quick = true;
    else if (arg === "--anywhere") options.anywhere = true;
    else if (arg === "--yes" || arg === "-y") options.yes = true;
    else if (arg === "--hosts") options.hosts = value();
    else if (arg === "--port") options.port = number(arg, value());
    else if (arg === "--chromium") options.chromium = number(arg, value());
    else if (arg === "--engines" || arg === "--engine") {
      const names = /** @type {any[]} */ (value().split(","));
      for (const name of names)
        if (!ENGINE_NAMES.includes(name))
          throw new Error(`${name} is not an engine; there are ${ENGINE_NAMES.join(", ")}`);
      options.engines = names;
    } else if (arg.startsWith("-")) throw new Error(`${arg} is not an option; see --help`);
    else options.words.push(arg);
  }
  if (options.hosts && options.command === "update")
    throw new Error("host pages of --hosts have no pictures to accept; leave --hosts out");
  if (options.chromium && options.command === "update")
    throw new Error("only pictures of the installed Chromium can be accepted; leave out --chromium");
  return options;
}

/** @param {string} arg @param {string} value */
function number(arg, value) {
  if (!/^\d{1,5}$/.test(value)) throw new Error(`${arg} must be a whole number, but it is ${JSON.stringify(value)}`);
  return Number(value);
}
