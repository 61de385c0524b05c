/**
 * Browsers that are missing, crash or hang, and runs that are killed: the suite ends with the right exit code, names
 * the reason, and leaves nothing behind.
 */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { BOUND_MS, FIRST, smallSuite } from "./support/small-suite.js";

const QUICK = ["--quick", "--engines", "chromium"];
const GREEN = /^visual: 4 pictures in .*, 0 not as expected$/m;

/** Deadlines for browsers that never answer: a fifth of the usual ones is still some seconds. */
const HASTY = { VISUAL_PATIENCE: "0.2" };

/** @typedef {import("./support/small-suite.js").Small} Small */

/** @param {import("./support/small-suite.js").Ended} ended @param {number} code @param {RegExp[]} says */
function expectEnd(ended, code, ...says) {
  const told = `ended with ${ended.code ?? ended.signal} after ${Math.round(ended.ms)} ms:\n${ended.output}`;
  assert.equal(ended.code, code, told);
  assert.ok(ended.ms < BOUND_MS, told);
  for (const line of says) assert.match(ended.output, line, told);
}

/** @type {Small} */
let accepted;
before(async () => {
  accepted = await smallSuite();
  expectEnd(await accepted.run(["update", "--yes", ...QUICK]), 0, /accepted 4 of 4 pictures/);
});
after(() => accepted?.remove());

/** @param {string} name @param {(suite: Small) => Promise<void>} act */
function inCopy(name, act) {
  it(name, async () => {
    const suite = await accepted.copy();
    try {
      await act(suite);
    } finally {
      await suite.remove();
    }
  });
}

/** Processes below one, with itself. @param {number} pid @returns {number[]} */
function tree(pid) {
  const parents = new Map();
  for (const name of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    } catch {
      // It has ended meanwhile.
    }
  }
  const found = [pid];
  for (const one of found) for (const [child, parent] of parents) if (parent === one) found.push(child);
  return found;
}

/** @param {number} pid */
const commandOf = (pid) =>
  existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ") : "";

/** Whether a process is there and no zombie. @param {number} pid */
const lives = (pid) => existsSync(`/proc/${pid}/stat`) && !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));

/**
 * Does something to processes of a run as soon as there are some.
 * @param {(command: string) => boolean} isWanted
 * @param {(pid: number) => void} act
 */
function onProcess(isWanted, act) {
  return (/** @type {number} */ pid) => {
    const timer = setInterval(() => {
      const found = tree(pid)
        .slice(1)
        .filter((one) => isWanted(commandOf(one)));
      if (!found.length && lives(pid)) return;
      clearInterval(timer);
      for (const one of found) {
        try {
          act(one);
        } catch {
          // It has ended meanwhile.
        }
      }
    }, 5);
  };
}

const isBrowser = (/** @type {string} */ command) =>
  command.includes("--user-data-dir=") && !command.includes("--type=");

