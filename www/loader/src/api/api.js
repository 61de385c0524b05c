/** The methods of `window.dormouse`; `www/loader/dormouse.d.ts` documents them for users. */

import { refusalOfAsked, showAsked } from "../asked.js";
import { addChannels } from "../channels.js";
import files from "lazy-files";
import { keepCart } from "./cart.js";
import { makeSetConsent } from "../consent.js";

export { ask } from "./ask.js";
export { isPreview } from "./preview.js";

/**
 * Hashes of files that few page views need: `twin` of the trigger module, `outbox`, `debug`, `klaviyo`.
 * The script itself asks for them here, because each name there costs every page view.
 */
export { files };

/** The answer for a form that shows. */
const canStay = { visible: true, reason: "qualified" };

/**
 * Whether a modal form has stepped aside for a question of the page.
 * @param {string} form_id
 */
function isAside(form_id) {
  const host = document.querySelector(`dormouse-form[data-form-id="${form_id}"]`);
  return (host?.shadowRoot || host)?.firstElementChild?.matches("dialog:not([open])");
}

/** @param {import("../types").Core} core */
export default function (core) {
  const { forms } = core.manifest;

  /** @param {string} form_id */
  function indexOf(form_id) {
    for (let i = 0; i < forms.length; i++) if (forms[i].form_id === form_id) return i;
    return -1;
  }

  /** @param {string} form_id */
  function canShow(form_id) {
    const index = indexOf(form_id);
    const reason = index < 0 ? "unknown_form" : core.refusal(index);
    return { visible: !reason, reason: reason || "qualified" };
  }

  /**
   * @param {string} form_id
   * @param {{ ignoreTargeting?: boolean }} [options]
   */
  async function open(form_id, options) {
    const index = indexOf(form_id);
    if (index < 0) return canShow(form_id);
    const showing = core.shown[index];
    if (showing && !showing.has_left) {
      if (showing.closes[0] || core.asked === index)
        return isAside(form_id) ? { visible: false, reason: "page_dialog" } : canStay;
      // It shows by its triggers, and is loading or waits for the page. Who asks for it wants it now, or to learn why not.
      core.leave(index);
    }
    let reason = refusalOfAsked(core, index);
    if (reason && (core.is_off || !options?.ignoreTargeting)) core.say("suppressed", index, { reason });
    else reason = await showAsked(core, index);
    return { visible: !reason, reason: reason || "qualified" };
  }

  /** @param {string} [form_id] */
  function close(form_id) {
    for (let i = 0; i < forms.length; i++) {
      // An embed is part of the page: only a call with its id closes it.
      if (form_id ? forms[i].form_id !== form_id : forms[i].type === "embed") continue;
      if (core.shown[i]) core.finish(i);
      core.leave(i);
    }
  }

  return {
    canShow,
    open,
    close,
    /** @param {Record<string, any>} properties */
    identify(properties) {
      const profile = (core.profile = { ...core.profile, ...properties });
      addChannels(core, (profile.email ? 1 : 0) + (profile.phone_number ? 2 : 0));
      core.refresh();
    },
    /**
     * @param {string} name
     * @param {unknown} [properties]
     */
    track(name, properties) {
      if (name === "cart") keepCart(core, properties);
      core.happen(`E${name}`, properties);
    },
    setConsent: (core.setConsent ||= makeSetConsent(core)),
    /** @param {string} tag */
    setLocale(tag) {
      core.locale = `${tag}`;
      core.refresh();
    },
    routeChanged: core.routeChanged,
    debug: async () => (await import(`${core.manifest.base_url}/a/${files.debug}.js`)).default(core),
  };
}
