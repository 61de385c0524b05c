/**
 * Embeds: forms that are part of the page, where it has `<div data-dormouse-form="ID">`; with Klaviyo's dialect also
 * where it has `<div class="klaviyo-form-ID">`.
 *
 * One whose rules let it show is brought when its place comes near what the visitor sees. A page that makes its places
 * late is looked at again when it changes.
 */

/** How far from the viewport a place is filled, in heights of it: enough for the files to come before the visitor does. */
const MARGIN = "50%";

/** How long a page that changes is left alone before it is looked at. */
const LOOK_MS = 200;

/** @type {import("../types").Part} */
export default (core) => {
  const { settings } = core;
  const { forms } = core.manifest;
  const { leave, refresh, show } = core;
  /** Forms whose rules let them show, and that nobody took away. */
  const allowed = /** @type {boolean[]} */ ([]);
  /** Places that a form waits for, or came to in this page view: one that was closed there does not come back. */
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

  /** Waits for every place of a form that is not filled yet. */
  function look() {
    for (let i = 0; i < forms.length; i++) {
      if (!allowed[i]) continue;
      const id = forms[i].form_id;
      const places = document.querySelectorAll(
        `[data-dormouse-form="${id}"]${settings.compat === "klaviyo" ? `,.klaviyo-form-${id}` : ""}`,
      );
      for (let k = 0; k < places.length; k++) {
        if (known.has(places[k]) || places[k].querySelector("dormouse-form")) continue;
        known.set(places[k], i);
        observer.observe(places[k]);
      }
    }
  }

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
    leave(index);
  };

  // A new page view decides anew; what is still there and may stay, stays.
  core.restarts[core.restarts.length] = () => {
    known = new WeakMap();
    for (let i = 0; i < forms.length; i++) {
      if (forms[i].type !== "embed") continue;
      if (!document.querySelector(`dormouse-form[data-form-id="${forms[i].form_id}"]`)) core.leave(i);
      // What is gone by now is decided on anew; what stays may have more places on the new page.
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
  }).observe(document.documentElement, { childList: true, subtree: true });
};
