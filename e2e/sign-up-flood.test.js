/** A flood of fake signups from a visitor's own address: the visitor's answer waits in the outbox, and arrives
 * during the flood. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { form, launch, stepSays, stored, visitor } from "./support/browser.js";
import { startService } from "./support/service.js";

/** Sixty at once, then one every two seconds. */
const FLAGS = ["--submissions-per-address", "30"];
const AT_ONCE = 60;

describe("in a flood of sign-ups from the same address", () => {
  /** @type {import("./support/service.js").Service} */
  let service;
  /** @type {import("puppeteer-core").Browser} */
  let browser;
  before(async () => {
    [service, browser] = await Promise.all([startService(FLAGS), launch()]);
  });
  after(async () => {
    await browser?.close();
    await service?.remove();
  });

  it("an honest visitor sees the success step at once, and the answer arrives during the flood", async () => {
    const { page } = await visitor(browser);
    await page.goto(service.shop);
    await form(page);
    const version_id = await liveVersion();
    let flooding = true;
    let refused = 0;
    const flood = (async () => {
      for (let number = 0; flooding; number++) {
        const response = await signUpSomebody(number, version_id);
        if (response.status === 429) refused++;
      }
    })();
    while (refused < AT_ONCE) await new Promise((resolve) => setTimeout(resolve, 20));

    const answers = /** @type {{ status: number, retry_after: number }[]} */ ([]);
    page.on("response", (response) => {
      if (response.request().method() !== "POST" || !response.url().endsWith("/submissions")) return;
      answers.push({ status: response.status(), retry_after: Number(response.headers()["retry-after"]) });
    });
    await page.type("dormouse-form >>> input[name=email]", "honest@example.com");
    await page.keyboard.press("Enter");
    await stepSays(page, "SLEEPY10");
    while (answers.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(answers[0].status, 429);
    assert.ok(answers[0].retry_after >= 1 && answers[0].retry_after <= 10, `${answers[0].retry_after}`);
    assert.equal(Object.keys((await stored(page)).local).filter((key) => key.includes(":o:")).length, 1);

    // Uses the clock, because a tab in the background has no animation frames.
    const options = { timeout: 60_000, polling: 100 };
    const refusedBefore = refused;
    try {
      await page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.includes(":o:")), options);
    } finally {
      flooding = false;
      await flood;
    }
    assert.ok(refused > refusedBefore, "the flood did not go on");
    assert.equal(answers[answers.length - 1].status, 201);
    const [{ honest, all }] = await service.query(
      "select count(*) as 'all', sum(answers like '%honest@%') as honest from submissions",
    );
    assert.equal(honest, 1);
    assert.ok(all < AT_ONCE + 60, `${all} are stored`);
  });

  async function liveVersion() {
    const [{ live_version_id }] = await service.query("select live_version_id from forms where form_id = 'welcome1'");
    return live_version_id;
  }

  /** @param {number} number @param {string} version_id */
  function signUpSomebody(number, version_id) {
    const random_id = number.toString(16).padStart(32, "0");
    return fetch(`${service.api}/api/v1/sites/demoshop/submissions`, {
      method: "POST",
      body: JSON.stringify({
        submission_id: random_id,
        form_id: "welcome1",
        version_id,
        visitor_id: random_id,
        answers: { email: `made-up${number}@example.com` },
        page_url: "https://shop.example/",
      }),
    });
  }
});
