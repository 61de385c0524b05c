/** Takes pictures of a build, without comparing them. */

import { showingsOf } from "../showings.js";
import { openStage } from "../stage.js";

/**
 * @param {object} world
 * @param {import("../engines/engine.js").Engine} world.engine
 * @param {import("../server.js").Server} world.server
 * @param {import("../build.js").Build} world.build
 * @param {import("../cases.js").Case[]} world.cases
 * @param {number} world.pages
 * @param {(picture: import("../cases.js").Picture) => boolean} [world.isWanted]
 * @param {(picture: import("../cases.js").Picture, png: Buffer, stage: import("../stage.js").Stage) => unknown} world.onPicture
 * @param {(showing: import("../showings.js").Showing, ms: number, problem: string) => void} [world.onShown] What went wrong; empty = nothing.
 */
export async function takePictures({
  engine,
  server,
  build,
  cases,
  pages,
  isWanted = () => true,
  onPicture,
  onShown = () => {},
}) {
  const queue = showingsOf(cases, isWanted);
  server.builds.set(build.name, build);
  await Promise.all(
    Array.from({ length: pages }, async () => {
      const stage = await openStage(engine, server);
      for (let showing = queue.shift(); showing; showing = queue.shift()) {
        const started = performance.now();
        let problem = "";
        try {
          await stage.show(showing, build, (picture, png) => onPicture(picture, png, stage));
        } catch (error) {
          problem = /** @type {Error} */ (error).message;
        }
        problem ||= stage.page.takeLog().join("\n");
        stage.takeLog();
        onShown(showing, performance.now() - started, problem);
      }
      await stage.close();
    }),
  );
}
