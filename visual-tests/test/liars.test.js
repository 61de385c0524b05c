/**
 * A suite that lies is worse than none. Each test breaks a picture, a cache, the accepted state, the disk or a browser,
 * and expects the suite to end with the right exit code, and to name the problem.
 */

import assert from "node:assert/strict";
import { copyFile, mkdir, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";
import { after, before, describe, it } from "node:test";
import { damaged, PICTURES } from "./support/damage.js";
import { BOUND_MS, FIRST, smallSuite } from "./support/small-suite.js";

/** Pictures alone, in the engine that starts quickest. */
const QUICK = ["--quick", "--engines", "chromium"];
const UPDATE = ["update", "--yes", ...QUICK];

const GREEN = /^visual: 4 pictures in .*, 0 not as expected$/m;

/** @param {import("./support/small-suite.js").Ended} ended @param {number} code @param {RegExp[]} says */
function expectEnd(ended, code, ...says) {
  const told = `ended with ${ended.code ?? ended.signal} after ${Math.round(ended.ms)} ms:\n${ended.output}`;
  assert.equal(ended.code, code, told);
  assert.ok(ended.ms < BOUND_MS, told);
  for (const line of says) assert.match(ended.output, line, told);
}

/** @param {string} path */
const naming = (path) => new RegExp(path.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));

/** @type {import("./support/small-suite.js").Small} */
let accepted;
before(async () => {
  accepted = await smallSuite();
  expectEnd(await accepted.run(UPDATE), 0, /accepted 4 of 4 pictures/);
});
after(() => accepted?.remove());

/** @param {string} name @param {(suite: import("./support/small-suite.js").Small) => Promise<void>} act */
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

describe("an expected picture that", { concurrency: 2 }, () => {
  for (const { name, says, act } of PICTURES) {
    inCopy(`${name} is red, and named`, async (suite) => {
      const path = damaged(suite);
      await act(path, suite);
      expectEnd(await suite.run(QUICK), 1, naming(path), says, /^visual: 4 pictures in .*, 1 not as expected$/m);
      expectEnd(await suite.run([...QUICK, "--anywhere"]), 1, naming(path));
    });
  }

  inCopy("was put there by hand is red, and named", async (suite) => {
    const data = JSON.parse(await readFile(suite.caseFile("button/second"), "utf8"));
    await writeFile(suite.caseFile("button/second"), JSON.stringify({ ...data, pictures: [{ widths: [480, 500] }] }));
    await copyFile(suite.picture("button/second/open@480"), suite.picture("button/second/open@500"));
    expectEnd(
      await suite.run(QUICK),
      1,
      naming(suite.picture("button/second/open@500")),
      /put there without being accepted/,
    );
  });

  inCopy("is broken can be accepted anew", async (suite) => {
    await truncate(damaged(suite), 0);
    expectEnd(await suite.run([...UPDATE, FIRST]), 0, /accepted 1 of 1 pictures/);
    expectEnd(await suite.run(QUICK), 0, GREEN);
  });

  inCopy("was accepted of a case that is gone is red, and named", async (suite) => {
    await rm(join(suite.caseFile("button/second"), ".."), { recursive: true });
    expectEnd(await suite.run(QUICK), 1, naming(suite.picture("button/second/open@480")), /no case asks for/);
  });

  inCopy("is damaged while its build is unchanged is red with --changed", async (suite) => {
    await truncate(damaged(suite), 0);
    expectEnd(await suite.run([...QUICK, "--changed"]), 1, naming(damaged(suite)), /is empty \(0 bytes\)/);
  });

  inCopy("no case asks for is red, and named", async (suite) => {
    const path = suite.picture("button/second/gone@480");
    await copyFile(suite.picture("button/second/open@480"), path);
    expectEnd(await suite.run(QUICK), 1, naming(path), /no case asks for/);
  });
});

