/** A page view: which forms may still show, what they wait for, and which one is due. */

import { __wbg_set_wasm, fire, imports, refusal as judge, rules } from "trigger-glue";
import { restartClock } from "./clock.js";
import { core, eachForm } from "./core.js";
import { read, start, write } from "./engine.js";
import { connect, want } from "./host.js";
import { importRare, isTaken, say } from "./show.js";

/** Size of the module's buffer for rules: `form-trigger/src/boundary.rs`. */
const RULES_BYTES = 32768;

/** @type {WebAssembly.Exports | undefined} */
let exports;
/** Where each form's rules begin in the buffer; the last one ends where the next would begin. */
const begins = [0];
/** Forms whose rules let them show and which wait for their triggers; those that are done with; the triggers that fired. */
let armed = /** @type {boolean[]} */ ([]);
let done = /** @type {boolean[]} */ ([]);
let fired = /** @type {number[]} */ ([]);
/** The form whose rules are being judged. */
let judged = 0;

/** Facts whose change nothing tells of: fragment, cookie, local storage, variable, clock. */
const UNSEEN = /\n\?[hksvT]/;

/** How often rules that look at those are judged again. */
const LOOK_AGAIN_MS = 1000;

const isReady = () => exports && !core.is_off;

/**
 * Starts the trigger module, or its twin where the page forbids WebAssembly.
 * @param {import("./engine.js").Engine} engine
 */
export async function startModule(engine) {
  core.uses_twin = typeof engine === "function";
  let started;
  try {
    started = await start(engine, imports);
  } catch (error) {
    // Where the site wants no twin, the page is left alone.
    if (core.manifest.engine === "wasm") throw error;
    started = await start((await importRare("twin")).default, imports);
    core.uses_twin = true;
  }
  __wbg_set_wasm(started);
  connect(started);
  const texts = /** @type {string[]} */ ([]);
  eachForm((i, form) => (texts[i] = form.rules));
  const lengths = write(started, rules(), RULES_BYTES, texts);
  // On doubt no form shows.
  if (!lengths) return;
  eachForm((i) => (begins[i + 1] = begins[i] + lengths[i]));
  exports = started;
}

/** Begins a page view, also where a page changes its address without being loaded anew. */
export function startPageView() {
  if (!isReady()) return;
  const { restarts } = core;
  for (let i = 0; i < restarts.length; i++) restarts[i]();
  restartClock();
  armed = [];
  done = [];
  fired = [];
  // What no longer belongs here leaves; that is no close of the visitor's.
  // What stays has had its turn.
  eachForm((i) => core.shown[i] && (core.refusal(i, false) ? core.leave : core.finish)(i));
  lookAgain();
}

/** Judges rules now, and from time to time where that is the only way to learn that something changed. */
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
 * Has the page tell of what a form's triggers look at.
 * @param {number} index
 */
function wantTriggers(index) {
  const lines = core.manifest.forms[index].rules.split("\n");
  let in_trigger = false;
  for (let i = 0; i < lines.length; i++) {
    const [head] = lines[i];
    if (head > "@") in_trigger = head === "T";
    else if (in_trigger && head === "?") {
      // What has other conditions, too, may never come: nothing is fetched for it beforehand.
      const is_alone = lines[i - 1][0] === "T" && lines[i + 2]?.[0] !== "?";
      // A range says from which number it counts.
      want(lines[i].slice(1), parseInt(lines[i + 1].slice(2)) || 0, is_alone ? index : -1);
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

core.refusal = (index, caps = true, tells = false) => {
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
