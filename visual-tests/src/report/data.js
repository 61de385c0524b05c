/** The contents of a report as plain data: for the page with embedded pictures, for machines with paths. */

import { pictureOf } from "../expected.js";
import { shown } from "../files.js";
import { decode, encode } from "../picture/png.js";
import { takenPath } from "../run-folder.js";

/** Pictures of a group that are shown in full. */
const FULL_IN_GROUP = 12;

/** Bytes of all pictures in the page, before they are written as text: it opens quickly, and mail takes it. */
const MOST_BYTES = 20_000_000;

/** How many pictures are shown small, if there is no room for more. */
const MOST_SMALL = 300;
const SMALL_WIDTH = 240;

/**
 * @typedef {object} Report
 * @property {import("../explain/groups.js").Group[]} groups
 * @property {{ name: string, version: string, pictures: number, duration_ms: number }[]} engines
 * @property {number} pictures That were compared.
 * @property {number} duration_ms
 * @property {string} [mutated] The component that was changed on purpose.
 * @property {string} [folder] Of the run.
 * @property {string[]} [notes] Additional notes, one sentence each.
 */

/**
 * @typedef {object} PictureData
 * @property {string} id
 * @property {string} component
 * @property {string} engine
 * @property {"changed" | "new" | "broken" | "unsteady" | "failed"} outcome
 * @property {string} label
 * @property {string} command Accepts it.
 * @property {string} expected Path in the repository; empty = there is none.
 * @property {string} actual Path of the file that a run leaves.
 * @property {string} expected_version Of the engine.
 * @property {number} pixels That differ.
 * @property {number} largest Difference of a channel.
 * @property {{ width: number, height: number } | undefined} size
 * @property {import("../explain/groups.js").ExplainedRegion[]} regions
 * @property {string[]} accessibility
 * @property {string[]} causes
 * @property {boolean} is_looked_at Whether its elements were compared.
 * @property {string} note
 * @property {string} problem
 * @property {string[]} log
 * @property {{ expected?: string, actual?: string, small?: string }} [images] As `data:` addresses.
 */

/** @param {Report} report */
export function reportData({ groups, engines, pictures, duration_ms, mutated = "", folder = "", notes = [] }) {
  return {
    schema_version: 1,
    engines,
    pictures,
    duration_ms,
    mutated,
    notes,
    groups: groups.map(({ id, kind, title, about, components, causes, pictures }) => ({
      id,
      kind,
      title,
      about,
      components,
      causes: causes.map(({ kind, components, text, property, from, to }) => ({
        kind,
        components,
        text,
        property,
        from,
        to,
      })),
      pictures: pictures.map((picture) => pictureData(picture, folder)),
    })),
  };
}

/** @param {import("../explain/groups.js").Explained} explained @param {string} folder @returns {PictureData} */
function pictureData({ result, label, difference, regions, accessibility, causes, is_looked_at, note }, folder) {
  const { picture, engine, outcome, expected, problem = "", log } = result;
  return {
    id: picture.id,
    component: picture.component,
    engine,
    outcome: /** @type {PictureData["outcome"]} */ (outcome),
    label,
    command: `npm run visual:update -- ${picture.id}`,
    expected: expected ? shown(expected.path) : "",
    actual: result.png ? shown(takenPath(folder, engine, picture.id)) : "",
    expected_version: expected?.version ?? "",
    pixels: difference?.pixels ?? 0,
    largest: difference?.largest ?? 0,
    size: difference?.size,
    regions,
    accessibility,
    causes: causes.map(({ text }) => text),
    is_looked_at,
    note,
    problem,
    log,
  };
}

/** @typedef {ReturnType<typeof reportData>} ReportData */

/**
 * Adds pictures to the data: the first of each group in full while there is room, others small, the rest not.
 * @param {ReportData} data
 * @param {Report} report
 * @returns {Promise<{ small: number, none: number }>} How many pictures are small, and how many are missing.
 */
export async function addImages(data, report) {
  let bytes = 0;
  const left = { small: 0, none: 0 };
  // The first of every group before the second of any.
  const wanted = data.groups.flatMap((group, g) =>
    group.pictures.map((picture, i) => ({ picture, i, result: report.groups[g].pictures[i].result })),
  );
  wanted.sort((a, b) => a.i - b.i);
  for (const { picture, i, result } of wanted) {
    if (!result.png) continue;
    const expected = result.expected && result.outcome === "changed" ? await pictureOf(result.expected) : undefined;
    const size = result.png.length + (expected?.length ?? 0);
    if (i < FULL_IN_GROUP && bytes + size <= MOST_BYTES) {
      bytes += size;
      picture.images = { actual: address(result.png), ...(expected && { expected: address(expected) }) };
    } else if (left.small < MOST_SMALL) {
      left.small += 1;
      picture.images = { small: address(encode(smaller(decode(result.png)))) };
    } else left.none += 1;
  }
  return left;
}

/** @param {Uint8Array} png */
const address = (png) => `data:image/png;base64,${Buffer.from(png).toString("base64")}`;

/**
 * The mean of the pixels that become one.
 * @param {import("../picture/png.js").Picture} picture
 */
function smaller(picture) {
  const by = Math.ceil(picture.width / SMALL_WIDTH);
  if (by < 2) return picture;
  const [width, height] = [Math.max(1, Math.floor(picture.width / by)), Math.max(1, Math.floor(picture.height / by))];
  const rgb = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let dy = 0; dy < by; dy++)
          for (let dx = 0; dx < by; dx++)
            sum += picture.rgb[((y * by + dy) * picture.width + x * by + dx) * 3 + channel] ?? 0;
        rgb[(y * width + x) * 3 + channel] = sum / (by * by);
      }
    }
  }
  return { width, height, rgb };
}
