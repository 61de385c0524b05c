/** Serves every host page at its name: `node with-node-http.js 8080`, then open the address that it prints. */
import { createServer } from "node:http";
import { hostNames, loadHost } from "../index.js";

const names = await hostNames();
const server = createServer(async (request, response) => {
  const name = request.url?.slice(1) ?? "";
  const { html } = names.includes(name)
    ? await loadHost(name, { head: '<script>console.log("a merchant\'s tag")</script>' })
    : { html: names.map((name) => `<p><a href="/${name}">${name}</a>`).join("\n") };
  response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(html);
});
server.listen(Number(process.argv[2] ?? 8080), "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}/`);
});
