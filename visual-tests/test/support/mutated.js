/** A small set of cases with two builds and the pictures that differ between them, for tests of the explanations. */

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { currentBuild } from "../../src/build.js";
import { readCases } from "../../src/cases.js";
import { startEngine } from "../../src/engines/engine.js";
import { decode, encode, pixelHash } from "../../src/picture/png.js";
import { startServer } from "../../src/server.js";
import { showingsOf } from "../../src/showings.js";
import { openStage } from "../../src/stage.js";

/** Two whole forms and two states: enough that one change shows in several pictures, and not in all. */
const CASES = {
  "form/welcome": {
    about: "The example popup with a picture",
    form: "fixtures/forms/welcome.json",
    walk: { open: [], error: ["press [data-button]"] },
    pictures: [{ widths: [375, 1440] }],
  },
  "form/sale": {
    about: "Another form",
    form: "fixtures/forms/welcome.json",
    set: { accessible_name: "Sale", "styles.width_px": 520 },
    walk: { open: [] },
    pictures: [{ widths: [768] }],
  },
};

/** @typedef {Awaited<ReturnType<typeof startWorld>>} World */

/** Browser, server, cases, their build, and its pictures. */
export async function startWorld() {
  const folder = await mkdtemp(join(tmpdir(), "dormouse-visual-"));
  for (const [id, data] of Object.entries(CASES)) {
    await mkdir(join(folder, "cases", id), { recursive: true });
    await writeFile(join(folder, "cases", id, "case.json"), JSON.stringify(data));
  }
  const cases = await readCases([], join(folder, "cases"));
  const accepted = await currentBuild(cases, "accepted");
  const server = await startServer();
  const engine = await startEngine("chromium");
  const stage = await openStage(engine, server);

  /** @param {import("../../src/build.js").Build} build */
  async function shoot(build) {
    server.builds.set(build.name, build);
    const shots = /** @type {Map<string, { picture: import("../../src/cases.js").Picture, png: Buffer }>} */ (
      new Map()
    );
    for (const showing of showingsOf(cases, () => true))
      await stage.show(showing, build, (picture, png) => shots.set(picture.id, { picture, png }));
    return shots;
  }
  const expected = await shoot(accepted);

  return {
    folder,
    cases,
    accepted,
    server,
    engine,
    /**
     * A build in which texts of the bundles are replaced; every one must occur somewhere.
     * @param {{ css?: [string, string][], html?: [string, string][], behavior?: [string, string][] }} changes
     * @param {string} [only] Case.
     */
    mutated(changes, only) {
      const build = structuredClone({ ...accepted, name: `mutated-${Math.random().toString(36).slice(2)}` });
      for (const [member, pairs] of Object.entries(changes)) {
        for (const [from, to] of pairs) {
          let met = false;
          for (const [id, items] of Object.entries(build.cases)) {
            if (only && id !== only) continue;
            for (const { bundle } of items) {
              met ||= bundle[member].includes(from);
              bundle[member] = bundle[member].replace(from, to);
            }
          }
          if (!met) throw new Error(`no ${member} has ${JSON.stringify(from)}`);
        }
      }
      return build;
    },
    /**
     * The pictures of a build that differ from those of the accepted one.
     * @param {import("../../src/build.js").Build} build
     * @param {(png: Buffer, id: string) => Buffer} [expectedOf] Another expected picture.
     * @returns {Promise<import("../../src/lane.js").Result[]>}
     */
    async results(build, expectedOf = (png) => png) {
      const results = [];
      for (const [id, { picture, png }] of await shoot(build)) {
        const pixels = decode(expectedOf(/** @type {any} */ (expected.get(id)).png, id));
        if (pixelHash(pixels) === pixelHash(decode(png))) continue;
        const path = join(folder, `${id.replaceAll("/", "-")}.png`);
        await writeFile(path, encode(pixels));
        results.push({
          picture,
          engine: engine.name,
          outcome: /** @type {const} */ ("changed"),
          png,
          expected: { path, pixels: pixelHash(pixels), version: engine.version },
          log: [],
        });
      }
      return results;
    },
    async close() {
      await stage.close();
      await engine.close();
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}
