/** Mistakes in a case: each is reported with its file and path, and none is misunderstood. */

import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { readCases } from "../src/cases.js";

const GOOD = { about: "A case", form: "visual-tests/forms/button.json" };

/** Contents of a `case.json`, and the expected message. @type {[any, RegExp][]} */
const MISTAKES = [
  [null, /: \$: is null; an object is wanted/],
  [{ form: GOOD.form }, /: \$\.about: says in a sentence/],
  [{ ...GOOD, abuot: "x" }, /: \$\.abuot: is not a member of a case; there are about, form/],
  [{ ...GOOD, form: 5 }, /: \$\.form: is 5; a text is wanted/],
  [{ ...GOOD, form: "visual-tests/forms/" }, /: \$\.form: there is no file/],
  [{ ...GOOD, walk: ["open"] }, /: \$\.walk: is \["open"\]; an object is wanted/],
  [{ ...GOOD, walk: {} }, /: \$\.walk: needs at least one state/],
  [{ ...GOOD, walk: { open: "hover .b" } }, /: \$\.walk\["open"\]: is "hover \.b"; a list of actions is wanted/],
  [{ ...GOOD, walk: { "../../x": [] } }, /is not a name of a state/],
  [{ ...GOOD, walk: { open: ["wait 5"] } }, /: \$\.walk\.open: "wait" is not an action; there are press/],
  [{ ...GOOD, walk: { open: ["constructor .b"] } }, /"constructor" is not an action/],
  [{ ...GOOD, walk: { open: ["advance soon"] } }, /`advance` takes a number, and not "soon"/],
  [{ ...GOOD, walk: { open: ["at 40"] } }, /: \$\.pictures: `at` and `end` are for the mode `motion`/],
  [
    { ...GOOD, walk: { open: ["at 40"] }, pictures: [{ modes: ["plain"] }] },
    /: \$\.pictures\[0\]\.modes: `at` and `end` are for/,
  ],
  [{ ...GOOD, pictures: {} }, /: \$\.pictures: is \{\}; a list/],
  [{ ...GOOD, pictures: [] }, /: \$\.pictures: is \[\]; a list with something in it/],
  [{ ...GOOD, pictures: [{ widths: 480 }] }, /: \$\.pictures\[0\]\.widths: is 480; a list/],
  [
    { ...GOOD, pictures: [{ widths: ["480"] }] },
    /: \$\.pictures\[0\]\.widths\[0\]: is "480"; a whole number from 100 to 4000/,
  ],
  [{ ...GOOD, pictures: [{ modes: ["constructor"] }] }, /: \$\.pictures\[0\]\.modes\[0\]: "constructor" is not a mode/],
  [{ ...GOOD, pictures: [{ states: ["gone"] }] }, /: \$\.pictures\[0\]\.states: the walk comes by no state "gone"/],
  [
    { ...GOOD, pictures: [{ hosts: ["nowhere"] }] },
    /: \$\.pictures\[0\]\.hosts: "nowhere" is not a host page; there are empty/,
  ],
  [{ ...GOOD, loops: {} }, /: \$\.loops: is \{\}; a list/],
  [{ ...GOOD, columns: 3 }, /: \$\.columns: is of a canvas/],
  [{ ...GOOD, set: { "__proto__.x": 1 } }, /: \$\.set: "__proto__\.x" is not a path of a member/],
];

/** @param {any} data */
async function read(data) {
  const folder = await mkdtemp(join(tmpdir(), "dormouse-cases-"));
  try {
    await mkdir(join(folder, "button/mine"), { recursive: true });
    await writeFile(join(folder, "button/mine/case.json"), JSON.stringify(data));
    return await readCases(["empty"], folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe("a case", () => {
  it("with only required members has one state at three widths", async () => {
    const [{ pictures }] = await read(GOOD);
    assert.deepEqual(
      pictures.map(({ name }) => name),
      ["open@375", "open@768", "open@1440"],
    );
  });

  for (const [data, told] of MISTAKES) {
    it(`reports ${JSON.stringify(data)}`.replace(JSON.stringify(GOOD).slice(1, -1), "…"), async () => {
      await assert.rejects(read(data), (/** @type {Error} */ error) => {
        assert.match(error.message, /^visual-tests\/cases\/button\/mine\/case\.json: /);
        assert.match(error.message, told);
        return true;
      });
    });
  }
});
