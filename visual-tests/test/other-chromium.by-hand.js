/** A Chromium that is not installed is fetched, and takes pictures. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { releaseOf } from "../src/browser-version.js";
import { startChromium } from "../src/engines/chromium.js";
import { decode } from "../src/picture/png.js";
import { findChromium, offeredVersions } from "../src/other-chromium.js";

describe("another Chromium", () => {
  it("is found by its major version, starts, and takes a picture", async (t) => {
    const installed = await startChromium();
    await installed.close();
    const here = releaseOf(installed.version, "chromium");
    const other = (await offeredVersions())
      .map((version) => releaseOf(version, "chromium"))
      .find((major) => major !== here);
    if (!other) return t.skip(`apt offers no other Chromium than ${here}`);
    const program = await findChromium(Number(other));
    assert.equal(await findChromium(Number(other)), program);
    const engine = await startChromium(program);
    try {
      assert.equal(releaseOf(engine.version, "chromium"), other);
      const page = await engine.newPage();
      await page.setScreen({ width: 300, height: 200, scale: 1 });
      assert.equal(decode(await page.shoot()).width, 300);
    } finally {
      await engine.close();
    }
  });

  it("that apt does not offer is refused, with the offered ones", async () => {
    await assert.rejects(findChromium(99), /apt offers no Chromium 99; it offers \d+\./);
  });
});
