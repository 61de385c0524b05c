/** The trigger module judges alike as WebAssembly and as its twin: the cases that also run natively. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { read, write } from "../src/engine.js";
import { load } from "./built.js";

/** Sizes of the module's buffers: `form-trigger/src/boundary.rs`. */
const RULES_BYTES = 32768;
const FACT_BYTES = 8192;
const DUE = 0x80000000;

const fixture = JSON.parse(await readFile(new URL("../../../fixtures/decisions/cases.json", import.meta.url), "utf8"));

/** @param {"wasm" | "twin"} engine */
async function trigger(engine) {
  let facts = /** @type {Record<string, string>} */ ({});
  const judged = /** @type {boolean[]} */ ([]);
  const { glue, exports, put } = await load("form-trigger", engine, {
    look(/** @type {number} */ fact, /** @type {number} */ len, /** @type {number} */ out) {
      const text = facts[read(exports, fact, len)];
      return text === undefined ? -1 : (write(exports, out, FACT_BYTES, [text])?.[0] ?? -1);
    },
    judged: (/** @type {number} */ holds) => judged.push(Boolean(holds)),
  });
  return {
    glue,
    judged,
    /** @param {string} rules */
    put: (rules) => put(glue.rules(), RULES_BYTES, rules)[0],
    /** @param {Record<string, string>} given */
    setFacts: (given) => (facts = given),
    /** @param {number} answer */
    code: (answer) => (answer ? read(exports, glue.rules() + (answer >>> 8), answer & 255) : ""),
  };
}

for (const engine of /** @type {const} */ (["wasm", "twin"])) {
  describe(`trigger module as ${engine}`, async () => {
    const module = await trigger(engine);
    const { glue } = module;

    for (const { name, rules, fired, triggers, judged } of fixture.cases) {
      it(name, () => {
        const to = module.put(rules);
        for (const expected of triggers) {
          module.setFacts(expected.facts);
          const answer = glue.fire(0, to, fired) >>> 0;
          assert.equal(answer & ~DUE, expected.fired);
          assert.equal(answer >= DUE, expected.due);
        }
        for (const expected of judged) {
          module.setFacts(expected.facts);
          assert.equal(module.code(glue.refusal(0, to, true, false)), expected.refusal);
          assert.equal(module.code(glue.refusal(0, to, false, false)), expected.without_caps);
        }
      });
    }

    it("reports each group if asked", () => {
      const to = module.put("Tdelay\n?t\n+#5,\nRdevice\n?d\n+*phone\nRurl\n?p\n+*/\n");
      module.setFacts({ d: "desktop", p: "/" });
      module.judged.length = 0;
      assert.equal(module.code(glue.refusal(0, to, true, true)), "device");
      assert.deepEqual(module.judged, [false, true]);
      glue.refusal(0, to, true, false);
      assert.equal(module.judged.length, 2);
    });

    it("takes offsets that do not fit for a form without rules", () => {
      for (const [from, to] of [
        [RULES_BYTES, RULES_BYTES + 1],
        [9, 3],
        [0xffffffff, 0xffffffff],
      ]) {
        assert.equal(glue.fire(from, to, 0), 0);
        assert.equal(glue.refusal(from, to, true, false), 0);
      }
    });
  });
}