describe("accepted.br that", { concurrency: 2 }, () => {
  /** @type {[string, RegExp, (path: string) => Promise<unknown>][]} */
  const damages = [
    [
      "is cut off",
      /is damaged \(unexpected end of file\)/,
      async (path) => truncate(path, (await readFile(path)).length - 40),
    ],
    ["has 0 bytes", /is empty \(0 bytes\)/, (path) => truncate(path, 0)],
    [
      "was changed and can still be unpacked",
      /does not have its checksum/,
      async (path) => {
        const text = brotliDecompressSync(await readFile(path)).toString();
        await writeFile(path, brotliCompressSync(text.replace(/"inputs":"./, '"inputs":"_')));
      },
    ],
    ["is a folder", /is damaged \(EISDIR/, (path) => rm(path).then(() => mkdir(path))],
    [
      "is a pointer of Git LFS",
      /is a pointer of Git LFS/,
      (path) => writeFile(path, "version https://git-lfs.github.com/spec/v1\n"),
    ],
    ["is gone", /is missing/, (path) => rm(path)],
  ];
  for (const [name, says, act] of damages) {
    inCopy(`${name} is red, and named`, async (suite) => {
      await act(suite.accepted);
      await suite.change({ "styles.button_text_color": "#ffff00" });
      expectEnd(await suite.run([...QUICK, "--anywhere"]), 1, naming(suite.accepted), says);
    });
  }

  inCopy("is from before the pictures is red, with each picture named", async (suite) => {
    const before = await readFile(suite.accepted);
    await suite.change({ "styles.button_text_color": "#ffff00" });
    expectEnd(await suite.run(UPDATE), 0, /accepted 4 of 4/);
    await writeFile(suite.accepted, before);
    expectEnd(
      await suite.run([...QUICK, "--anywhere"]),
      1,
      naming(damaged(suite)),
      /has other pixels than were accepted/,
    );
  });
});

describe("accepting", { concurrency: 2 }, () => {
  inCopy("one picture leaves the others red, for this machine and for any", async (suite) => {
    await suite.change({ "styles.button_text_color": "#ffff00" });
    expectEnd(await suite.run([...UPDATE, FIRST]), 0, /accepted 1 of 1 pictures/);
    for (const more of [[], ["--anywhere"], ["--changed"]]) {
      const ended = await suite.run([...QUICK, ...more]);
      expectEnd(
        ended,
        1,
        /, 3 not as expected$/m,
        /chromium button\/first\/hover@480/,
        /chromium button\/second\/open@480/,
      );
      assert.doesNotMatch(ended.output, new RegExp(`chromium ${FIRST}`));
    }
    expectEnd(await suite.run([...UPDATE, "button"]), 0, /accepted 2 of 3 pictures/);
    expectEnd(await suite.run([...UPDATE, "@480"]), 0, /accepted 1 of 4 pictures/);
    expectEnd(await suite.run([...QUICK, "--anywhere"]), 0, GREEN);
  });

  inCopy("by a word takes what the word names, and without --yes nothing", async (suite) => {
    await suite.change({ "styles.text_color": "#ff0000", "styles.background_color": "#ffff00" });
    const before = await readFile(suite.accepted);
    expectEnd(
      await suite.run(["update", ...QUICK, "button"]),
      2,
      /chromium button\/first\/open@480: changed/,
      /Nothing was accepted: say --yes/,
    );
    assert.deepEqual(await readFile(suite.accepted), before);
    const ended = await suite.run([...UPDATE, "button"]);
    expectEnd(ended, 0);
    assert.doesNotMatch(ended.output, /close-button/);
    expectEnd(await suite.run(QUICK), 1, /chromium close-button\/first\/open@480/, /, 1 not as expected$/m);
  });

  inCopy("a picture that is another each time is refused", async (suite) => {
    await mkdir(join(suite.folder, "cases/image/moving"), { recursive: true });
    const src = `data:image/gif;base64,${blinking().toString("base64")}`;
    const of = {
      about: "It moves",
      form: "visual-tests/forms/image.json",
      set: { "steps.0.columns.0.rows.0.blocks.0.src": src },
      pictures: [{ widths: [480] }],
    };
    await writeFile(suite.caseFile("image/moving"), JSON.stringify(of));
    expectEnd(
      await suite.run(UPDATE),
      1,
      /unsteady:\s+chromium image\/moving\/open@480: taken again, it was another picture/,
    );
    assert.ok(!(await readdir(join(suite.folder, "cases/image/moving"))).includes("expected"));
  });
});

/** A GIF that is black and white in turn, 50 ms each, for ever. */
function blinking() {
  const frame = (/** @type {number} */ pixel) => [
    0x21,
    0xf9,
    4,
    4,
    5,
    0,
    0,
    0,
    0x2c,
    0,
    0,
    0,
    0,
    1,
    0,
    1,
    0,
    0,
    2,
    2,
    pixel ? 0x4c : 0x44,
    1,
    0,
  ];
  const loop = [0x21, 0xff, 11, ...Buffer.from("NETSCAPE2.0"), 3, 1, 0, 0, 0];
  return Buffer.from([
    ...Buffer.from("GIF89a"),
    1,
    0,
    1,
    0,
    0x80,
    0,
    0,
    0,
    0,
    0,
    255,
    255,
    255,
    ...loop,
    ...frame(0),
    ...frame(1),
    0x3b,
  ]);
}
