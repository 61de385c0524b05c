/** A shop page for one test, with policies and scripts that the demo shop does not have. */

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { DEMO_TOKEN, freePort } from "./service.js";

const WITHOUT_TAG = "?without-tag";

/**
 * Serves one page with the script tag and registers its origin with a site of the service.
 * @param {import("./service.js").Service} service
 * @param {object} options
 * @param {string} options.site
 * @param {object} [options.form] The form that the site shows.
 * @param {object[]} [options.forms] Further ones.
 * @param {object} [options.settings] Of the site, beside its origins and its engine.
 * @param {"auto" | "wasm" | "js"} [options.engine]
 * @param {Record<string, string>} [options.headers]
 * @param {string} [options.head] HTML before the script tag.
 * @param {string} [options.body]
 * @param {string} [options.attributes] Of the script tag.
 * @param {number} [options.copies] How many script tags the page has. Default 1.
 * @param {Record<string, string>} [options.scripts] Paths at which the server has the files of these names.
 * @param {string[]} [options.routes] Further paths of the same page.
 * @param {Record<string, string>} [options.pages] Paths of other pages, and their whole HTML.
 * @param {string} [options.origin] Where the page is reached, if not by its address; the port is put behind it.
 */
export async function shopPage(service, options) {
  const port = await freePort();
  const origin = `${options.origin ?? "http://127.0.0.1"}:${port}`;
  const { site, engine = "auto", settings, form, forms = [] } = options;
  await manage(service, "PUT", `/sites/${site}`, { origins: [origin], engine, ...settings });
  for (const published of /** @type {{ form_id: string }[]} */ (form ? [form, ...forms] : forms)) {
    await manage(service, "PUT", `/sites/${site}/forms/${published.form_id}/draft`, published);
    await manage(service, "POST", `/sites/${site}/forms/${published.form_id}/publish`);
  }

  const tag = `<script async crossorigin ${options.attributes ?? ""} src="${service.api}/v1/${site}/onsite.js"></script>`;
  const html = (/** @type {string} */ tags) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Shop</title>${options.head ?? ""}
${tags}</head>
<body>${options.body ?? '<h1>Shop</h1><button id="outside">Outside</button>'}</body></html>`;
  const routes = ["/", ...(options.routes ?? [])];
  const pages = { ...options.pages };
  const server = createServer(async (request, response) => {
    const { pathname, search } = new URL(request.url ?? "/", origin);
    const script = options.scripts?.[pathname];
    if (script) {
      response.writeHead(200, { "Content-Type": "text/javascript; charset=utf-8" });
      response.end(await readFile(script));
      return;
    }
    const page = Object.entries(pages).find(([path]) => upperPercent(path) === upperPercent(pathname))?.[1];
    // Other requests of the browser, such as the icon, get a 404, which is not an error.
    const found = page !== undefined || routes.includes(pathname);
    response.writeHead(found ? 200 : 204, { "Content-Type": "text/html; charset=utf-8", ...options.headers });
    response.end(found ? (page ?? html(search === WITHOUT_TAG ? "" : tag.repeat(options.copies ?? 1))) : undefined);
  });
  // A test that fails does not get to close its page; that must not keep the run from ending.
  server.unref();
  await new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(undefined)));
  return {
    url: `${origin}/`,
    origin,
    /** The script tag. */
    tag,
    /** Paths of other pages, and their whole HTML. */
    pages,
    /** The same page without the script tag. */
    bareUrl: `${origin}/${WITHOUT_TAG}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A path with `%xx` in upper case: WebKitGTK asks for every path so. @param {string} path */
const upperPercent = (path) => path.replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());

/**
 * Calls the management API.
 * @param {import("./service.js").Service} service
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 */
export async function manage(service, method, path, body) {
  const response = await fetch(`${service.api}/api/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${DEMO_TOKEN}`, "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
}
