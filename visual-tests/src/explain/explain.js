/** Explains why pictures are not as expected: how they differ, in which elements, and because of which change. */

import { pictureOf } from "../expected.js";
import { MODES } from "../modes.js";
import { decode, pixelHash } from "../picture/png.js";
import { showingsOf } from "../showings.js";
import { openStage } from "../stage.js";
import { changesOf } from "./builds.js";
import { compare, lineChanges } from "./compare.js";
import { describe } from "./describe.js";
import { effective, probesOf } from "./effects.js";
import { grouped } from "./groups.js";
import { labels } from "./label.js";
import { difference, overlaps } from "./pixels.js";

export { nameComponents } from "./builds.js";

/** Showings that are looked at again, at most: each takes about a second. */
const MOST_SHOWINGS = 32;

/** And of those with the same possible causes: none, one, or several for each state of each component. */
const SAMPLE = { none: 6, one: 2, several: 1 };

/** Elements that a region lists, the smallest first. */
const MOST_ELEMENTS = 8;

/** @typedef {import("./groups.js").Explained} Explained */
/** @typedef {import("./builds.js").Change} Change */

/**
 * @param {object} run
 * @param {import("../lane.js").Result[]} run.results Those that are not the same.
 * @param {import("../cases.js").Case[]} run.cases
 * @param {import("../build.js").Build} run.current The build that the pictures were taken of.
 * @param {import("../build.js").Build} [run.accepted] The build of expected pictures that do not name theirs.
 * @param {import("../server.js").Server} run.server
 * @param {import("../engines/engine.js").Engine} [run.engine] Chromium: elements are looked at there, for all engines.
 * Without it, nothing is shown again.
 * @param {(text: string) => void} [run.tell] Progress.
 * @returns {Promise<import("./groups.js").Group[]>}
 */
export async function explain({
  results,
  cases,
  current,
  accepted,
  server,
  engine,
  tell = (text) => process.stderr.write(text),
}) {
  const pictures = /** @type {Explained[]} */ ([]);
  for (const [i, result] of results.entries()) {
    pictures.push(await measured(result));
    if (i % 25 === 24) tell(`compared ${i + 1} of ${results.length} pictures\n`);
  }
  const changed = pictures.filter(({ result }) => result.outcome === "changed");
  const known = /** @type {Map<string, Change[]>} */ (new Map());
  for (const picture of changed) {
    const { of, mode } = picture.result.picture;
    const before = picture.result.expected?.build ?? accepted;
    if (!before?.cases[of]) continue;
    const pair = `${before.name} ${of}`;
    if (!known.has(pair)) known.set(pair, changesOf(before, current, of));
    picture.causes = known.get(pair)?.filter(({ light_only }) => !light_only || MODES[mode].is_light) ?? [];
  }
  const mine = changed.filter(({ result }) => result.engine === engine?.name);
  const sample = new Set(sampled(mine));
  if (engine?.name === "chromium" && sample.size)
    await lookAgain({ sample, cases, current, accepted, server, engine, tell });
  spread(changed, sample);
  for (const picture of changed) note(picture, engine, picture.result.expected?.build ?? accepted);
  return grouped(pictures);
}

/** @param {import("../lane.js").Result} result @returns {Promise<Explained>} */
async function measured(result) {
  const explained = /** @type {Explained} */ ({
    result,
    label:
      { new: "no expected picture", broken: "no expected picture to compare with" }[
        /** @type {string} */ (result.outcome)
      ] ?? "no picture",
    difference: undefined,
    regions: [],
    accessibility: [],
    causes: [],
    is_looked_at: false,
    by: undefined,
    note: "",
  });
  if (result.outcome !== "changed" || !result.png || !result.expected) return explained;
  const [expected, actual] = [decode(await pictureOf(result.expected)), decode(result.png)];
  const { mask, regions, ...rest } = difference(expected, actual);
  const { label, regions: kinds } = labels(expected, actual, { mask, regions, ...rest });
  explained.label = label || "the same pixels";
  explained.difference = rest;
  explained.regions = regions.map((region, i) => ({ ...region, label: kinds[i], components: [], changes: [] }));
  return explained;
}

/** Causes to choose from, as one word. @param {Explained} picture */
const choiceOf = ({ causes }) =>
  causes
    .map(({ key }) => key)
    .sort()
    .join("\n");

/** Pictures of the same showing are looked at together. @param {import("../cases.js").Picture} picture */
const showingOf = ({ of, host, width, mode }) => [of, host, width, mode].join("|");

/**
 * Which pictures to look at again: some of every choice of causes, with all pictures of a showing.
 * @param {Explained[]} pictures
 */
