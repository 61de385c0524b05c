/** The trigger module decides alike as WebAssembly and as its twin: the cases that also run natively. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { read } from "../src/engine.js";
import { load } from "./built.js";

const TEXT_BYTES = 16384;
const RECORD_BYTES = 1024;
/** @type {Record<string, number>} */
const KINDS = { delay: 0, scroll: 1, exit_intent: 2 };

const fixture = JSON.parse(
  await readFile(new URL("../../../fixtures/decisions/cases.json", import.meta.url), "utf8"),
);

/** @param {"wasm" | "twin"} engine */
async function trigger(engine) {
  const seen = { waits: /** @type {unknown[]} */ ([]), shown: /** @type {number | null} */ (null) };
  const { glue, exports, put } = await load("form-trigger", engine, {
    after: (/** @type {number} */ form, /** @type {number} */ delay_ms) => seen.waits.push(["delay", form, delay_ms]),
    listen: (/** @type {number} */ kind) => seen.waits.push([kind === 1 ? "scroll" : "exit_intent"]),
    show: (/** @type {number} */ form) => (seen.shown = form),
  });
  const writeRecord = (record = "") => put(glue.record(), RECORD_BYTES, record)[0];

  /** @param {{ url: string, record?: string, device: number }} page */
  function start({ url, record, device }) {
    seen.waits = [];
    const [program_len, url_len] = put(glue.text(), TEXT_BYTES, fixture.program, url);
    glue.start(program_len, url_len, writeRecord(record), device, fixture.now);
  }
  return { glue, exports, seen, start, writeRecord };
}

for (const engine of /** @type {const} */ (["wasm", "twin"])) {
  describe(`trigger module as ${engine}`, async () => {
    const { glue, exports, seen, start, writeRecord } = await trigger(engine);

    for (const page of fixture.cases) {
      it(page.name, () => {
        start(page);
        assert.deepEqual(seen.waits, page.waits);
        for (const [kind, value, form, shown] of page.events) {
          seen.shown = null;
          glue.event(KINDS[kind], value, form);
          assert.equal(seen.shown, shown, `${kind} ${value}`);
        }
      });
    }

    it("settles as the fixture says", () => {
      start(fixture.cases[0]);
      for (const { form, submitted, record, after } of fixture.settles) {
        const len = glue.settle(form, submitted, writeRecord(record), fixture.now);
        assert.equal(read(exports, glue.record(), len), after);
      }
    });

    it("takes lengths that do not fit for a page view without forms", () => {
      seen.waits = [];
      glue.start(TEXT_BYTES, TEXT_BYTES, 0, 4, fixture.now);
      glue.start(0xffffffff, 0xffffffff, 0xffffffff, 4, fixture.now);
      assert.deepEqual(seen.waits, []);
    });
  });
}
