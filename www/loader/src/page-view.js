/** The page view that the trigger module judges: it starts, changes its address, and starts again. */

import {
  __wbg_set_wasm,
  arm,
  imports,
  judge,
  new_record,
  program,
  settle,
  start as startView,
  wake as wakeModule,
} from "trigger-glue";
import { restartClock } from "./clock.js";
import { read, start, write } from "./engine.js";
import { connect } from "./host.js";
import { setRecord } from "./records.js";
import { closeShown, say, show, shown } from "./show.js";
import { forms, importFile, manifest, useTwin } from "./site.js";

/** Size of the module's buffer for the program: `form-trigger/src/boundary.rs`. */
const PROGRAM_BYTES = 32768;

/** What happened to a form, as `form-trigger/src/boundary.rs` counts it. */
export const CLOSED = 0;
export const SUBMITTED = 1;
export const VIEWED = 2;
export const GIVEN_UP = 3;

/** @type {WebAssembly.Exports | undefined} */
let exports;
let program_len = 0;
/** Whether nothing shows any more in this page view. */
export let is_off = false;
const restarts = /** @type {(() => void)[]} */ ([]);

const seconds = () => (Date.now() / 1000) >>> 0;

/**
 * Calls whenever a page view starts, also where a page changes its address without being loaded anew.
 * @param {() => void} act
 */
export function onRestart(act) {
  restarts[restarts.length] = act;
}

/**
 * Starts the trigger module, or its twin where the page forbids WebAssembly.
 * @param {import("./engine.js").Engine} engine
 */
export async function startModule(engine) {
  if (typeof engine === "function") useTwin();
  let started;
  try {
    started = await start(engine, imports);
  } catch (error) {
    if (!manifest.trigger_twin) throw error;
    started = await start((await importFile(manifest.trigger_twin)).default, imports);
    useTwin();
  }
  __wbg_set_wasm(started);
  connect(started, wake);
  let text = "";
  for (let i = 0; i < forms.length; i++) text += `F${forms[i].form_id}\n${forms[i].rules}`;
  // On doubt no form shows: a program that does not fit is none.
  const lengths = write(started, program(), PROGRAM_BYTES, [text]);
  program_len = lengths ? lengths[0] : 0;
  startView(program_len);
  exports = started;
}

/** Begins a page view. */
export function startPageView() {
  if (is_off || !exports) return;
  for (let i = 0; i < restarts.length; i++) restarts[i]();
  restartClock();
  startView(program_len);
  // What no longer belongs here leaves; that is no close of the visitor's.
  if (shown >= 0 && refusal(shown, false)) closeShown();
  refresh();
}

/** Judges rules again, because something that they look at changed. */
export function refresh() {
  if (is_off || !exports) return;
  arm(seconds());
  wake();
}

/** Lets the module judge triggers, and shows the form that is due. */
export function wake() {
  if (is_off || !exports) return;
  const index = wakeModule(seconds(), shown < 0);
  if (index < 0) return;
  say("qualified", index);
  show(index);
}

/**
 * Why a form may not show, its triggers left aside; empty = it may.
 * @param {number} index
 * @param {boolean} [caps] Whether frequency caps count.
 * @param {boolean} [tells] Whether each group that is judged is told.
 */
export function refusal(index, caps = true, tells = false) {
  if (is_off) return "disabled";
  if (!exports) return "unavailable";
  const code = judge(index, caps, tells, seconds()) >>> 0;
  return code ? read(exports, code >>> 8, code & 255) : "";
}

/**
 * Notes in the visitor record what happened to a form, which does not show again in this page view.
 * @param {number} index
 * @param {number} what
 */
export function note(index, what) {
  const len = settle(index, what, seconds());
  if (len && exports) setRecord(read(exports, new_record(), len));
}

/** Ends everything for this page view. */
export function disable() {
  is_off = true;
  closeShown();
}