function sampled(pictures) {
  const taken = /** @type {Map<string, Set<string>>} */ (new Map());
  const showings = /** @type {Set<string>} */ (new Set());
  return pictures.filter((picture) => {
    const { causes, result } = picture;
    const choice =
      causes.length > 1
        ? `${choiceOf(picture)}\n${result.picture.component} ${result.picture.state}`
        : choiceOf(picture);
    const showing = showingOf(picture.result.picture);
    const own = taken.get(choice) ?? new Set();
    taken.set(choice, own);
    const most = causes.length > 1 ? SAMPLE.several : causes.length ? SAMPLE.one : SAMPLE.none;
    if (!showings.has(showing) && (own.size >= most || showings.size >= MOST_SHOWINGS)) return false;
    own.add(showing);
    showings.add(showing);
    return true;
  });
}

/**
 * @typedef {object} Look
 * @property {import("./describe.js").Description} description
 * @property {string} pixels
 */

/**
 * Shows pictures again with both builds in the same browser.
 * @param {object} run
 * @param {Set<Explained>} run.sample
 * @param {import("../cases.js").Case[]} run.cases
 * @param {import("../build.js").Build} run.current
 * @param {import("../build.js").Build | undefined} run.accepted
 * @param {import("../server.js").Server} run.server
 * @param {import("../engines/engine.js").Engine} run.engine
 * @param {(text: string) => void} run.tell
 */
async function lookAgain({ sample, cases, current, accepted, server, engine, tell }) {
  const byId = new Map([...sample].map((explained) => [explained.result.picture.id, explained]));
  const beforeOf = (/** @type {Explained} */ { result }) => result.expected?.build ?? accepted;
  // All must have unique names in addresses.
  const is = { ...current, name: "explain-current" };
  const was = new Map(
    [...new Set([...sample].flatMap((explained) => beforeOf(explained) ?? []))].map((build, i) => [
      build,
      { ...build, name: `explain-accepted-${i}` },
    ]),
  );
  for (const build of [is, ...was.values()]) server.builds.set(build.name, build);
  const stage = await openStage(engine, server);
  const showings = showingsOf(cases, ({ id }) => byId.has(id));

  /**
   * @param {import("../showings.js").Showing} showing
   * @param {import("../build.js").Build} build
   * @param {(explained: Explained) => boolean} isWanted
   */
  async function look(showing, build, isWanted) {
    const looks = /** @type {Map<string, Look>} */ (new Map());
    let problem = "";
    const show = async () => {
      if (!build.cases[showing.of.id]) return;
      await stage.show(showing, build, async (picture, png) => {
        const explained = /** @type {Explained} */ (byId.get(picture.id));
        if (!isWanted(explained)) return;
        const selectors = explained.causes.flatMap(probesOf);
        const description = await describe(stage.page, {
          regions: explained.regions,
          scale: MODES[picture.mode].zoom ?? 1,
          selectors,
        });
        looks.set(picture.id, { description, pixels: pixelHash(decode(png)) });
      });
    };
    await show().catch((error) => (problem = error.message));
    stage.takeLog();
    return { looks, problem };
  }

  try {
    for (const [i, showing] of showings.entries()) {
      tell(`explaining ${i + 1} of ${showings.length}: ${showing.of.id}\n`);
      const of = [...showing.pictures.values()].map((picture) => /** @type {Explained} */ (byId.get(picture.id)));
      const before = /** @type {Map<import("../build.js").Build | undefined, Awaited<ReturnType<typeof look>>>} */ (
        new Map()
      );
      for (const build of new Set(of.map(beforeOf)))
        if (build)
          before.set(
            build,
            await look(
              showing,
              /** @type {import("../build.js").Build} */ (was.get(build)),
              (explained) => beforeOf(explained) === build,
            ),
          );
      const now = await look(showing, is, () => true);
      for (const explained of of) {
        const { id } = explained.result.picture;
        const { looks, problem } = before.get(beforeOf(explained)) ?? {};
        learn(explained, looks?.get(id), now.looks.get(id));
        if (problem && !looks?.has(id)) explained.note = `the accepted build could not be shown: ${problem}`;
      }
    }
  } finally {
    await stage.close();
    for (const build of [is, ...was.values()]) server.builds.delete(build.name);
  }
}

/**
 * The result of comparing two displays of a picture.
 * @param {Explained} explained
 * @param {Look | undefined} was
 * @param {Look | undefined} is
 */
function learn(explained, was, is) {
  if (!is) return;
  explained.is_looked_at = true;
  for (const region of explained.regions) region.components = standing(region, is.description);
  const { png, expected } = explained.result;
  if (png && is.pixels !== pixelHash(decode(png))) {
    if (is.pixels === expected?.pixels || is.pixels === was?.pixels) explained.by = "unsteady";
    explained.note = "taken again, it was another picture";
  }
  if (!was) return;
  const changes = compare(was.description, is.description);
  for (const region of explained.regions) region.changes = changesIn(region, changes);
  explained.accessibility = lineChanges(was.description.tree, is.description.tree);
  if (explained.by === "unsteady") explained.causes = [];
  else if (was.pixels === is.pixels) {
    explained.by = "environment";
    explained.causes = [];
  } else {
    explained.by = "build";
    let next = 0;
    const probes = explained.causes.map((cause) => probesOf(cause).map(() => next++));
    explained.causes = effective(explained.causes, changes, probes);
  }
}

