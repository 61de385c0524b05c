/** Explains pictures of builds that were changed in memory: one cause is one entry, and it names its component. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { explain } from "../src/explain/explain.js";
import { decode, encode } from "../src/picture/png.js";
import { startWorld } from "./support/mutated.js";

describe("explaining pictures", () => {
  /** @type {import("./support/mutated.js").World} */
  let world;
  before(async () => (world = await startWorld()));
  after(() => world.close());

  /** @param {import("../src/build.js").Build} current @param {import("../src/lane.js").Result[]} results @param {import("../src/build.js").Build | undefined} [accepted] */
  const explained = (current, results, accepted = world.accepted) =>
    explain({ results, cases: world.cases, current, accepted, server: world.server, engine: world.engine, tell() {} });

  it("makes one entry of one changed declaration, with its component and what the browser made of it", async () => {
    const build = world.mutated({ css: [["padding:10px 20px", "padding:13px 20px"]] });
    const results = await world.results(build);
    assert.ok(results.length >= 4, "more than one picture shows it");
    const groups = await explained(build, results);
    assert.equal(groups.length, 1, groups.map(({ title }) => title).join("\n"));
    const [{ kind, title, components, pictures }] = groups;
    assert.equal(kind, "cause");
    assert.equal(components[0], "button");
    assert.equal(title, "button: padding-bottom, padding-top 10px → 13px (button{padding:10px 20px → 13px 20px})");
    assert.equal(pictures.length, results.length);
    const changes = pictures.flatMap(({ regions }) => regions.flatMap((region) => region.changes));
    const button = changes.find(({ component, styles }) => component === "button" && styles.length > 0);
    assert.ok(
      button?.styles.every(({ property }) => property.startsWith("padding-")),
      "only causes are listed as causes",
    );
  });

  it("keeps two causes apart where they show in different pictures", async () => {
    const build = world.mutated({
      html: [["Email address", "E-mail address"]],
      behavior: [["Please enter your email address", "Please give your email address"]],
    });
    const groups = await explained(build, await world.results(build));
    assert.deepEqual(groups.map(({ components }) => components[0]).sort(), ["field", "label"]);
    const error = groups.find(({ components }) => components[0] === "field");
    assert.ok(error?.pictures.every(({ result }) => result.picture.state === "error"));
    assert.ok(
      error?.pictures[0].accessibility.some((line) => line.startsWith("+ ") && line.includes("Please give")),
      "the accessibility tree is compared",
    );
  });

  it("says that no change of ours is the reason if both builds look the same", async () => {
    const results = await world.results(world.accepted, (png) => {
      const picture = decode(png);
      picture.rgb[0] ^= 64;
      return encode(picture);
    });
    for (const { expected } of results) if (expected) expected.version = "150.0";
    const groups = await explained(world.accepted, results);
    assert.equal(groups.length, 1);
    assert.equal(groups[0].kind, "environment");
    assert.match(groups[0].title, /chromium 150\.0 → /);
  });

  it("groups what it cannot compare, what is new and what failed", async () => {
    const build = world.mutated({ css: [["padding:10px 20px", "padding:13px 20px"]] });
    const results = await world.results(build);
    const [first] = results;
    const groups = await explain({
      results: [
        ...results,
        { ...first, outcome: "new", expected: undefined },
        { ...first, outcome: "failed", png: undefined, problem: "the form does not show: x" },
      ],
      cases: world.cases,
      current: build,
      accepted: undefined,
      server: world.server,
      engine: world.engine,
      tell() {},
    });
    assert.deepEqual([...new Set(groups.map(({ kind }) => kind))], ["failed", "unexplained", "new"]);
    assert.match(groups[0].title, /the form does not show: x/);
    assert.match(groups[1].title, /no accepted build/);
  });
});
