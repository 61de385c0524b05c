/** The kit of host pages works without the rest of this repository: a copy installs, and an example serves its pages. */

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { hostNames } from "../hosts/index.js";

const KIT = fileURLToPath(new URL("../hosts/", import.meta.url));

/** The registry may be slow, and the machine busy. */
const INSTALL_MS = 300_000;

describe("a copy of the host kit", () => {
  let folder = "";
  before(
    async () => {
      folder = await mkdtemp(join(tmpdir(), "host-kit-"));
      await cp(KIT, folder, { recursive: true, filter: (path) => basename(path) !== "node_modules" });
      await promisify(execFile)("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline"], { cwd: folder });
    },
    { timeout: INSTALL_MS },
  );
  after(() => rm(folder, { recursive: true, force: true }));

  /**
   * Runs the example that serves pages, and returns what it serves.
   * @param {string[]} args
   * @param {(get: (path: string) => Promise<string>) => Promise<void>} look
   */
  async function serving(args, look) {
    const child = spawn("node", ["examples/with-node-http.js", "0", ...args], {
      cwd: folder,
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      const [line] = await once(child.stdout.setEncoding("utf8"), "data");
      await look(async (path) => await (await fetch(new URL(path, line.trim()))).text());
    } finally {
      child.kill();
    }
  }

  it("serves every host with the files of its packages", async () => {
    await serving([], async (get) => {
      for (const name of await hostNames()) {
        const page = await get(name);
        assert.match(page, /a merchant's tag/, name);
      }
      assert.match(await get("bootstrap-5"), /--bs-body-font-family/);
      assert.match(await get("foundation"), /foundation/);
    });
  });

  it("serves hosts from another folder", async () => {
    const own = join(folder, "own-hosts");
    await mkdir(join(own, "mine"), { recursive: true });
    await writeFile(
      join(own, "mine/host.json"),
      JSON.stringify({ about: "A page of mine", css: "p { color: rebeccapurple }" }),
    );
    await serving([own], async (get) => {
      assert.match(await get(""), /href="\/mine"/);
      assert.match(await get("mine"), /rebeccapurple/);
    });
  });
});
