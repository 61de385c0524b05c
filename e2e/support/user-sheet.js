/** A sheet of the user origin in each engine, as content blockers add one: no page's style is stronger. */

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The browser that WebKitGTK's own driver starts; it blocks what a file of rules names. */
const MINI_BROWSER = process.env.MINI_BROWSER || "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";

const newFolder = () => mkdtemp(join(tmpdir(), "dormouse-user-sheet-"));

/**
 * An extension for Chromium, as its folder.
 * @param {string} css
 */
export async function blockerExtension(css) {
  const folder = await newFolder();
  const worker = `chrome.webNavigation.onCommitted.addListener(({ tabId, frameId }) => chrome.scripting.insertCSS({
    target: { tabId, frameIds: [frameId] }, css: ${JSON.stringify(css)}, origin: "USER" }));`;
  const manifest = {
    manifest_version: 3,
    name: "blocker",
    version: "1",
    permissions: ["scripting", "webNavigation"],
    host_permissions: ["<all_urls>"],
    background: { service_worker: "worker.js" },
  };
  await writeFile(join(folder, "worker.js"), worker);
  await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest));
  return folder;
}

/**
 * A profile for Firefox, as its folder.
 * @param {string} css
 */
export async function firefoxProfile(css) {
  const folder = await newFolder();
  await mkdir(join(folder, "chrome"));
  await writeFile(join(folder, "chrome", "userContent.css"), css);
  return folder;
}

/**
 * Rules for WebKitGTK, as capabilities of a session: https://webkit.org/blog/3476/content-blockers-first-look/.
 * @param {string} css `SELECTOR{display:none!important}`.
 */
export async function contentFilter(css) {
  const folder = await newFolder();
  const selector = css.slice(0, css.indexOf("{"));
  const rules = [{ trigger: { "url-filter": ".*" }, action: { type: "css-display-none", selector } }];
  const file = join(folder, "rules.json");
  await writeFile(file, JSON.stringify(rules));
  const options = { binary: MINI_BROWSER, args: ["--automation", `--content-filter=${file}`] };
  return {
    wishes: { "webkitgtk:browserOptions": options },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
