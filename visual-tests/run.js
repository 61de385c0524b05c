/** The visual suite: `npm run visual`. */

import { readCases } from "./src/cases.js";
import { currentBuild, keepBuild } from "./src/build.js";
import { hostNames } from "./hosts/index.js";
import { startServer } from "./src/server.js";
import { startEngine } from "./src/engines/engine.js";
import { runLane } from "./src/lane.js";
import { openMemo } from "./src/memo.js";
import { accept } from "./src/expected.js";

const started = performance.now();
const cases = await readCases(await hostNames());
const build = await currentBuild(cases);
const server = await startServer();
server.builds.set("current", build);
const memo = await openMemo();
console.log("ready", performance.now() - started);
const engine = await startEngine("chromium");
const t = performance.now();
const filter = process.argv[2] === "update" ? process.argv[3] : process.argv[2];
const results = await runLane({ engine, server, build, cases, memo, pages: 2, isWanted: ({ id }) => !filter || id.includes(filter) });
console.log("chromium", performance.now() - t, results.length);
for (const { picture, outcome, problem, png } of results) {
  if (outcome !== "same") console.log(outcome, picture.id, problem ?? "");
  if (process.argv[2] === "update" && png && picture.name === picture.expected) await accept(engine, picture, png);
}
if (process.argv[2] === "update" && !filter) await keepBuild(build);
await memo.save();
await engine.close();
await server.close();
