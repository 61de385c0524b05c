/** Shows the report of the last run, where pictures are accepted by a click. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { hostNames } from "../hosts/index.js";
import { accept } from "./acceptance.js";
import { readCases } from "./cases.js";
import { confirm } from "./confirm.js";
import { ENGINE_NAMES, startEngine } from "./engines/engine.js";
import { openMemo } from "./memo.js";
import { serveReport } from "./report/serve.js";
import { startServer } from "./server.js";
import { lastRun, readTaken, takenPath } from "./run-folder.js";

/** @param {{ port: number }} options */
export async function showReport({ port }) {
  const folder = lastRun();
  if (!folder) throw new Error("no report exists yet: `npm run visual` makes one");
  const { engines } = JSON.parse(await readFile(join(folder, "results.json"), "utf8"));
  const versions = Object.fromEntries(engines.map((/** @type {any} */ { name, version }) => [name, version]));
  const { url, close } = await serveReport(join(folder, "report.html"), {
    port,
    async accept(_, pictures) {
      await acceptTaken(folder, pictures, versions);
      console.log(`accepted ${pictures.length} pictures`);
    },
  });
  console.log(`The report is at ${url}\nCtrl-C ends it.`);
  await new Promise((resolve) => process.once("SIGINT", resolve));
  await close();
}

/**
 * Accepts pictures of a run by their ids, with the build that the run took them of.
 * @param {string} folder Of the run.
 * @param {{ id: string, engine: string }[]} wanted
 * @param {Record<string, string>} versions Of the engines.
 */
export async function acceptTaken(folder, wanted, versions) {
  const cases = await readCases(await hostNames());
  const { taken, build } = await readTaken(folder);
  const known = new Map(cases.flatMap(({ pictures }) => pictures.map((picture) => [picture.id, picture])));
  const pictures = [];
  for (const { id, engine: name } of wanted) {
    const picture = known.get(id);
    const engine = ENGINE_NAMES.find((known) => known === name);
    const outcome = taken.find((one) => one.engine === name && one.id === id)?.outcome;
    if (!picture || !engine || !outcome)
      throw new Error(`the run did not take ${name} ${id}: run \`npm run visual\` again`);
    if (picture.name !== picture.expected)
      throw new Error(`${id} must look like ${picture.expected}, and is accepted with it`);
    if (outcome === "unsteady" || outcome === "failed") throw new Error(`${id} is ${outcome}, and cannot be accepted`);
    const png = await readFile(takenPath(folder, engine, id)).catch((error) => {
      throw new Error(`the picture of ${id} is gone: run \`npm run visual\` again`, { cause: error });
    });
    pictures.push({ engine, version: versions[engine] ?? "", picture, png });
  }
  await expectSteady({ build, cases, pictures });
  await accept({ build, cases, pictures });
}

/**
 * Takes pictures again before they are accepted, as `visual:update` does.
 * @param {{ build: import("./build.js").Build, cases: import("./cases.js").Case[], pictures: import("./acceptance.js").AcceptedPicture[] }} wanted
 */
async function expectSteady({ build, cases, pictures }) {
  const [server, memo] = await Promise.all([startServer(), openMemo()]);
  try {
    for (const name of new Set(pictures.map(({ engine }) => engine))) {
      const engine = await startEngine(name);
      try {
        const mine = pictures.filter(({ engine }) => engine === name);
        const results = mine.map(({ picture, png }) => ({
          picture,
          engine: name,
          outcome: /** @type {import("./lane.js").Result["outcome"]} */ ("changed"),
          png,
          log: [],
        }));
        await confirm({ engine, server, build, cases, results, memo, pages: 2 });
        const unsteady = results.filter(({ outcome }) => outcome === "unsteady").map(({ picture }) => picture.id);
        if (unsteady.length)
          throw new Error(`taken again, these were other pictures, so nothing was accepted: ${unsteady.join(", ")}`);
      } finally {
        await engine.close();
      }
    }
  } finally {
    await server.close();
  }
}