describe("a browser that", { concurrency: 2 }, () => {
  inCopy("is missing is reported, with the way to run without it", async (suite) => {
    expectEnd(
      await suite.run(QUICK, { env: { CHROMIUM: "/nowhere/chromium" } }),
      1,
      /fault: chromium took no pictures: .*\/nowhere\/chromium/,
      /--engines firefox,webkit/,
    );
  });

  inCopy("ends at once is reported", async (suite) => {
    expectEnd(await suite.run(QUICK, { env: { CHROMIUM: "/bin/false" } }), 1, /fault: chromium took no pictures/);
  });

  inCopy("never answers is given up, and ended", async (suite) => {
    const path = join(suite.folder, "sleeper");
    await writeFile(path, "#!/bin/sh\nexec sleep 987654\n");
    await chmod(path, 0o755);
    expectEnd(await suite.run(QUICK, { env: { CHROMIUM: path, ...HASTY } }), 1, /fault: chromium took no pictures/);
    assert.equal(
      readdirSync("/proc").some((pid) => commandOf(Number(pid)).includes("sleep 987654")),
      false,
    );
  });

  inCopy("dies fails what it has not taken, at once", async (suite) => {
    const ended = await suite.run(QUICK, {
      onStart: onProcess(
        (command) => command.includes("--type=renderer"),
        (pid) => process.kill(browserOf(pid), "SIGKILL"),
      ),
    });
    expectEnd(ended, 1, /chromium (has ended|cannot open a page|took no pictures)/);
  });

  inCopy("loses its renderers says so at once", async (suite) => {
    const ended = await suite.run(QUICK, {
      onStart(pid) {
        let since = 0;
        const timer = setInterval(() => {
          const renderers = tree(pid).filter((one) => commandOf(one).includes("--type=renderer") && lives(one));
          // Once there are pages, and not while the browser starts; for so long that those are met that show something.
          if (renderers.length >= 3) since ||= Date.now();
          if (since) for (const one of renderers) process.kill(one, "SIGKILL");
          if ((since && Date.now() > since + 3_000) || !lives(pid)) clearInterval(timer);
        }, 50);
      },
    });
    expectEnd(ended, 1, /the process of the page in chromium has died|chromium cannot open a page|chromium has ended/);
    assert.ok(ended.ms < 60_000, `the end came after ${ended.ms} ms`);
  });

  inCopy("hangs is given up in seconds", async (suite) => {
    const ended = await suite.run(QUICK, {
      env: HASTY,
      onStart: onProcess(
        (command) => command.includes("--type=renderer"),
        (pid) => process.kill(browserOf(pid), "SIGSTOP"),
      ),
    });
    expectEnd(ended, 1, /took longer than \d+ s/);
  });

  inCopy("finds proxies in its environment and no home does not care", async (suite) => {
    const nowhere = "http://127.0.0.1:9";
    const env = {
      HOME: undefined,
      XDG_CACHE_HOME: undefined,
      http_proxy: nowhere,
      HTTP_PROXY: nowhere,
      https_proxy: nowhere,
      ALL_PROXY: nowhere,
    };
    expectEnd(await suite.run(QUICK, { env }), 0, GREEN);
    // The first picture of this engine: it is taken.
    expectEnd(
      await suite.run(["--quick", "--engines", "webkit", FIRST], { env }),
      1,
      /new: button\/first: no expected picture yet/,
    );
  });

  /** The browser's main process. @param {number} pid */
  function browserOf(pid) {
    for (let one = pid; one > 1;) {
      if (isBrowser(commandOf(one))) return one;
      const stat = readFileSync(`/proc/${one}/stat`, "utf8");
      one = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    }
    return pid;
  }
});

describe("a run that", () => {
  inCopy("is killed leaves processes that the next run ends, and no others", async (suite) => {
    const bystander = spawn("sleep", ["600"], { stdio: "ignore" });
    let browser = 0;
    const ended = await suite.run(QUICK, {
      onStart: (run) =>
        onProcess(isBrowser, (pid) => {
          browser = pid;
          // A process that can still notice the end of its run would end on its own.
          process.kill(pid, "SIGSTOP");
          process.kill(run, "SIGKILL");
        })(run),
    });
    assert.equal(ended.signal, "SIGKILL");
    assert.ok(lives(browser), "Chromium goes on without the run");
    expectEnd(await suite.run(QUICK), 0, /ended \d+ processes/, GREEN);
    assert.equal(lives(browser), false);
    assert.ok(lives(/** @type {number} */ (bystander.pid)));
    bystander.kill();
  });

  inCopy("is asked to end ends all that it has started", async (suite) => {
    let started = /** @type {number[]} */ ([]);
    const ended = await suite.run(QUICK, {
      onStart: (run) =>
        onProcess(
          (command) => command.includes("--type=renderer"),
          () => {
            started = tree(run);
            process.kill(run, "SIGTERM");
          },
        )(run),
    });
    assert.equal(ended.code, 143, ended.output);
    const deadline = Date.now() + 20_000;
    while (started.some(lives) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
    assert.deepEqual(started.filter(lives).map(commandOf), []);
  });
});
