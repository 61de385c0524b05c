/** The report names a missing font. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { currentBuild } from "../src/build.js";
import { readCases } from "../src/cases.js";
import { startEngine } from "../src/engines/engine.js";
import { fontFaults } from "../src/inspect/fonts.js";
import { startServer } from "../src/server.js";
import { showingsOf } from "../src/showings.js";
import { openStage } from "../src/stage.js";
import { hostNames } from "../hosts/index.js";

describe("fonts", () => {
  /** @type {import("../src/server.js").Server} */
  let server;
  /** @type {import("../src/engines/engine.js").Engine} */
  let engine;
  /** @type {import("../src/cases.js").Case[]} */
  let cases;
  before(async () => {
    [server, engine] = await Promise.all([startServer(), startEngine("chromium")]);
    cases = (await readCases(await hostNames())).filter(({ id }) => id === "font/own");
  });
  after(async () => {
    await engine?.close();
    await server?.close();
  });

  /**
   * The faults of a form that brings a font, after a change to its bundle.
   * @param {string} name Of the build.
   * @param {(bundle: any) => void} change
   */
  async function faultsAfter(name, change) {
    const build = await currentBuild(cases, name);
    for (const { bundle } of build.cases["font/own"]) change(bundle);
    server.builds.set(name, build);
    const stage = await openStage(engine, server);
    const [showing] = showingsOf(cases, ({ name }) => name === "open@480");
    let faults = /** @type {string[]} */ ([]);
    await stage.show(showing, build, async () => {
      faults = await fontFaults(stage, cases[0]);
    });
    await stage.close();
    return faults;
  }

  it("an existing font of the form is not a fault", async () => {
    assert.deepEqual(await faultsAfter("there", () => {}), []);
  });

  it("a missing font is reported as one, with the text that needs it and the font that was used", async () => {
    const faults = await faultsAfter("missing", (bundle) => {
      for (const font of bundle.fonts) font.url = "./a/missing.woff2";
    });
    assert.ok(faults.length > 0);
    for (const fault of faults)
      assert.match(
        fault,
        /^missing font: Fraunces \d+, which the [\w-]+ ".+" asks for, is not there; DejaVu Serif was used instead$/,
      );
  });
});
