/** The script tag: reads the manifest, starts the trigger module when the page has painted, and shows the form it names. */

import { __wbg_set_wasm, imports, record, settle, start as startTrigger, text } from "trigger-glue";
import { read, start, write } from "./engine.js";
import { outboxKey, recordKey } from "./keys.js";
import { onShow } from "./listen.js";
import { get, keys, set } from "./storage.js";

/** Size of the trigger module's buffers: `form-trigger/src/boundary.rs`, `targeting/src/record.rs`. */
const TEXT_BYTES = 16384;
const RECORD_BYTES = 1024;

/**
 * @param {import("./types").Manifest} manifest
 * @param {import("./engine.js").Engine} engine
 */
export default function (manifest, engine) {
  const site = manifest.site_id;
  const assets = manifest.base_url + "/a/";
  const forms = manifest.forms;
  const key = recordKey(site);
  const loaded = /** @type {Promise<[any, import("./types").Bundle]>[]} */ ([]);
  let twin = typeof engine === "function";
  /** @type {WebAssembly.Exports} */
  let exports;

  // A second copy of the tag finds the first one's mark. A symbol, because no id or name in the page can hide it.
  const mark = Symbol.for("dormouse");
  if (window[mark]) return;
  window[mark] = site;

  /**
   * Asks for a form's code and content, both at once; asking again gives the same answer.
   * Async also for the sake of a page's own `fetch` that throws.
   * @param {number} index
   */
  async function load(index) {
    const form = forms[index];
    return await (loaded[index] ||= Promise.all([
      import(`${assets}${twin ? form.render_twin : form.render}.js`),
      fetch(`${assets}${form.bundle}.json`, { credentials: "omit" }).then((response) => response.json()),
    ]));
  }

  /** Puts the stored record into its buffer. */
  function writeRecord() {
    const lengths = write(exports, record(), RECORD_BYTES, [get(key)]);
    return lengths ? lengths[0] : 0;
  }

  const seconds = () => (Date.now() / 1000) >>> 0;

  /** @param {number} index */
  async function show(index) {
    const [render, bundle] = await load(index);
    await render.show(bundle, {
      site_id: site,
      base_url: manifest.base_url,
      settled(/** @type {boolean} */ submitted) {
        const len = settle(index, submitted, writeRecord(), seconds());
        set(key, read(exports, record(), len));
      },
    });
  }

  /** Starts the trigger module, or its twin where the page forbids WebAssembly. */
  async function decide() {
    try {
      exports = await start(engine, imports);
    } catch {
      if (!manifest.trigger_twin) return;
      engine = (await import(`${assets}${manifest.trigger_twin}.js`)).default;
      exports = await start(engine, imports);
      twin = true;
    }
    __wbg_set_wasm(exports);
    onShow((index) => void load(index).catch(ignore), (index) => void show(index).catch(ignore));
    let program = "";
    for (let i = 0; i < forms.length; i++) program += `F${forms[i].form_id}\n${forms[i].rules}`;
    // On doubt no form shows: an address that does not fit could be one that a rule excludes.
    const lengths = write(exports, text(), TEXT_BYTES, [program, location.href.split("#")[0]]);
    if (lengths) startTrigger(lengths[0], lengths[1], writeRecord(), device(), seconds());
  }

  function begin() {
    if (forms[0]) decide().catch(ignore);
    // What an earlier page view could not send goes now.
    if (keys(outboxKey(site))[0]) {
      import(`${assets}${manifest.outbox}.js`).then((outbox) => outbox.flush(site, manifest.base_url)).catch(ignore);
    }
  }

  let due = false;
  for (let i = 0; i < forms.length; i++) due ||= /^d0$/m.test(forms[i].rules);
  if (due) begin();
  // A frame comes when the page paints, never in a hidden tab; the task behind it lets the paint go first.
  else requestAnimationFrame(() => setTimeout(begin));
}

/** A form that cannot be loaded does not show; the page stays as it was. */
function ignore() {}

/** The visitor's device as a bit of `targeting::Device`. */
function device() {
  if (!matchMedia("(pointer:coarse)").matches) return 4;
  return Math.min(screen.width, screen.height) < 600 ? 1 : 2;
}
