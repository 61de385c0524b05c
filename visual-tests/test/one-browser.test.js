/** If another browser took the expected file, the report shows and explains the accepted build in this browser. */

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "node:test";
import { explain } from "../src/explain/explain.js";
import { encode, pixelHash } from "../src/picture/png.js";
import { addImages, reportData } from "../src/report/data.js";

/** @param {number} level */
function flat(level) {
  const picture = { width: 40, height: 30, rgb: Buffer.alloc(40 * 30 * 3, level) };
  return { png: encode(picture), pixels: pixelHash(picture) };
}

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "one-browser-"));
});
after(() => rm(folder, { recursive: true, force: true }));

it("a picture is compared with one of the same browser, and shown beside it", async () => {
  const [file, here, now] = [flat(100), flat(119), flat(120)];
  const path = join(folder, "expected.png");
  await writeFile(path, file.png);
  const picture = {
    id: "button/plain/open@375",
    name: "open@375",
    of: "button/plain",
    component: "button",
    state: "open",
    width: 375,
    height: 667,
    mode: /** @type {const} */ ("plain"),
    is_pressed: false,
    host: "blank",
    expected: "open@375",
  };
  const result = {
    picture,
    engine: /** @type {const} */ ("firefox"),
    outcome: /** @type {const} */ ("changed"),
    png: now.png,
    expected: { path, png: here.png, pixels: here.pixels, version: "153" },
    log: [],
  };
  const none = /** @type {any} */ ({ cases: {}, modules: {}, files: {}, data: {}, inputs: "", name: "none" });
  const engine = /** @type {any} */ ({ name: "chromium" });
  const groups = await explain({
    results: [/** @type {any} */ (result)],
    cases: [],
    current: none,
    accepted: none,
    server: /** @type {any} */ ({ builds: new Map() }),
    engine,
    tell() {},
  });
  assert.equal(groups[0].pictures[0].difference?.largest, 1);
  const whole = { groups, engines: [], pictures: 1, duration_ms: 1, folder, notes: [] };
  const data = reportData(whole);
  await addImages(data, whole);
  assert.equal(data.groups[0].pictures[0].images?.expected, `data:image/png;base64,${here.png.toString("base64")}`);
});
