/** A suite of three small cases in a separate folder, run as a user runs it, for tests of its output and exit codes. */

import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../src/files.js";

export const RUN = join(ROOT, "visual-tests/run.js");

/** A run of so few pictures takes some seconds; a machine that is busy with other tests may take many times as long. */
export const BOUND_MS = 120_000;

export const FIRST = "button/first/open@480";
const CASES = {
  "button/first": {
    about: "A button",
    form: "visual-tests/forms/button.json",
    walk: { open: [], hover: ["hover .b"] },
    pictures: [{ widths: [480] }],
  },
  "button/second": {
    about: "Another button",
    form: "visual-tests/forms/button.json",
    set: { "styles.button_color": "#2c1f38" },
    pictures: [{ widths: [480] }],
  },
  "close-button/first": {
    about: "A close button",
    form: "visual-tests/forms/popup.json",
    pictures: [{ widths: [480] }],
  },
};

/** @typedef {{ code: number | null, signal: string | null, output: string, ms: number }} Ended */

/**
 * @typedef {object} Small
 * @property {string} folder
 * @property {string} work Where caches and reports are.
 * @property {(id: string) => string} caseFile
 * @property {(id: string, engine?: string) => string} picture Path of the expected picture of `CASE/NAME`.
 * @property {string} accepted
 * @property {(args: string[], more?: { env?: NodeJS.ProcessEnv, script?: string, onStart?: (pid: number) => void, onOutput?: (output: string, pid: number) => void }) => Promise<Ended>} run
 * @property {(set: Record<string, any>) => Promise<void>} change Changes the forms of all cases.
 * @property {() => Promise<Small>} copy
 * @property {() => Promise<void>} remove
 */

/** Makes it, with pictures that are not accepted yet. */
export async function smallSuite() {
  const folder = await mkdtemp(join(tmpdir(), "dormouse-small-"));
  for (const [id, data] of Object.entries(CASES)) {
    await mkdir(join(folder, "cases", id), { recursive: true });
    await writeFile(join(folder, "cases", id, "case.json"), JSON.stringify(data));
  }
  return open(folder);
}

/** @param {string} folder @returns {Small} */
function open(folder) {
  const cases = join(folder, "cases");
  const work = join(folder, "work");
  const caseFile = (/** @type {string} */ id) => join(cases, id, "case.json");
  return {
    folder,
    work,
    caseFile,
    accepted: join(folder, "accepted.br"),
    picture(id, engine = "chromium") {
      const [component, name, picture] = id.split("/");
      return join(cases, component, name, "expected", engine, `${picture}.png`);
    },
    run: (args, more = {}) => run(args, { ...more, env: { VISUAL_CASES: cases, VISUAL_WORK: work, ...more.env } }),
    async change(set) {
      for (const id of Object.keys(CASES)) {
        const data = JSON.parse(await readFile(caseFile(id), "utf8"));
        await writeFile(caseFile(id), JSON.stringify({ ...data, set: { ...data.set, ...set } }));
      }
    },
    async copy() {
      const other = await mkdtemp(join(tmpdir(), "dormouse-small-"));
      await cp(folder, other, { recursive: true, verbatimSymlinks: true });
      return open(other);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/**
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, script?: string, onStart?: (pid: number) => void, onOutput?: (output: string, pid: number) => void }} more
 * @returns {Promise<Ended>}
 */
async function run(args, { env, script, onStart, onOutput }) {
  const started = performance.now();
  const command = script ? ["sh", "-c", script, "sh"] : [];
  const [program, ...rest] = [...command, process.execPath, RUN, ...args];
  // In a separate process group, so that what it starts does not end with the test.
  const child = spawn(program, rest, {
    env: clean({ ...process.env, ...env }),
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const pid = /** @type {number} */ (child.pid);
  onStart?.(pid);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data) => {
      output += data;
      onOutput?.(output, pid);
    });
  }
  const late = setTimeout(() => child.kill("SIGKILL"), BOUND_MS);
  const [code, signal] = await new Promise((resolve) => child.once("exit", (code, signal) => resolve([code, signal])));
  clearTimeout(late);
  return { code, signal, output, ms: performance.now() - started };
}

/** A variable that is `undefined` is not there. @param {NodeJS.ProcessEnv} env */
const clean = (env) => Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
