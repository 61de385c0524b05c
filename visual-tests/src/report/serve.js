/** Serves a report on loopback, where its buttons accept pictures instead of showing the command. */

import { randomBytes, timingSafeEqual } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";

/** More than the names of all pictures, in bytes. */
const MOST_BYTES = 1_000_000;

const PLACE = '<meta name="accept-token" content="">';

/** @typedef {{ id: string, engine: string }} Accepted */

/**
 * @param {string} path Of the page.
 * @param {object} options
 * @param {(ids: string[], pictures: Accepted[]) => unknown} options.accept Makes the pictures the expected ones; its errors are shown.
 * @param {number} [options.port] 0 = any that is free.
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serveReport(path, { accept, port = 0 }) {
  const token = randomBytes(32).toString("hex");
  let queue = Promise.resolve();
  const server = createServer(async (request, response) => {
    const answer = (/** @type {number} */ status, /** @type {string} */ body, type = "text/plain; charset=utf-8") => {
      response.writeHead(status, {
        "content-type": type,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
      });
      response.end(body);
    };
    try {
      // Another name for this address belongs to a foreign page: https://en.wikipedia.org/wiki/DNS_rebinding
      if (!hosts().includes(request.headers.host ?? "")) return answer(403, "this name is not served here");
      const route = `${request.method} ${(request.url ?? "").split("?")[0]}`;
      if (route === "GET /") {
        const page = await readFile(path, "utf8");
        return answer(
          200,
          page.replace(PLACE, `<meta name="accept-token" content="${token}">`),
          "text/html; charset=utf-8",
        );
      }
      if (route !== "POST /accept") return answer(404, "not there");
      if (request.headers.origin !== `http://${request.headers.host}`)
        return answer(403, "only the report itself accepts pictures");
      if (!isToken(request.headers["x-accept-token"]))
        return answer(403, "this is not the token of the report; load it again");
      const pictures = picturesIn(await bodyOf(request));
      if (!pictures) return answer(422, 'a list of pictures is wanted: {"pictures":[{"id","engine"}]}');
      // One after the other: they may be files of the same folder.
      const turn = queue.then(() =>
        accept(
          pictures.map(({ id }) => id),
          pictures,
        ),
      );
      queue = turn.then(
        () => {},
        () => {},
      );
      await turn;
      answer(200, "accepted");
    } catch (error) {
      answer(500, /** @type {Error} */ (error).message);
    }
  });
  /** @param {unknown} given */
  const isToken = (given) =>
    typeof given === "string" &&
    given.length === token.length &&
    timingSafeEqual(Buffer.from(given), Buffer.from(token));
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(undefined));
  });
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  const hosts = () => [`127.0.0.1:${address.port}`, `localhost:${address.port}`];
  return {
    url: `http://127.0.0.1:${address.port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** @param {import("node:http").IncomingMessage} request */
async function bodyOf(request) {
  const parts = [];
  let length = 0;
  for await (const part of request) {
    length += part.length;
    if (length > MOST_BYTES) throw new Error("too many pictures at once");
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

/** @param {string} body @returns {Accepted[] | undefined} */
function picturesIn(body) {
  try {
    const { pictures } = JSON.parse(body);
    const is_list =
      Array.isArray(pictures) &&
      pictures.length > 0 &&
      pictures.every(({ id, engine }) => typeof id === "string" && typeof engine === "string");
    return is_list ? pictures : undefined;
  } catch {
    return undefined;
  }
}
