/**
 * What a page writes to its own styles, attributes and scroll positions while forms open and close: afterwards the page
 * is as if no form had ever shown. Many random orders, each run with and without a form's changes to the page.
 */

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, describe, it } from "node:test";
import { build } from "esbuild";
import { launch, names } from "./support/engines.js";
import { runOrders } from "./support/page-orders.js";
import { freePort } from "./support/service.js";

/**
 * How many orders run; `ORDERS=10000` runs more. The page has nothing that makes a browser change the compared values:
 * no scroll anchoring, and no margins that collapse.
 */
const ORDERS = Number(process.env.ORDERS || 1_000);
const ORDERS_A_CALL = 250;

const source = `export { lockScroll, pageScrolls } from "./scroll-lock.js"; export { default as push } from "./parts/push.js";`;
const resolveDir = new URL("../www/loader/src/render/", import.meta.url).pathname;
const { outputFiles } = await build({
  stdin: { contents: source, resolveDir },
  bundle: true,
  format: "iife",
  globalName: "ours",
  write: false,
});

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
<style>html{overflow-anchor:none} body,h1{margin:0} .locked{overflow:hidden} .roomy{padding-top:24px}</style><script>${outputFiles[0].text}</script></head>
<body><h1>Shop</h1><main style="height:4000px">A long page</main><div id="banner" style="position:fixed;top:0;height:60px">Banner</div></body></html>`;

const engines = (process.env.ENGINES || names.join()).split(",");

for (const name of names.filter((name) => engines.includes(name)))
  describe(`in ${name}`, () => {
    /** @type {import("./support/engines.js").Engine} */
    let engine;
    /** @type {import("node:http").Server} */
    let server;
    let address = "";
    before(async () => {
      const port = await freePort();
      server = createServer((_, response) => response.writeHead(200, { "Content-Type": "text/html" }).end(PAGE));
      server.unref();
      await new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(undefined)));
      address = `http://127.0.0.1:${port}/`;
      engine = await launch(name);
    });
    after(async () => {
      await engine?.close();
      server?.closeAllConnections();
      server?.close();
    });

    // Firefox goes to the top of a page that locks its body while the root is locked by a form: there, the position is not compared.
    it("a page is afterwards as if no form had been there, in whatever order both write", async () => {
      const visitor = await engine.newVisitor();
      await visitor.goto(address);
      let changed = 0;
      for (let seed = 1; seed <= ORDERS; seed += ORDERS_A_CALL) {
        const { differences, changes } = await visitor.evaluate(runOrders, seed, ORDERS_A_CALL, name !== "firefox");
        assert.deepEqual(differences, []);
        changed += changes;
      }
      // The change to undo was there.
      assert.ok(changed > ORDERS, `forms changed the page ${changed} times`);
      await visitor.close();
    });
  });
