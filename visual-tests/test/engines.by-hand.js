/** What all engines must have in common, so that the same picture comes every time. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { hostNames } from "../hosts/index.js";
import { currentBuild } from "../src/build.js";
import { readCases } from "../src/cases.js";
import { ENGINE_NAMES, startEngine } from "../src/engines/engine.js";
import { decode, pixelHash } from "../src/picture/png.js";
import { startServer } from "../src/server.js";
import { showingsOf } from "../src/showings.js";
import { openStage } from "../src/stage.js";
import { isOf } from "../src/selection.js";

/** Cases that differed in some engine: pictures with rounded corners, wrapping at a width, a pointer. */
const TRIED = ["form/welcome", "form/banner", "button/states"];

const FEATURES = { "prefers-reduced-motion": "reduce", "prefers-color-scheme": "light", "forced-colors": "none" };

for (const name of ENGINE_NAMES) {
  describe(name, () => {
    /** @type {import("../src/server.js").Server} */
    let server;
    /** @type {import("../src/engines/engine.js").Engine} */
    let engine;
    /** @type {import("../src/engines/engine.js").Page} */
    let page;
    before(async () => {
      [server, engine] = await Promise.all([startServer(), startEngine(name)]);
      page = await engine.newPage();
      await page.setMedia(FEATURES);
      await page.setScreen({ width: 600, height: 400, scale: 1 });
      await page.goto(server.hostUrl("blank"));
    });
    after(async () => {
      await engine?.close();
      await server?.close();
    });

    it("reports its version", () => {
      assert.match(engine.version, /^\d+\.\d+/);
    });

    it("has the requested screen, media and focus", async () => {
      const seen = await page.evaluate(() => ({
        size: [innerWidth, innerHeight, devicePixelRatio],
        media: [
          "(prefers-reduced-motion: reduce)",
          "(prefers-color-scheme: light)",
          "(forced-colors: none)",
          "(hover: hover)",
          "(pointer: fine)",
        ].filter((query) => !matchMedia(query).matches),
        has_focus: document.hasFocus(),
      }));
      assert.deepEqual(seen, { size: [600, 400, 1], media: [], has_focus: true });
    });

    it("takes a picture of the screen", async () => {
      const { width, height } = decode(await page.shoot());
      assert.deepEqual([width, height], [600, 400]);
    });

    it("paints every family in the fonts of the suite", async () => {
      const widths = await page.evaluate(() => {
        const context = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
        return [
          "sans-serif",
          "system-ui",
          "Arial",
          "DejaVu Sans",
          "serif",
          "DejaVu Serif",
          "monospace",
          "DejaVu Sans Mono",
        ].map((family) => {
          context.font = `100px ${family.includes(" ") ? `"${family}"` : family}`;
          return context.measureText("Sleep on it, 10 % off").width;
        });
      });
      const [sans, system, unknown, dejavu, serif, dejavu_serif, mono, dejavu_mono] = widths;
      assert.deepEqual([sans, system, serif, mono], [dejavu, dejavu, dejavu_serif, dejavu_mono]);
      // Chromium's own fallback is the one that it calls standard, a serif.
      assert.ok([dejavu, dejavu_serif].includes(unknown));
      assert.equal(new Set([sans, serif, mono]).size, 3);
    });

    it("reaches only this machine", async () => {
      const reached = await page.evaluate(() =>
        fetch("http://example.com/", { mode: "no-cors" }).then(
          () => true,
          () => false,
        ),
      );
      assert.equal(reached, false);
      page.takeLog();
    });

    it("presses keys, also some at once", async () => {
      await page.evaluate(() => {
        document.body.innerHTML = "<input id=a><input id=b>";
        document.getElementById("a")?.focus();
      });
      const focused = () => page.evaluate(() => document.activeElement?.id);
      await page.pressKey("Tab");
      assert.equal(await focused(), "b");
      await page.pressKey("Shift+Tab");
      assert.equal(await focused(), "a");
    });

    it("reports console messages and errors", async () => {
      page.takeLog();
      await page.evaluate(() => console.warn("from the page"));
      await page.evaluate(() => undefined);
      assert.match(page.takeLog().join("\n"), /from the page/);
    });

    if (name !== "chromium") {
      it("says which settings it does not support", async () => {
        await assert.rejects(
          page.setMedia({ ...FEATURES, "prefers-color-scheme": "dark" }),
          /cannot set "prefers-color-scheme: dark".*chromium_only/,
        );
      });
    }

    if (name === "webkit") {
      it("says that its window has a least width", async () => {
        await assert.rejects(
          page.setScreen({ width: 375, height: 667, scale: 1 }),
          /no screen of 375 px: 447 px is the least/,
        );
      });
    }

    it("takes the same pictures in any order", async () => {
      const cases = (await readCases(await hostNames())).filter(({ id }) => TRIED.includes(id));
      assert.deepEqual(cases.map(({ id }) => id).sort(), [...TRIED].sort());
      const build = await currentBuild(cases);
      server.builds.set(build.name, build);
      const showings = showingsOf(cases, (picture) => isOf(name, picture));
      const stage = await openStage(engine, server);
      const first = /** @type {Map<string, string>} */ (new Map());
      const others = [];
      for (const order of [showings, showings.toReversed(), showings]) {
        for (const showing of order) {
          await stage.show(showing, build, async ({ id }, png) => {
            const pixels = pixelHash(decode(png));
            if ((first.get(id) ?? first.set(id, pixels).get(id)) !== pixels) others.push(id);
          });
        }
      }
      await stage.close();
      assert.ok(first.size >= TRIED.length * 2);
      assert.deepEqual(others, []);
      assert.deepEqual(stage.takeLog(), []);
    });
  });
}
