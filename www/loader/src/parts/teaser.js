/**
 * Teasers: which of them show now. The teaser module shows them; it is imported once the page is idle.
 *
 * The state of its form decides about a teaser: it shows *before* the form while the form waits for its triggers, and
 * *after* the visitor closed the form. So it is decided again whenever that may have changed, and its state is kept
 * nowhere else.
 */

import { showAsked } from "../asked.js";

/** Letters of lines in the visitor record: `records.js`, and when this visitor took the teaser of a form away. */
const CLOSED = "c";
const SUBMITTED = "s";
const TAKEN_AWAY = "t";

const DAY_SECONDS = 86400;

/** How long an idle moment is waited for. */
const IDLE_MS = 2000;

/** A teaser in the page, or on its way in or out: `leave` is set only while it shows. */
/** @typedef {{ host?: HTMLElement, is_out?: boolean, leave?: (act: () => void) => void }} Slot */

/** @type {import("../types").Part} */
export default (core) => {
  const { finish, leave, manifest, recall, refresh, restarts, shown } = core;
  const { base_url, forms } = manifest;
  const phone = matchMedia("(max-width:640px)");
  const slots = /** @type {(Slot | undefined)[]} */ ([]);
  /** Forms whose teaser was pressed, and which are loading; those that showed that way. */
  const pressed = /** @type {boolean[]} */ ([]);
  const opened = /** @type {boolean[]} */ ([]);
  /** Forms whose teaser does not show again in this page view. */
  let done = /** @type {boolean[]} */ ([]);
  /** When each form was closed last, as this page view began. */
  const closed_before = /** @type {string[]} */ ([]);
  let module = /** @type {Promise<any> | undefined} */ (undefined);
  let is_due = false;

  /** @param {number} index */
  const closedAt = (index) => recall(`${CLOSED}${forms[index].form_id} `, false);

  /** @param {number} index */
  function isWanted(index) {
    const { form_id, teaser } = forms[index];
    if (!teaser || done[index] || pressed[index] || shown[index]?.closes[0]) return false;
    if (teaser.screens && teaser.screens !== (phone.matches ? "phone" : "desktop")) return false;
    if (core.refusal(index, false) || recall(`${SUBMITTED}${form_id} `, false)) return false;
    const away = +recall(`${TAKEN_AWAY}${form_id} `, false);
    if (away && core.seconds() - away < teaser.days_after_close * DAY_SECONDS) return false;
    const order = teaser.display_order;
    if (order !== "after" && core.stateOf(index)[0]) return true;
    const closed = closedAt(index);
    // Closed on an earlier page view: until the form shows by its triggers again.
    return Boolean(
      order !== "before" && closed && (closed !== closed_before[index] || core.refusal(index) === "closed_recently"),
    );
  }

  /** Updates all teasers, after the current event is over: a starting page view goes through several states. */
  function look() {
    if (is_due) return;
    is_due = true;
    Promise.resolve().then(() => {
      is_due = false;
      for (let i = 0; i < forms.length; i++) {
        const slot = slots[i];
        if (slot?.host && !slot.host.isConnected && !slot.is_out) slots[i] = undefined;
        const wanted = isWanted(i);
        if (wanted && !slots[i]) bring(i);
        else if (!wanted) takeAway(i, () => {});
      }
    });
  }

  /** @param {number} index */
  async function bring(index) {
    const slot = (slots[index] = /** @type {Slot} */ ({}));
    try {
      const [{ show }, bundle] = await load(index);
      if (isWanted(index)) {
        const teaser = show(
          core,
          bundle,
          () => press(index),
          () => close(index),
          opened[index],
        );
        slot.host = teaser.host;
        slot.leave = teaser.leave;
        opened[index] = false;
      }
    } catch {
      // Not tried again in this page view.
      done[index] = true;
    }
    if (!slot.leave) slots[index] = undefined;
  }

  /** @param {number} index */
  async function load(index) {
    // A frame comes when the page has painted, and only if it is visible.
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) =>
      "requestIdleCallback" in window ? requestIdleCallback(resolve, { timeout: IDLE_MS }) : setTimeout(resolve),
    );
    return Promise.all([
      (module ||= import(`${base_url}/a/${manifest.teaser}.js`)),
      core.getJson(`/a/${forms[index].teaser?.bundle}.json`),
    ]);
  }

  /**
   * @param {number} index
   * @param {() => void} act Called when it is gone.
   */
  function takeAway(index, act) {
    const slot = slots[index];
    if (!slot?.leave) return;
    const { leave } = slot;
    slot.leave = undefined;
    leave(() => {
      slots[index] = undefined;
      act();
      look();
    });
  }

  /** @param {number} index */
  function press(index) {
    // While a form shows that excludes this one, the teaser stays.
    for (let i = 0; i < forms.length; i++) if (shown[i] && forms[i].type === forms[index].type) return;
    if (!slots[index]?.leave) return;
    pressed[index] = true;
    // The form's files come while the teaser leaves.
    core.soon(index, 0);
    core.say("teaserOpen", index);
    takeAway(index, () => void open(index));
  }

  /** @param {number} index */
  async function open(index) {
    // The page may be another one by now.
    const reason = core.refusal(index, false) || (await showAsked(core, index));
    pressed[index] = false;
    opened[index] = !reason;
    if (!reason) (await module).focusForm(forms[index].form_id);
    look();
  }

  /** @param {number} index */
  function close(index) {
    core.remember(`${TAKEN_AWAY}${forms[index].form_id} `, core.seconds(), false);
    done[index] = true;
    look();
  }

  core.refresh = () => {
    refresh();
    look();
  };
  core.finish = (index) => {
    finish(index);
    look();
  };
  core.leave = (index) => {
    leave(index);
    look();
  };
  restarts[restarts.length] = () => {
    done = [];
    for (let i = 0; i < forms.length; i++) {
      closed_before[i] = closedAt(i);
      // A page that rebuilds itself removes the teaser; if the page removes it otherwise, it stays away.
      if (slots[i]?.host && !slots[i]?.host?.isConnected) slots[i] = undefined;
    }
    look();
  };
  phone.addEventListener("change", look);
  new MutationObserver((records) => {
    for (let i = 0; i < forms.length; i++) {
      const slot = slots[i];
      if (!slot?.host || slot.host.isConnected) continue;
      // If the page removes only the teaser, it stays away; if it was removed with other elements, it comes back.
      const [{ removedNodes }] = records;
      slot.is_out ||= !records[1] && !removedNodes[1] && removedNodes[0] === slot.host;
      look();
    }
  }).observe(document, { childList: true, subtree: true });
};
