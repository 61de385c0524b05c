/** Takes pictures again that are about to be accepted: one that differs each time would never match. */

import { takePictures } from "./mutations/take.js";

/**
 * The time between pictures of the same state: uneven, so that a repeating animation is not caught at the same position;
 * and so many that a blinking picture looks the same in all of them only once in 256 times.
 */
const PAUSES_MS = [35, 60, 110, 25, 140, 75, 300];

/**
 * @param {object} run
 * @param {import("./engines/engine.js").Engine} run.engine
 * @param {import("./server.js").Server} run.server
 * @param {import("./build.js").Build} run.build
 * @param {import("./cases.js").Case[]} run.cases
 * @param {import("./lane.js").Result[]} run.results Those with another picture than expected become `unsteady` where they are.
 * @param {number} run.pages
 * @param {Awaited<ReturnType<typeof import("./memo.js").openMemo>>} run.memo
 */
export async function confirm({ engine, server, build, cases, results, pages, memo }) {
  const doubted = new Map(results.flatMap((result) => (result.png ? [[result.picture.id, result]] : [])));
  if (!doubted.size) return;
  const again = /** @type {Map<string, string[]>} */ (new Map());
  const problems = /** @type {Map<string, string>} */ (new Map());
  await takePictures({
    engine,
    server,
    build,
    cases,
    pages: Math.min(pages, doubted.size),
    isWanted: ({ id }) => doubted.has(id),
    async onPicture({ id }, png, stage) {
      const taken = [memo.pixelsOf(png)];
      again.set(id, taken);
      for (const pause of PAUSES_MS) {
        await new Promise((resolve) => setTimeout(resolve, pause));
        taken.push(memo.pixelsOf(await stage.shoot()));
      }
    },
    onShown({ pictures }, _, problem) {
      if (problem) for (const { id } of pictures.values()) problems.set(id, problem);
    },
  });
  for (const [id, result] of doubted) {
    const pixels = memo.pixelsOf(/** @type {Buffer} */ (result.png));
    const taken = again.get(id);
    if (taken?.every((other) => other === pixels) && !problems.has(id)) continue;
    result.outcome = "unsteady";
    result.problem = problems.get(id) ?? "taken again, it was another picture, so it cannot be accepted";
  }
}
