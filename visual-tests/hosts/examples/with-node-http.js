/** Serves every host page at its name: `node with-node-http.js 8080 [FOLDER]`, then open the address that it prints. */
import { createServer } from "node:http";
import { hostNames, loadHost } from "../index.js";

// Host pages of your own are in FOLDER; without it, those of this kit are shown.
const [port = "8080", folder] = process.argv.slice(2);
const names = await hostNames(folder);
const server = createServer(async (request, response) => {
  const name = request.url?.slice(1) ?? "";
  const { html } = names.includes(name)
    ? await loadHost(name, { folder, head: '<script>console.log("a merchant\'s tag")</script>' })
    : { html: names.map((name) => `<p><a href="/${name}">${name}</a>`).join("\n") };
  response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(html);
});
server.listen(Number(port), "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}/`);
});
