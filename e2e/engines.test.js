/** The way of a form in Chromium, Firefox and WebKitGTK, one engine after another. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { names } from "./support/engines.js";
import { storedRow } from "./support/sign-up.js";
import { useEngine } from "./support/use.js";

/** The delay of the welcome form. */
const DELAY_MS = 3_000;

/** So long after a page view began, a form that comes would have come. */
const PAST_DELAY_MS = 4_500;

for (const name of names) {
  describe(`in ${name}`, () => {
    const { service, engine } = useEngine(name);

    it("a visitor signs up, and the row is in the database", async () => {
      const visitor = await engine.newVisitor();
      await visitor.goto(`${service.shop}/?utm_source=letter`);
      assert.equal(await visitor.hasForm(), false);
      await visitor.form();
      assert.ok((await visitor.evaluate(() => performance.now())) >= DELAY_MS);
      await visitor.stepSays("10 % off");

      await visitor.fill("input[name=email]", `ada@${name}.example`);
      await visitor.click("[type=submit]");
      await visitor.stepSays("SLEEPY10");
      const row = await storedRow(service, `ada@${name}.example`);
      assert.equal(row.form_id, "welcome1");
      assert.equal(row.page_url, `${service.shop}/?utm_source=letter`);
      assert.match(row.consent_text, /^By signing up you agree/);
      assert.deepEqual(await visitor.problems(), []);
      await visitor.close();
    });

    it("Escape closes a form, which stays away after a reload", async () => {
      const visitor = await engine.newVisitor();
      await visitor.goto(service.shop);
      await visitor.form();
      await visitor.press("Escape");
      await visitor.formGone();

      await visitor.reload();
      await visitor.waitFor((ms) => performance.now() > ms, PAST_DELAY_MS);
      assert.equal(await visitor.hasForm(), false, "it came back");
      assert.deepEqual(await visitor.problems(), []);
      await visitor.close();
    });

    it("each visitor has separate storage", async () => {
      const visitor = await engine.newVisitor();
      await visitor.goto(service.shop);
      assert.deepEqual(await visitor.evaluate(() => ({ ...localStorage })), {});
      await visitor.close();
    });
  });
}
