/** A broken invariant is reported, whatever picture was accepted. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { currentBuild } from "../src/build.js";
import { readCases } from "../src/cases.js";
import { startEngine } from "../src/engines/engine.js";
import { lookAtSmallScreens } from "../src/invariants.js";
import { runLane } from "../src/lane.js";
import { openMemo } from "../src/memo.js";
import { startServer } from "../src/server.js";
import { hostNames } from "../hosts/index.js";

/** Keeps nothing between runs. */
const FRESH = { isKnown: () => false, note() {}, save: async () => "" };

/** Styles that break `form/welcome`, a popup with a side image; and the expected message. */
const FAULTS = /** @type {[string, string, RegExp][]} */ ([
  [
    "a hidden message that scrolls the panel when it opens",
    ".p{overflow:hidden}.k{position:static}.h{margin:0!important}",
    /the panel ".*" (is scrolled by 0, \d+|cuts \d+) px/,
  ],
  [
    "a close button above the panel",
    ".x{top:-12px}",
    /the close-button "Close" extends 11 px beyond the panel or the screen/,
  ],
  ["a close button without a box", ".x{display:none}", /the close-button "Close" is not displayed/],
  [
    "a close button under a text",
    "h1,h2,[part~=text]{position:relative;z-index:9;margin-top:-48px}",
    /the close-button "Close" is covered by the text/,
  ],
  ["a panel wider than the screen", ".p{min-width:740px}", /the panel extends \d+(\.\d)? px beyond the screen/],
  ["a panel that cannot be scrolled to its end", ".k{overflow:hidden}", /cannot be scrolled into view|cuts \d+ px/],
  ["a row wider than its column", ".r{min-width:900px}", /is \d+ px wide, and what is in it 9\d\d px/],
  [
    "a text that is cut",
    "[part~=text]{max-height:12px;overflow:hidden}",
    /the text ".*" extends \d+(\.\d)? px beyond|cuts \d+ px/,
  ],
  [
    "a label that overflows its button",
    ".b{max-height:30px;min-height:0;overflow:hidden;line-height:90px}",
    /the button ".*" cuts|the text ".*" extends \d+(\.\d)? px beyond the button/,
  ],
  [
    "a field under another block",
    ".g,.r:has(input){position:relative;z-index:-1}.c{position:relative;background:#fff;z-index:0}.r:has(input)+.r{margin-top:-60px}",
    /the (input|field|label|text) .*is covered by/,
  ],
  ["a seam beside the side image", ".i{padding:0 1px}", /leaves a seam of 1 px at its (left|right) edge/],
  [
    "a button that is too small to press",
    ".b{min-height:0;height:18px;padding:0;font-size:9px;line-height:12px}",
    /is \d+(\.\d)? × 18 px, and 24 px is the least/,
  ],
]);

describe("invariants", () => {
  /** @type {import("../src/server.js").Server} */
  let server;
  /** @type {import("../src/engines/engine.js").Engine} */
  let engine;
  /** @type {import("../src/cases.js").Case[]} */
  let cases;
  /** @type {import("../src/build.js").Build} */
  let build;
  before(async () => {
    [server, engine] = await Promise.all([startServer(), startEngine("chromium")]);
    cases = (await readCases(await hostNames())).filter(({ id }) => id === "form/welcome");
    build = await currentBuild(cases, "whole");
    server.builds.set(build.name, build);
  });
  after(async () => {
    await engine?.close();
    await server?.close();
  });

  /** @param {string} css What is added to the sheet of the form. */
  function withCss(css) {
    const other = structuredClone({ ...build, name: `with-${Math.random().toString(36).slice(2)}` });
    for (const { bundle } of other.cases["form/welcome"]) bundle.css += css;
    server.builds.set(other.name, other);
    return other;
  }

  it("hold for an unchanged form", async () => {
    const { faults, looks } = await lookAtSmallScreens({ engine, server, build, cases, invariants: FRESH });
    assert.deepEqual(faults, []);
    assert.ok(looks >= 3, `${looks} looks`);
  });

  for (const [name, css, told] of FAULTS) {
    it(`report ${name}`, async () => {
      const { faults } = await lookAtSmallScreens({ engine, server, build: withCss(css), cases, invariants: FRESH });
      assert.ok(
        faults.some((fault) => told.test(fault)),
        faults.join("\n") || "nothing was reported",
      );
    });
  }

  it("fail a picture that looks as the accepted one, and leave nothing to accept", async () => {
    const broken = withCss(".x{top:-12px}");
    const results = await runLane({
      engine,
      server,
      build: broken,
      cases,
      isWanted: ({ name }) => name === "open@375",
      memo: await openMemo(),
      pages: 1,
      invariants: FRESH,
      expect: async () => ({ path: "", version: "", pixels: "as accepted" }),
    });
    assert.equal(results.length, 1);
    assert.equal(results[0].outcome, "failed");
    assert.equal(results[0].png, undefined);
    assert.match(results[0].problem ?? "", /whatever was accepted, this must not be:\nthe close-button/);
  });
});
