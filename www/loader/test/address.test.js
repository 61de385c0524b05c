/** The page and the service say the same of an address: 100,000 generated ones, and 500 pairs of them. */

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { COUNT, addresses, bundle, differences, native, sender } from "./addresses.js";

/** Pairs of addresses, and whether they are one person: spellings of the local part, and of the domain. */
function pairs() {
  const same = [
    ["ada", "ADA"],
    ["k", "\u212a"],
    ["käthe", "ka\u0308the"],
    ["KÄTHE", "kÄthe"],
    ["é", "e\u0301"],
  ];
  const different = [
    ["Ä", "ä"],
    ["ẞ", "ß"],
    ["ß", "ss"],
    ["İ", "i"],
    ["ı", "i"],
    ["ſ", "s"],
    ["Σ", "ς"],
    ["ﬁ", "fi"],
    ["а", "a"],
    ["a.b", "ab"],
  ];
  const domains = [
    ["müller.example", "xn--mller-kva.example"],
    ["MÜLLER.example", "mu\u0308ller.example"],
    ["b.example", "B.Example"],
    ["例え.example", "xn--r8jz45g.example"],
    ["straße.example", "xn--strae-oqa.example"],
  ];
  const other = [
    ["straße.example", "strasse.example"],
    ["müller.example", "muller.example"],
  ];
  const all = /** @type {[string, string, boolean][]} */ ([]);
  for (let i = 0; all.length < 500; i++) {
    const is_same = i % 2 === 0;
    const locals = (is_same || i % 10 === 3 ? same : different)[Math.floor(i / 2) % (is_same || i % 10 === 3 ? 5 : 10)];
    const [a, b] = i % 10 === 3 ? other[(i % 2) ^ ((i / 10) & 1)] : domains[Math.floor(i / 10) % 5];
    all.push([`${i}${locals[0]}@${a}`, `${i}${locals[1]}@${b}`, is_same]);
  }
  return all;
}

for (const engine of /** @type {const} */ (["wasm", "twin"])) {
  describe(`addresses as the page takes them, as ${engine}`, async () => {
    const press = await sender(engine);
    /** @type {(inputs: any, onUnchecked: () => void) => Promise<string>} */
    let readAnswers;
    before(async () => {
      const source = Buffer.from(await bundle("esm")).toString("base64");
      ({ readAnswers } = await import(`data:text/javascript;base64,${source}`));
    });

    /** What the page sends for an address; undefined = it is refused. */
    async function sent(/** @type {string} */ entered) {
      return press(await readAnswers([{ type: "email", value: entered }], () => assert.fail("the part is there")));
    }

    it("are accepted and refused as the service does it", async () => {
      const entered = addresses(false);
      const here = [];
      for (const address of entered) here.push(await sent(address));
      const { found, accepted } = await differences(entered, here);
      assert.deepEqual(found.slice(0, 20), []);
      assert.ok(accepted > COUNT / 20 && accepted < COUNT * 0.9, `${accepted} are accepted`);
    });

    it("are one person or two as the service sees it, whichever spelling was entered", async () => {
      const all = pairs();
      const keys = async (/** @type {string[]} */ entered) => (await native(entered)).map((it) => it.keys.email);
      const typed = await keys(all.flatMap(([a, b]) => [a, b]));
      const fromPage = await keys(
        await Promise.all(all.flatMap(([a, b]) => [a, b]).map(async (it) => (await sent(it)) ?? "")),
      );
      assert.deepEqual(fromPage, typed);
      all.forEach(([a, b, is_same], i) => assert.equal(typed[2 * i] === typed[2 * i + 1], is_same, `${a} ${b}`));
    });
  });
}
