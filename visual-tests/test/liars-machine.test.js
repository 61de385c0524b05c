/**
 * Problems of the machine below the suite: damaged caches, folders that cannot be written, full disks. The suite ends
 * with the right exit code, and names the reason.
 */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { BOUND_MS, FIRST, RUN, smallSuite } from "./support/small-suite.js";

const QUICK = ["--quick", "--engines", "chromium"];
const GREEN = /^visual: 4 pictures in .*, 0 not as expected$/m;

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
  expectEnd(
    await accepted.run(["update", "--yes", "--engines", "chromium"]),
    0,
    /accepted 4 of 4 pictures and 4 trees/,
  );
  // The caches are there, and right.
  expectEnd(await accepted.run(["--engines", "chromium"]), 0, GREEN);
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

describe("a cache that", { concurrency: 2 }, () => {
  /** @type {[string, string, (path: string) => Promise<unknown>][]} */
  const damages = [
    ["of pixels is cut off", "pixels.json", async (path) => truncate(path, (await readFile(path)).length >> 1)],
    ["of pixels has 0 bytes", "pixels.json", (path) => truncate(path, 0)],
    ["of pixels is a folder", "pixels.json", (path) => rm(path).then(() => mkdir(path))],
    [
      "of small screens is cut off",
      "invariants.chromium.json",
      async (path) => truncate(path, (await readFile(path)).length >> 1),
    ],
    ["of small screens has 0 bytes", "invariants.chromium.json", (path) => truncate(path, 0)],
    ["of states is cut off", "inspected.json", async (path) => truncate(path, (await readFile(path)).length >> 1)],
    ["of states holds something else", "inspected.json", (path) => writeFile(path, '{"a":1}')],
  ];
  for (const [name, file, act] of damages) {
    inCopy(`${name} changes no outcome`, async (suite) => {
      await act(join(suite.work, file));
      expectEnd(await suite.run(["--engines", "chromium"]), 0, GREEN);
    });
  }

  inCopy("says of changed pixels that they are the accepted ones is not believed", async (suite) => {
    await suite.change({ "styles.button_text_color": "#ffff00" });
    expectEnd(await suite.run(QUICK), 1, /, 4 not as expected/);
    // Every picture has the pixels of the first entry now.
    const path = join(suite.work, "pixels.json");
    const [checksum, body] = (await readFile(path, "utf8")).split("\n");
    const entries = JSON.parse(body);
    await writeFile(
      path,
      `${checksum}\n${JSON.stringify(entries.map((/** @type {string[]} */ [file]) => [file, entries[0][1]]))}`,
    );
    expectEnd(await suite.run(QUICK), 1, /, 4 not as expected/);
  });

  inCopy("of fonts is cut off is mended", async (suite) => {
    const fonts = (await readdir(suite.work)).find((name) => name.startsWith("fonts-"));
    await truncate(join(suite.work, `${fonts}/files/DejaVuSans.ttf`), 5_000);
    await truncate(join(suite.work, `${fonts}/fonts.conf`), 100);
    expectEnd(await suite.run(QUICK), 0, GREEN);
  });
});