/** @param {import("./pixels.js").Box | undefined} box */
const areaOf = (box) => (box ? box.width * box.height : 0);

/**
 * What changed in the elements of a region: causes before effects, the smallest first.
 * @param {import("./pixels.js").Box} region
 * @param {import("./compare.js").ElementChange[]} changes
 */
function changesIn(region, changes) {
  const reasons = (
    /** @type {import("./compare.js").ElementChange} */ { what, styles, text, attributes, accessibility, fonts },
  ) =>
    Number(what !== "changed" || styles.length > 0 || Boolean(text || accessibility || fonts) || attributes.length > 0);
  const near = changes.filter(
    ({ box, was, styles }) =>
      [box, was].some((one) => one && (overlaps(region, one) || touches(region, one))) ||
      styles.some(({ property }) => property.startsWith("::backdrop")),
  );
  return near
    .sort((a, b) => reasons(b) - reasons(a) || areaOf(a.box ?? a.was) - areaOf(b.box ?? b.was))
    .slice(0, MOST_ELEMENTS);
}

/** Outlines and shadows are outside a box. @param {import("./pixels.js").Box} region @param
 * {import("./pixels.js").Box} box */
function touches(region, box) {
  const room = 6;
  return overlaps(region, {
    x: box.x - room,
    y: box.y - room,
    width: box.width + 2 * room,
    height: box.height + 2 * room,
  });
}

/**
 * Components in a region, those first whose element covers the same place.
 * @param {import("./pixels.js").Box} region
 * @param {import("./describe.js").Description} description
 */
function standing(region, { elements }) {
  const there = elements.flatMap(({ box, component }) =>
    areaOf(box) && overlaps(region, box) ? [{ component, share: shareOf(region, box) }] : [],
  );
  // The innermost first where they cover the same.
  return [
    ...new Set(
      there
        .reverse()
        .sort((a, b) => b.share - a.share)
        .map(({ component }) => component),
    ),
  ];
}

/** How much of the area that two boxes cover is covered by both, 0 to 1. @param {import("./pixels.js").Box} a @param {import("./pixels.js").Box} b */
function shareOf(a, b) {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return (width * height) / (areaOf(a) + areaOf(b) - width * height);
}

/**
 * Changes that show in most of the examined pictures likely show in the pictures most similar to them.
 * @param {Explained[]} pictures
 * @param {Set<Explained>} sample
 */
function spread(pictures, sample) {
  const likeness = (/** @type {Explained} */ { result: { picture } }) => [
    `${picture.of} ${picture.state}`,
    `${picture.component} ${picture.state}`,
    picture.of,
    picture.component,
    "",
  ];
  const learned = /** @type {Map<string, { looked_at: number, shows: Map<string, number> }>} */ (new Map());
  for (const picture of sample) {
    if (picture.by !== "build") continue;
    for (const like of likeness(picture)) {
      const one = learned.get(like) ?? { looked_at: 0, shows: new Map() };
      one.looked_at += 1;
      for (const { key } of picture.causes) one.shows.set(key, (one.shows.get(key) ?? 0) + 1);
      learned.set(like, one);
    }
  }
  for (const picture of pictures) {
    if (picture.is_looked_at || picture.causes.length < 2) continue;
    for (const like of likeness(picture)) {
      const { looked_at = 0, shows = new Map() } = learned.get(like) ?? {};
      const likely = picture.causes.filter(({ key }) => (shows.get(key) ?? 0) * 2 >= looked_at && looked_at > 0);
      if (!likely.length) continue;
      picture.causes = likely;
      break;
    }
  }
}

/**
 * Names the likely reason if no build is the reason.
 * @param {Explained} picture
 * @param {import("../engines/engine.js").Engine | undefined} engine
 * @param {import("../build.js").Build | undefined} accepted
 */
function note(picture, engine, accepted) {
  if (picture.causes.length || picture.note || picture.by === "unsteady") return;
  const { engine: name, expected, picture: of } = picture.result;
  if (!accepted) picture.note = "no accepted build to compare with";
  else if (!accepted.cases[of.of]) picture.note = "the accepted build does not contain this case";
  else if (picture.by === "environment" || !picture.is_looked_at) {
    picture.by = "environment";
    const version = name === engine?.name ? engine.version : "";
    if (version && expected?.version && expected.version !== version)
      picture.note = `${name} ${expected.version} → ${version}`;
    else if (
      picture.regions.length &&
      picture.regions.every(({ components }) => components.length > 0 && TEXTS.includes(components[0]))
    )
      picture.note = "only texts differ, so likely a font";
  }
}

/** Components that consist of text only. */
const TEXTS = [
  "text",
  "heading",
  "link",
  "list",
  "label",
  "consent",
  "error",
  "message",
  "countdown-label",
  "countdown-number",
  "coupon-code",
  "review-text",
  "review-author",
];
