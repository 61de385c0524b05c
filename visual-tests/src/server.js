/** Serves the stage: pages, builds and files, on loopback, from memory. It records unknown requests, because a form
 * must not make any. */

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { loadHost } from "../hosts/index.js";
import { BLANK } from "./cases.js";

const TYPES = /** @type {Record<string, string>} */ ({
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  json: "application/json",
  woff2: "font/woff2",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  webp: "image/webp",
  avif: "image/avif",
  gif: "image/gif",
  svg: "image/svg+xml",
});

/** Code that every page runs before its own. */
const SCRIPTS = ["clock.js", "stage.js", "invariants.js"];

/** The prefix of names of host pages that are not part of the kit. */
export const OTHERS = "others:";

/** @typedef {Awaited<ReturnType<typeof startServer>>} Server */

/**
 * @param {string} [hosts_folder] More host pages.
 */
export async function startServer(hosts_folder) {
  const builds = /** @type {Map<string, import("./build.js").Build>} */ (new Map());
  const pages = /** @type {Map<string, Promise<string>>} */ (new Map());
  const unknown = /** @type {string[]} */ ([]);
  const scripts = /** @type {Record<string, string>} */ (
    Object.fromEntries(
      await Promise.all(
        SCRIPTS.map(async (file) => [file, await readFile(new URL(`./stage/${file}`, import.meta.url), "utf8")]),
      ),
    )
  );
  // Scripts have separate addresses: a page that shows everything would show their source.
  const head = `<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">${SCRIPTS.map((file) => `<script src="/stage/${file}"></script>`).join("")}`;

  /** @param {string} name */
  async function page(name) {
    if (name === BLANK)
      return `<!doctype html><html lang="en"><head><title>Stage</title>${head}</head><body></body></html>`;
    const isOther = name.startsWith(OTHERS);
    const { html } = await loadHost(isOther ? name.slice(OTHERS.length) : name, {
      head,
      ...(isOther && { folder: hosts_folder }),
    });
    return html;
  }

  /** @param {string} path @returns {Promise<string | Buffer | undefined>} */
  async function find(path) {
    const [, first, second, ...rest] = path.split("/");
    if (second === undefined && first.endsWith(".html")) {
      const name = decodeURIComponent(first.slice(0, -".html".length));
      if (!pages.has(name)) pages.set(name, page(name));
      return await pages.get(name);
    }
    if (first === "stage") return scripts[second];
    if (first === "build") return builds.get(second)?.modules[rest.join("/")];
    // Named by their content, so that builds can share them.
    if (first === "a") {
      for (const { files } of builds.values()) {
        const file = files[path];
        if (file) return file.text ?? Buffer.from(file.base64 ?? "", "base64");
      }
    }
    return undefined;
  }

  const server = createServer(async (request, response) => {
    const path = (request.url ?? "/").split("?")[0];
    try {
      const body = await find(path);
      if (body === undefined) unknown.push(path);
      const type = TYPES[path.slice(path.lastIndexOf(".") + 1)] ?? "text/plain";
      // A module changes when a mutation is tried; files named by their content do not.
      const cache = path.includes("/a/") ? "max-age=3600, immutable" : "no-store";
      response.writeHead(body === undefined ? 404 : 200, { "content-type": type, "cache-control": cache });
      response.end(body ?? `${path} is not there`);
    } catch (error) {
      response.writeHead(500, { "content-type": "text/plain" });
      response.end(String(error));
    }
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve(undefined));
  });
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    origin,
    builds,
    /** Paths that were asked for and are not there, since the last call. */
    takeUnknown: () => unknown.splice(0),
    /** @param {string} host */
    hostUrl: (host) => `${origin}/${encodeURIComponent(host)}.html`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
