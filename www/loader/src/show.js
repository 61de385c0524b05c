/** Loads a form and the code that shows it; the render module does the rest. */

import { core, eachForm } from "./core.js";
import { tell } from "./tell.js";

/** How long before a known moment a form's files are fetched. */
const PREFETCH_MS = 1000;

const loaded = /** @type {Promise<[any, import("./types").Bundle]>[]} */ ([]);

/**
 * Imports one of the service's immutable files.
 * @param {string} hash
 */
export const importFile = (hash) => import(`${core.manifest.base_url}/a/${hash}.js`);

/**
 * Imports one of the files that few page views need; the API file knows their hashes.
 * @param {"twin" | "outbox"} name
 */
export const importRare = async (name) => importFile((await importFile(core.manifest.api)).files[name]);

core.getJson = async (path) => {
  const url = core.manifest.base_url + path;
  let response;
  try {
    response = await fetch(url, { credentials: "omit" });
  } catch {
    // The page may have wrapped it in a way that fails, or throws.
    response = await (await importFile(core.manifest.api)).ask(url);
  }
  // Members that a page adds to all objects do not belong to us.
  return response.ok ? { __proto__: null, ...(await response.json()) } : Promise.reject();
};

/**
 * Asks for a form's code and content, both at once; asking again gives the same answer, unless that failed.
 * @param {number} index
 */
async function load(index) {
  const { bundle, render, render_twin } = core.manifest.forms[index];
  try {
    return await (loaded[index] ||= Promise.all([
      importFile(core.uses_twin ? render_twin : render),
      core.getJson(`/a/${bundle}.json`),
    ]));
  } catch (error) {
    // The network may be back by the time it is asked again.
    delete loaded[index];
    throw error;
  }
}

core.soon = (index, ms) => core.after(ms - PREFETCH_MS, () => void load(index).catch(() => {}));

/**
 * @param {string} type
 * @param {number} index
 * @param {object} [metaData]
 */
export function say(type, index, metaData = {}) {
  const { form_id, version_id } = core.manifest.forms[index];
  tell({ type, formId: form_id, versionId: version_id, siteId: core.manifest.site_id, metaData });
}

/**
 * Whether a form shows, or is about to show, that excludes this one. Dialogs and flyouts show one at a time; a banner
 * may show beside them. Embeds are handled by their part, however many there are.
 * @param {number} index
 */
export function isTaken(index) {
  const { type } = core.manifest.forms[index];
  let is_taken = false;
  eachForm((i, form) => (is_taken ||= form.type === type && Boolean(core.shown[i])));
  return is_taken;
}

core.leave = (index) => {
  const showing = core.shown[index];
  if (!showing) return;
  showing.has_left = true;
  // A form that must close before it showed does not show, and keeps no other form away.
  if (!showing.closes[0]) core.shown[index] = undefined;
  for (let i = showing.closes.length; i--;) showing.closes[i]();
};

/**
 * Shows a form, unless another one shows.
 * @param {number} index
 * @param {boolean} [preview] Then nothing is counted, stored or sent.
 * @returns {Promise<string>} Why it does not show; empty = it does.
 */
core.show = async (index, preview) => (isTaken(index) ? "another_form_shows" : core.bring(index, preview));

core.bring = async (index, preview, place) => {
  const showing = (core.shown[index] ||= { closes: [] });
  let reason;
  try {
    const [render, bundle] = await load(index);
    reason = showing.has_left ? "left" : await render.show(bundle, preview ? null : core, index, place);
  } catch {
    reason = "failed";
  }
  if (reason) {
    if (!showing.closes[0] && core.shown[index] === showing) core.shown[index] = undefined;
    // If the page does not want it, or it cannot load, it is not tried again in this page view.
    if (!showing.has_left) core.finish(index);
    say(reason === "failed" ? "error" : "suppressed", index, { reason });
    core.refresh();
  }
  return reason;
};
core.say = say;
