/** A page that Svelte renders on the server and takes over in the browser. */

import { compile } from "svelte/compiler";
import { bundled } from "./bundled.js";

/**
 * Compiles a component for both sides.
 * @param {string} source
 * @returns {Promise<{ html: string, script: string }>} What the server sends, and a script that sets `svelte` to the
 *   component `App`, `mount` and `hydrate`.
 */
export async function sveltePage(source) {
  const code = (/** @type {"client" | "server"} */ generate) =>
    compile(source, { generate, name: "App" }).js.code.replace("export default function App", "function App");
  const server = bundled(
    `${code("server")}; import { render } from "svelte/server"; export const html = render(App).body;`,
    "node",
  );
  const { html } = await import(server);
  const script = bundled(
    `${code("client")}; import { mount, hydrate } from "svelte"; window.svelte = { App, mount, hydrate };`,
  );
  return { html, script };
}
