/**
 * Embeds: forms that are part of the page, in `<div data-dormouse-form="ID">`; with Klaviyo's dialect also in `<div
 * class="klaviyo-form-ID">`.
 *
 * An embed that may show loads when its place comes near the visible area. When the page changes, it is searched for
 * places again.
 */

import { removeCopies } from "../copies.js";

/** How near to the viewport a place must be, in heights of it: enough for the files to load before the visitor gets
 * there. */
const MARGIN = "50%";

/** How often an embed that the page takes out goes back, so that it does not fight with a page that wants it away. */
const MOST_RETURNS = 9;

/** How long a page may take to recreate a place. */
const WAIT_MS = 2000;

/** How long a page that changes is left alone before it is looked at. */
const LOOK_MS = 200;

/** @type {import("../types").Part} */
export default (core) => {
  const { settings } = core;
  const { forms } = core.manifest;
  const { leave, refresh, show } = core;
  /** Forms that may show, and that were not closed. */
  const allowed = /** @type {boolean[]} */ ([]);
  /** Places that a form waits for, or showed in on this page view: a form that was closed there does not come back. */
  let known = new WeakMap();

  const observer = new IntersectionObserver(
    (entries) => {
      for (let i = 0; i < entries.length; i++) {
        const place = entries[i].target;
        if (!entries[i].isIntersecting) continue;
        observer.unobserve(place);
        const index = known.get(place);
        if (!allowed[index]) continue;
        core.bring(index, false, place).then((reason) => {
          // A new page view began while it was on its way.
          if (reason !== "left") return;
          known.delete(place);
          look();
        });
      }
    },
    { rootMargin: MARGIN },
  );

  const selectorOf = (/** @type {string | undefined} */ id) =>
    `[data-dormouse-form="${id}"]${settings.compat === "klaviyo" ? `,.klaviyo-form-${id}` : ""}`;

  /** @param {number} index */
  const placesOf = (index) => document.querySelectorAll(selectorOf(forms[index].form_id));

  /** Waits for every place of a form that is not filled yet. */
  function look() {
    removeCopies();
    for (let i = 0; i < forms.length; i++) {
      if (!allowed[i]) continue;
      const places = placesOf(i);
      for (let k = 0; k < places.length; k++) {
        if (known.has(places[k]) || places[k].querySelector("dormouse-form")) continue;
        known.set(places[k], i);
        observer.observe(places[k]);
      }
    }
  }

  // Frameworks empty or recreate a place while they hydrate: the visitor's input must not get lost with it.
  core.keepPlace = (host, place, onLost) => {
    const selector = selectorOf(host.dataset.formId);
    const index = known.get(place);
    let returns = 0;
    let timer = /** @type {any} */ (0);
    return () => {
      removeCopies();
      // If the page has no place for the form, the form was at the end of the body.
      if (!place.isConnected) {
        const places = /** @type {NodeListOf<Element>} */ (
          document.querySelectorAll(place.matches(selector) ? selector : "body")
        );
        for (let i = 0; i < places.length; i++)
          if (place.localName === "body" || !places[i].querySelector("dormouse-form")) place = places[i];
      }
      if (place.isConnected) {
        clearTimeout(timer);
        timer = 0;
        if (++returns > MOST_RETURNS) return false;
        known.set(place, index);
        place.append(host);
      } else timer ||= setTimeout(() => host.isConnected || onLost(), WAIT_MS);
      return true;
    };
  };

  core.show = async (index, preview) => {
    if (forms[index].type !== "embed" || preview) return show(index, preview);
    allowed[index] = true;
    // Its places are looked for from here on; its triggers are done.
    core.finish(index);
    look();
    return "";
  };

  // One embed does not wait for another one.
  core.refresh = () => {
    refresh();
    for (let i = 0; i < forms.length; i++) {
      if (forms[i].type === "embed" && !core.stateOf(i)[1] && !core.refusal(i)) core.show(i);
    }
  };

  core.leave = (index) => {
    allowed[index] = false;
    // The visitor did not close it there: if it may show again, it does.
    const places = forms[index].type === "embed" ? placesOf(index) : [];
    for (let i = 0; i < places.length; i++) known.delete(places[i]);
    leave(index);
  };

  // A new page view decides again; forms that are still there and may stay, stay.
  core.restarts[core.restarts.length] = () => {
    known = new WeakMap();
    for (let i = 0; i < forms.length; i++) {
      if (forms[i].type !== "embed") continue;
      if (!document.querySelector(`dormouse-form[data-form-id="${forms[i].form_id}"]`)) core.leave(i);
      // Forms that are gone are decided again; those that stay may have more places on the new page.
      allowed[i] = Boolean(core.shown[i]);
    }
  };

  let looks_soon = false;
  new MutationObserver(() => {
    if (looks_soon) return;
    looks_soon = true;
    setTimeout(() => {
      looks_soon = false;
      look();
    }, LOOK_MS);
  }).observe(document, { childList: true, subtree: true });
};
