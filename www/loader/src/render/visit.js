/** What connects a visible form with the page view around it: events, and records about the visitor. */

import { addChannels } from "../channels.js";
import { tell } from "../tell.js";

/** Letters of lines in the visitor record: `records.js`. */
const CLOSED = "c";
const SUBMITTED = "s";

/** In a form's rules, this precedes the last second of the pause between two forms: `form-compile`, pause.rs. */
const PAUSE = "\n?G\n-#0,";

/**
 * @param {import("../types").Core} core
 * @param {number} index
 */
export function makeVisit(core, index) {
  const { manifest, settings } = core;
  const { form_id, version_id, rules } = manifest.forms[index];
  const about = { formId: form_id, versionId: version_id, siteId: manifest.site_id, metaData: {} };
  const showing = /** @type {import("../types").Showing} */ (core.shown[index]);
  return {
    site_id: manifest.site_id,
    base_url: manifest.base_url,
    api: manifest.api,
    settings,
    /** Whether the form was asked for. */
    is_asked: core.asked === index,
    /** Whether the form must close before it showed. */
    has_left: () => showing.has_left,
    /** Whether nothing may be kept in storage. */
    must_forget: () => core.must_forget,
    /** Called once if the form waits for a dialog of the page to close. */
    waits: () => core.say("suppressed", index, { reason: "page_dialog" }),
    /** Asked right before the form comes: why it must not; empty = it may. */
    refusal() {
      if (core.is_off) return "disabled";
      if (showing.has_left) return "left";
      return tell({ type: "beforeOpen", ...about }, true) ? "" : "prevented";
    },
    /**
     * The form is there.
     * @param {() => void} close
     */
    opened(close) {
      showing.closes[showing.closes.length] = close;
      core.finish(index);
      // A form in several places counts as one view.
      if (showing.closes[1]) return;
      core.countView?.(form_id, rules);
      core.say("view", index);
    },
    /** It starts to close: another request for it opens it again. */
    leaves: () => (showing.has_left = true),
    /** The visitor closed it. */
    closed: () => core.remember(`${CLOSED}${form_id} `, core.seconds(), false),
    /**
     * The visitor submitted it.
     * @param {number} channels By which they can be reached: 1 = email, 2 = SMS.
     */
    submitted(channels) {
      core.remember(`${SUBMITTED}${form_id} `, core.seconds(), false);
      addChannels(core, channels);
      core.onSubmitted?.(form_id, channels);
      core.happen("Eform_submitted", { form_id });
    },
    /**
     * The form is gone.
     * @param {() => void} close
     */
    gone(close) {
      const others = [];
      for (let i = 0; i < showing.closes.length; i++)
        if (showing.closes[i] !== close) others[others.length] = showing.closes[i];
      showing.closes = others;
      if (others[0]) return;
      if (core.shown[index] === showing) core.shown[index] = undefined;
      core.onGone?.(index);
      core.refresh();
      // The pause between two forms may be the only thing that keeps another form away.
      const pause = rules.split(PAUSE)[1];
      if (pause) setTimeout(core.refresh, (parseInt(pause) + 1) * 1000);
    },
  };
}
