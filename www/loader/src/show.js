/** Shows a form: loads what it needs, and keeps the visitor record up to date. */

import { after } from "./clock.js";
import { happen } from "./host.js";
import { CLOSED, GIVEN_UP, SUBMITTED, VIEWED, is_off, note, refresh } from "./page-view.js";
import { addChannels } from "./profile.js";
import { recall, remember } from "./records.js";
import { forms, importFile, manifest, settings, uses_twin } from "./site.js";
import { tell } from "./tell.js";

/** How long before a known moment a form's files are fetched. */
const PREFETCH_MS = 1000;

/** The form that shows, or is about to: no other one may then. */
export let shown = -1;

/** @type {(() => void) | undefined} */
let close;
/** Whether the form left before it came. */
let cancelled = false;

/** Takes the form away that shows, if any; that is no close of the visitor's. */
export function closeShown() {
  cancelled = true;
  close?.();
}

const loaded = /** @type {Promise<[any, import("./types").Bundle]>[]} */ ([]);

/**
 * Asks for a form's code and content, both at once; asking again gives the same answer.
 * Async also for the sake of a page's own `fetch` that throws.
 * @param {number} index
 */
async function load(index) {
  const form = forms[index];
  return await (loaded[index] ||= Promise.all([
    importFile(uses_twin ? form.render_twin : form.render),
    fetch(`${manifest.base_url}/a/${form.bundle}.json`, { credentials: "omit" }).then((response) => response.json()),
  ]));
}

/**
 * Fetches a form's files shortly before a time on the page.
 * @param {number} index
 * @param {number} ms
 */
export function soon(index, ms) {
  after(ms - PREFETCH_MS, () => void load(index).catch(() => {}));
}

/**
 * @param {string} type
 * @param {number} index
 * @param {object} [metaData]
 * @param {boolean} [cancelable]
 */
export function say(type, index, metaData = {}, cancelable) {
  const { form_id, version_id } = forms[index];
  return tell({ type, formId: form_id, versionId: version_id, siteId: manifest.site_id, metaData }, cancelable);
}

/**
 * Shows a form, unless another one shows.
 * @param {number} index
 * @param {boolean} [preview] Then nothing is counted, stored or sent.
 * @returns {Promise<string>} Why it does not show; empty = it does.
 */
export async function show(index, preview) {
  if (shown >= 0) return "another_form_shows";
  shown = index;
  cancelled = false;
  let reason;
  try {
    const [render, bundle] = await load(index);
    reason = await render.show(bundle, preview ? null : siteOf(index));
  } catch {
    reason = "failed";
  }
  if (reason) {
    shown = -1;
    // What the page does not want, or what cannot be loaded, is not tried again in this page view.
    note(index, GIVEN_UP);
    say(reason === "failed" ? "error" : "suppressed", index, { reason });
    refresh();
  }
  return reason;
}

/**
 * What a form needs of the loader.
 * @param {number} index
 * @returns {import("./types").Site}
 */
function siteOf(index) {
  return {
    site_id: manifest.site_id,
    base_url: manifest.base_url,
    with_answers: settings.events_with_answers,
    mayOpen() {
      if (is_off || cancelled) return "disabled";
      return say("beforeOpen", index, {}, true) ? "" : "prevented";
    },
    waits: () => void say("suppressed", index, { reason: "page_dialog" }),
    opened(closeForm) {
      close = closeForm;
      note(index, VIEWED);
      // Counted only where a cap asks for it.
      const count = `x${forms[index].form_id} `;
      if (forms[index].rules.indexOf("\n?x") > 0) remember(count, +recall(count, true) + 1, true);
      say("view", index);
    },
    settled(submitted, channels) {
      note(index, submitted ? SUBMITTED : CLOSED);
      if (submitted) {
        addChannels(channels);
        happen("Eform_submitted", { form_id: forms[index].form_id });
      }
    },
    gone() {
      shown = -1;
      close = undefined;
      refresh();
      // The pause between two forms may be all that keeps another one away.
      setTimeout(refresh, (manifest.pause_between_forms_seconds || 0) * 1000);
    },
  };
}
