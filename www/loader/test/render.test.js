/** The render module answers a press alike as WebAssembly and as its twin. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { read } from "../src/engine.js";
import { load } from "./built.js";

const TEXT_BYTES = 65536;
const TABLE =
  "s\nft060\tfirst_name\tWho?\tToo long\nbn0\t\ns\nfe1254\temail\tWhere to?\tNo address\nbn1\t\nce\tterms\nbc0\t\ns\n";
const FACTS = "SUB\nFORM\nVERSION\nVISITOR\nhttps://shop.example/\nen";

for (const engine of /** @type {const} */ (["wasm", "twin"])) {
  describe(`render module as ${engine}`, async () => {
    const { glue, exports, put } = await load("form-render", engine);

    /**
     * @param {number} step
     * @param {number} button
     * @param {string} values
     */
    function press(step, button, values) {
      const [table_len, values_len, facts_len] = put(glue.text(), TEXT_BYTES, TABLE, values, FACTS);
      return read(exports, glue.text(), glue.press(table_len, values_len, facts_len, step, button));
    }

    it("refuses answers with the fields' messages", () => {
      assert.equal(press(1, 1, "Ada\nada"), "e\n1\tNo address");
      assert.equal(press(1, 1, "\n"), "e\n1\tWhere to?");
    });

    it("submits what the visitor entered, in any script", () => {
      const outcome = press(1, 1, 'Zoë "Z" \\ 🐭\nkäthe@xn--mller-kva.de\n');
      assert.equal(outcome[0], "n");
      const body = JSON.parse(outcome.slice(2));
      assert.deepEqual(body.answers, { first_name: 'Zoë "Z" \\ 🐭', email: "käthe@xn--mller-kva.de" });
      assert.deepEqual(body.consent, [{ granted: true, block_id: "terms", channel: "email", locale: "en" }]);
      assert.equal(body.page_url, "https://shop.example/");
      assert.equal(body.step, 1);
    });

    it("takes the longest answers that a version may ask for", () => {
      const outcome = press(0, 0, "é".repeat(60));
      assert.equal(outcome, "n");
      assert.equal(press(0, 0, "🐭".repeat(8000)), "e\n0\tToo long");
    });

    it("answers nothing where lengths do not fit", () => {
      assert.equal(glue.press(TEXT_BYTES, TEXT_BYTES, 0, 0, 0), 0);
      assert.equal(glue.press(0xffffffff, 0xffffffff, 0xffffffff, 0, 0), 0);
    });
  });
}
