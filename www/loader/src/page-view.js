/** A page view: which forms may still show, what they wait for, and which one is due. */

import { __wbg_set_wasm, fire, imports, refusal as judge, rules } from "trigger-glue";
import { restartClock } from "./clock.js";
import { core, eachForm } from "./core.js";
import { read, start, write } from "./engine.js";
import { importRare, isTaken, say } from "./show.js";

/** Size of the module's buffer for rules: `form-trigger/src/boundary.rs`. */
const RULES_BYTES = 32768;

/** @type {WebAssembly.Exports | undefined} */
let exports;
/** Where each form's rules begin in the buffer; the last form's rules end where the next would begin. */
const begins = [0];
/** Forms whose rules let them show and which wait for their triggers; finished forms; the fired triggers. */
let armed = /** @type {boolean[]} */ ([]);
let done = /** @type {boolean[]} */ ([]);
let fired = /** @type {number[]} */ ([]);
/** The form whose rules are being judged. */
let judged = 0;

/** Facts whose changes cause no event: fragment, cookie, local storage, variable, clock. */
const UNSEEN = /\n\?[hksvT]/;

/** How often rules that look at those are judged again. */
const LOOK_AGAIN_MS = 1000;

const isReady = () => exports && !core.is_off;

/**
 * Starts the trigger module, or its twin if the page forbids WebAssembly.
 * @param {import("./engine.js").Engine} engine
 */
export async function startModule(engine) {
  core.uses_twin = typeof engine === "function";
  let started;
  try {
    started = await start(engine, imports);
  } catch (error) {
    // If the site wants no twin, nothing happens on the page.
    if (core.manifest.engine === "wasm") throw error;
    started = await start((await importRare("twin")).default, imports);
    core.uses_twin = true;
  }
  __wbg_set_wasm(started);
  const texts = /** @type {string[]} */ ([]);
  eachForm((i, form) => (texts[i] = form.rules));
  const lengths = write(started, rules(), RULES_BYTES, texts);
  // When in doubt, no form shows.
  if (!lengths) return;
  eachForm((i) => (begins[i + 1] = begins[i] + lengths[i]));
  exports = started;
}

/** Starts a page view, also when a page changes the path of its address without reloading. */
export function startPageView() {
  if (!isReady()) return;
  const { restarts } = core;
  for (let i = 0; i < restarts.length; i++) restarts[i]();
  restartClock();
  armed = [];
  done = [];
  fired = [];
  leaveOrStay();
  lookAgain();
}

/** Decides which forms show: on a new page view, and when only the query of the address changed. */
export function leaveOrStay() {
  eachForm((i) => {
    if (!core.shown[i]) return;
    // Closes forms that no longer belong here. That does not count as closed by the visitor, so they may show again
    // later.
    // A form that stays has had its turn.
    done[i] = !core.refusal(i, false);
    (done[i] ? core.finish : core.leave)(i);
  });
}

/** Evaluates the rules now, and from time to time if that is the only way to notice a change. */
function lookAgain() {
  core.refresh();
  let again = false;
  eachForm((i, { rules }) => (again ||= !done[i] && UNSEEN.test(rules)));
  if (again) core.after(core.visibleMs() + LOOK_AGAIN_MS, lookAgain);
}

core.refresh = () => {
  if (!isReady()) return;
  eachForm((i) => {
    if (!armed[i] && !done[i] && !core.refusal(i)) {
      armed[i] = true;
      wantTriggers(i);
    }
  });
  core.wake();
};

/**
 * Lets the page report what a form's triggers look at.
 * @param {number} index
 */
function wantTriggers(index) {
  const lines = core.manifest.forms[index].rules.split("\n");
  let in_trigger = false;
  for (let i = 0; i < lines.length; i++) {
    const [head] = lines[i];
    if (head > "@") in_trigger = head === "T";
    else if (in_trigger && head === "?") {
      // A form with other conditions may never show, so nothing is fetched ahead for it.
      const is_alone = lines[i - 1][0] === "T" && lines[i + 2]?.[0] !== "?";
      // A range says from which number it counts.
      core.wants[lines[i][1]]?.(lines[i].slice(2), parseInt(lines[i + 1].slice(2)) || 0, is_alone ? index : -1);
    }
  }
}

core.wake = () => {
  if (!isReady()) return;
  eachForm((i) => {
    if (!armed[i]) return;
    judged = i;
    // The highest bit, which makes it negative, says that the form is due.
    fired[i] = fire(begins[i], begins[i + 1], fired[i] & 0x7fffffff) | 0;
    if (fired[i] >= 0 || isTaken(i)) return;
    // Its triggers need no more looking at. Refused now, it waits until something changes.
    armed[i] = false;
    if (!core.refusal(i)) {
      say("qualified", i);
      core.show(i);
    }
  });
};

core.refusal = (index, caps = true, tells) => {
  if (!isReady()) return core.is_off ? "disabled" : "unavailable";
  judged = index;
  const code = judge(begins[index], begins[index + 1], caps, tells);
  return code && read(/** @type {WebAssembly.Exports} */ (exports), rules() + (code >>> 8), code & 255);
};

core.finish = (index) => {
  done[index] = true;
  armed[index] = false;
};

core.stateOf = (index) => [armed[index], done[index], fired[index]];

core.formNamed = (form_id) => `${form_id || core.manifest.forms[judged].form_id} `;
