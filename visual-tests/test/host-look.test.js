/** Every form type on every page of the kit: it looks as on the blank page, and the page looks as without us. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { hostNames } from "../hosts/index.js";
import { currentBuild } from "../src/build.js";
import { readCases } from "../src/cases.js";
import { startEngine } from "../src/engines/engine.js";
import { lookAtHosts } from "../src/host-look.js";
import { startServer } from "../src/server.js";

describe("on pages that fight back", () => {
  /** @type {import("../src/server.js").Server} */
  let server;
  /** @type {import("../src/engines/engine.js").Engine} */
  let engine;
  before(async () => {
    [server, engine] = await Promise.all([startServer(), startEngine("chromium")]);
  });
  after(async () => {
    await engine?.close();
    await server?.close();
  });

  it("every form looks as on the blank page, and the page as without us", async () => {
    const hosts = await hostNames();
    const cases = await readCases(hosts);
    const build = await currentBuild(cases);
    server.builds.set(build.name, build);
    const { looks, faults } = await lookAtHosts({ engine, server, build, cases, hosts });
    assert.deepEqual(faults, []);
    assert.ok(looks > 100, `${looks} looks`);
  });

  it("a page whose rules reach a form is found", async () => {
    const cases = await readCases(await hostNames());
    const build = await currentBuild(cases);
    // Without its first line of defense, a form inherits the page's styles.
    for (const forms of Object.values(build.cases))
      for (const { bundle } of forms) bundle.css = bundle.css.replace("all:initial!important;", "");
    build.name = "open";
    server.builds.set(build.name, build);
    const { faults } = await lookAtHosts({ engine, server, build, cases, hosts: ["rem-62"] });
    assert.ok(faults.length > 0);
  });
});
