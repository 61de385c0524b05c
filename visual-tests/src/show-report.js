/** Shows the report of the last run, where pictures are accepted by a click. */

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { hostNames } from "../hosts/index.js";
import { acceptBuild, acceptTaken } from "./acceptance.js";
import { currentBuild } from "./build.js";
import { readCases } from "./cases.js";
import { serveReport } from "./report/serve.js";
import { REPORT } from "./suite.js";

/** @param {{ port: number }} options */
export async function showReport({ port }) {
  if (!existsSync(REPORT)) throw new Error("there is no report yet: `npm run visual` makes one");
  const { engines } = JSON.parse(await readFile(REPORT.replace(/report\.html$/, "results.json"), "utf8"));
  const versions = Object.fromEntries(engines.map((/** @type {any} */ { name, version }) => [name, version]));
  const { url, close } = await serveReport(REPORT, {
    port,
    async accept(_, pictures) {
      const cases = await readCases(await hostNames());
      await acceptTaken(pictures, cases, versions);
      const ids = new Set(pictures.map(({ id }) => id.split("/").slice(0, 2).join("/")));
      await acceptBuild(await currentBuild(cases), ids);
      console.log(`accepted ${pictures.length} pictures`);
    },
  });
  console.log(`The report is at ${url}\nCtrl-C ends it.`);
  await new Promise((resolve) => process.once("SIGINT", resolve));
  await close();
}