describe("a folder for what a run writes", { concurrency: 2 }, () => {
  inCopy("that is a file is reported, and another one is used", async (suite) => {
    await rm(suite.work, { recursive: true });
    await writeFile(suite.work, "");
    expectEnd(await suite.run(QUICK), 0, /work cannot be written \(E.*is used instead/, GREEN);
  });

  inCopy("with a name that XML, URLs and shells take for something else works", async (suite) => {
    const odd = join(suite.folder, `a & b <c> "d" 100%20 #1`);
    expectEnd(await suite.run(QUICK, { env: { VISUAL_WORK: odd } }), 0, GREEN);
  });

  inCopy("is not shared by two runs at once", async (suite) => {
    const both = await Promise.all([suite.run(QUICK), suite.run([...QUICK, "button/first"])]);
    expectEnd(both[0], 0, GREEN);
    expectEnd(both[1], 0, /^visual: 2 pictures/m);
    const runs = await readdir(join(suite.work, "runs"));
    const reports = runs
      .map((name) => join(suite.work, "runs", name, "results.json"))
      .filter((path) => existsSync(path));
    const counts = reports.map((path) => JSON.parse(readFileSync(path, "utf8")).pictures);
    assert.ok(counts.includes(2) && counts.includes(4), `each run has its own report: ${counts}`);
  });
});

describe("a disk that is full", () => {
  /** Whether this user may mount a disk in a separate namespace. */
  const canMount = (() => {
    try {
      execFileSync("unshare", ["-rm", "true"], { stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  })();
  const skip = canMount ? false : "this user may not mount a small disk";

  it("below the caches changes no outcome", { skip }, async () => {
    const suite = await accepted.copy();
    const script = `exec unshare -rm sh -c 'mount -t tmpfs -o size=64k tmpfs "${suite.work}" && head -c 70000 /dev/zero > "${suite.work}/full"; exec "$@"' sh "$@"`;
    expectEnd(await suite.run(QUICK, { script }), 0, /work cannot be written \(ENOSPC/, GREEN);
    await suite.remove();
  });

  it("below the pictures leaves the accepted state unchanged", { skip }, async () => {
    const suite = await accepted.copy();
    await suite.change({ "styles.button_text_color": "#ffff00" });
    const small = join(suite.folder, "small");
    await mkdir(small);
    // Large enough for the existing files, and too small for the new pictures beside them; what is left is inspected
    // from inside.
    const script = `exec unshare -rm sh -c '
      mount -t tmpfs -o size=256k tmpfs "${small}" && cp -r "${suite.folder}/cases" "${suite.accepted}" "${small}/" || exit 90
      (cd "${small}" && find . -type f | sort | xargs sha256sum) > "${suite.folder}/before"
      head -c 1000000 /dev/zero > "${small}/full" 2>/dev/null
      VISUAL_CASES="${small}/cases" "$@"; code=$?
      rm "${small}/full"
      (cd "${small}" && find . -type f | sort | xargs sha256sum) > "${suite.folder}/after"
      exit $code' sh "$@"`;
    expectEnd(
      await suite.run(["update", "--yes", ...QUICK], { script }),
      2,
      /cannot be written: ENOSPC.*nothing was accepted/,
    );
    assert.equal(
      await readFile(join(suite.folder, "after"), "utf8"),
      await readFile(join(suite.folder, "before"), "utf8"),
    );
    await suite.remove();
  });
});

describe("a case or a tree", { concurrency: 2 }, () => {
  inCopy("that is not JSON is wrong use, and named", async (suite) => {
    await truncate(suite.caseFile("button/first"), 10);
    expectEnd(await suite.run(QUICK), 2, /button\/first\/case\.json/);
  });

  inCopy("of a checkout with CRLF is what it was", async (suite) => {
    const path = join(suite.folder, "cases/button/first/expected/open.tree.txt");
    await writeFile(path, (await readFile(path, "utf8")).replaceAll("\n", "\r\n"));
    expectEnd(await suite.run(["--engines", "chromium"]), 0, GREEN);
  });

  inCopy("that is another than was accepted is red, and named", async (suite) => {
    const path = join(suite.folder, "cases/button/first/expected/open.tree.txt");
    await writeFile(path, `${await readFile(path, "utf8")}- button "Another"\n`);
    expectEnd(
      await suite.run(["--engines", "chromium"]),
      1,
      /button\/first\/open@480: the accessibility tree is another/,
    );
  });
});

it("a suite that cannot run is not the same as a failing one", async () => {
  const ended = await accepted.run([...QUICK, "but"]);
  expectEnd(ended, 2, new RegExp(`no picture is named by "but"; it occurs in ${FIRST}`));
  assert.ok(existsSync(RUN));
});
