/**
 * Finds out which rules act in which picture, so that a mutation is first looked for where it can show: takes all
 * pictures of the unchanged build once, and asks the page which selectors and conditions match meanwhile.
 *
 * The result is kept as long as nothing changes that makes a picture.
 */

import { createHash } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { readAccepted } from "../accepted.js";
import { readExpected } from "../expected.js";
import { readCache, ROOT, WORK, writeCache } from "../files.js";
import { keyOf, readSheet } from "./sheet.js";
import { takePictures } from "./take.js";

const PATH = join(WORK, "reach.json");

/** How well a rule reaches a picture. */
export const REACH = {
  /** It applies to nothing, and would not under another condition. */
  none: 0,
  /** It would under another condition. */
  otherwise: 1,
  /** It applies to something invisible. */
  unseen: 2,
  seen: 3,
};

/**
 * @typedef {object} Shown What is known of a picture of the unchanged build.
 * @property {string} pixels
 * @property {boolean} is_expected Whether it is as expected.
 * @property {number} ms How long it takes to show it and all before it.
 * @property {Record<string, number>} rules How far each reaches; `none` where it is not named.
 */

/** @typedef {Map<string, Shown>} Reach By the ids of pictures. */

/**
 * @param {object} world
 * @param {import("../engines/engine.js").Engine} world.engine
 * @param {import("../server.js").Server} world.server
 * @param {import("../build.js").Build} world.build
 * @param {import("../cases.js").Case[]} world.cases
 * @param {Awaited<ReturnType<typeof import("../memo.js").openMemo>>} world.memo
 * @param {number} world.pages
 * @param {(done: number, all: number) => void} world.onProgress
 * @param {string} [path] Where it is remembered.
 * @returns {Promise<Reach>}
 */
export async function findReach({ engine, server, build, cases, memo, pages, onProgress }, path = PATH) {
  const pictures = cases.flatMap((of) => of.pictures);
  const accepted = await readAccepted();
  // A damaged picture cannot be compared; the suite itself reports it.
  const pixelsOf = (/** @type {import("../cases.js").Picture} */ picture) =>
    readExpected(engine.name, picture, accepted).then(
      (expected) => expected?.pixels,
      () => undefined,
    );
  const expected = new Map(
    await Promise.all(pictures.map(async (picture) => /** @type {const} */ ([picture.id, await pixelsOf(picture)]))),
  );
  const about = createHash("sha1")
    .update(
      JSON.stringify([
        engine.version,
        build,
        await suiteNow(),
        cases.map(({ walk, pictures: of, canvas }) => [walk, of, canvas]),
        [...expected],
      ]),
    )
    .digest("hex");
  const known = await readCache(path);
  if (known?.about === about) return new Map(known.reach);

  const reach = /** @type {Reach} */ (new Map());
  const rules = new Map(cases.map(({ id }) => [id, rulesOf(build, id)]));
  let shown = 0;
  await takePictures({
    engine,
    server,
    build,
    cases,
    pages,
    async onPicture(picture, png, stage) {
      const pixels = memo.pixelsOf(png);
      const of = rules.get(picture.of) ?? [];
      const found = await stage.page.evaluate(
        reached,
        of.map(({ at, selector }) => ({ at, selector })),
        REACH,
      );
      const named = of.flatMap(({ key }, i) => (found[i] ? [/** @type {const} */ ([key, found[i]])] : []));
      reach.set(picture.id, {
        pixels,
        is_expected: pixels === expected.get(picture.id),
        ms: 0,
        rules: Object.fromEntries(named),
      });
    },
    onShown({ pictures: of }, ms, problem) {
      for (const { id } of of.values()) {
        const one = reach.get(id);
        if (one) reach.set(id, { ...one, ms: Math.round(ms), is_expected: one.is_expected && !problem });
      }
      shown += of.size;
      onProgress(shown, pictures.length);
    },
  });
  await writeCache(path, { about, reach: [...reach] });
  return reach;
}

/** The current state of the code that takes the pictures: every file with its size and time. */
async function suiteNow() {
  const folder = join(ROOT, "visual-tests");
  const entries = await readdir(folder, { recursive: true });
  const files = entries.filter((file) => /^(src|hosts)\/(?!mutations\/).*\.\w+$/.test(file)).sort();
  return await Promise.all(
    files.map(async (file) => {
      const { size, mtimeMs } = await stat(join(folder, file));
      return [file, size, mtimeMs];
    }),
  );
}

/**
 * The rules of a case's sheets, each once.
 * @param {import("../build.js").Build} build
 * @param {string} id
 */
function rulesOf(build, id) {
  const rules = build.cases[id].flatMap(({ bundle }) => readSheet(bundle.css));
  return [...new Map(rules.map((rule) => [keyOf(rule), rule]))].map(([key, { at, selector }]) => ({
    key,
    selector: elementsOf(selector),
    at: at.map(({ name, prelude }) => ({ name, prelude })),
  }));
}

/** A selector of the elements that a rule applies to: a pseudo-element is not an element. @param {string} selector */
const elementsOf = (selector) =>
  selector
    .split(",")
    .map((one) => one.replace(/::[\w-]+(\([^)]*\))?$/, "").trim() || "*")
    .join(",");

/**
 * Runs in the page.
 * @param {{ at: { name: string, prelude: string }[], selector: string }[]} rules
 * @param {Record<string, number>} reach
 */
function reached(rules, reach) {
  const roots = [...document.querySelectorAll("dormouse-form")].map((host) => host.shadowRoot ?? host);
  return rules.map(({ at, selector }) => {
    let seen = selector.startsWith(":host");
    let found = seen;
    for (const root of seen ? [] : roots) {
      try {
        for (const element of root.querySelectorAll(selector)) {
          found = true;
          seen ||= element.checkVisibility({ visibilityProperty: true });
        }
      } catch {
        // A selector that the engine does not know reaches nothing.
      }
    }
    if (!found) return reach.none;
    const holds = at.every(({ name, prelude }) =>
      name === "media" ? matchMedia(prelude).matches : name !== "supports" || CSS.supports(prelude),
    );
    return !holds ? reach.otherwise : seen ? reach.seen : reach.unseen;
  });
}
