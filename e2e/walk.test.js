/** The whole way of a form: a visitor of the demo shop signs up, and the answer is in the database. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { form, formGone, hasForm, stepSays, stepText, stored, takesPresses, visitor } from "./support/browser.js";
import { useBrowser } from "./support/use.js";

/** Longer than the welcome form's delay of 3 seconds, with room for a busy machine. */
const LONGER_THAN_DELAY_MS = 5_000;
const DAY_SECONDS = 86_400;

describe("a visitor of the shop", () => {
  const { service, browser } = useBrowser();

  it("signs up, and the row is in the database with consent and time", async () => {
    const { page, problems } = await visitor(browser);
    await page.goto(`${service.shop}/?utm_source=letter&secret=1#top`);
    assert.equal(await hasForm(page), false);
    await form(page);
    assert.match(await stepText(page), /10 % off/);

    await page.type("dormouse-form >>> input[name=email]", "ada");
    await page.keyboard.press("Enter");
    await page.waitForSelector("dormouse-form >>> [aria-invalid=true]");
    assert.match(await stepText(page), /complete email address/);

    await page.type("dormouse-form >>> input[name=email]", "@example.com");
    await page.click("dormouse-form >>> [type=submit]");
    await stepSays(page, "SLEEPY10");
    // The success step does not wait for the service; the row follows within a moment.
    while (!(await service.query("select 1 from submissions"))[0])
      await new Promise((resolve) => setTimeout(resolve, 50));

    const [row] = await service.query(
      `select s.form_id, s.version_id, s.page_url, s.answers, s.received_at, c.consent_text, c.channel, c.granted, p.email
       from submissions s join consents c on c.submission_id = s.submission_id join profiles p on p.id = s.profile_id`,
    );
    assert.equal(row.form_id, "welcome1");
    assert.match(row.version_id, /^[A-Za-z0-9]{6,22}$/);
    assert.equal(row.page_url, `${service.shop}/?utm_source=letter`);
    assert.deepEqual(JSON.parse(row.answers), { email: "ada@example.com" });
    assert.match(row.consent_text, /^By signing up you agree to receive marketing email.*\(\/privacy\)$/);
    assert.equal(row.channel, "email");
    assert.equal(row.granted, 1);
    assert.equal(row.email, "ada@example.com");
    assert.ok(Math.abs(Date.now() / 1000 - row.received_at / 1000) < 60, `received at ${row.received_at}`);
    assert.deepEqual(problems, []);
    const { local } = await stored(page);
    assert.deepEqual(Object.keys(local), ["dormouse:1:demoshop:v"]);
    assert.match(local["dormouse:1:demoshop:v"], /^swelcome1 \d{10}\n$/);
  });

  it("a visitor who closed the form does not see it again until the cap is over", async () => {
    const { page } = await visitor(browser);
    await page.goto(service.shop);
    await form(page);
    await page.click("dormouse-form >>> [data-dormouse-close]");
    await formGone(page);

    await page.reload();
    await new Promise((resolve) => setTimeout(resolve, LONGER_THAN_DELAY_MS));
    assert.equal(await hasForm(page), false, "it came back before its cap was over");

    const eightDaysAgo = Math.floor(Date.now() / 1000) - 8 * DAY_SECONDS;
    const record = `cwelcome1 ${eightDaysAgo}\n`;
    await page.evaluate((record) => localStorage.setItem("dormouse:1:demoshop:v", record), record);
    await page.reload();
    await form(page);
  });

  it("does not see the form on a page that its URL rule excludes", async () => {
    const { page } = await visitor(browser);
    await page.goto(`${service.shop}/cart`);
    await new Promise((resolve) => setTimeout(resolve, LONGER_THAN_DELAY_MS));
    assert.equal(await hasForm(page), false);
  });

  it("sees a form by scrolling, and answers it in two steps", async () => {
    const { page } = await visitor(browser);
    await page.goto(`${service.shop}/product`);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await form(page, 2_500);
    assert.match(await stepText(page), /New colors, twice a year/);
    await page.type("dormouse-form >>> input[name=first_name]", "Zoë <b>&");
    await page.keyboard.press("Enter");
    await page.waitForSelector("dormouse-form >>> [data-step='1']");
    assert.match(await stepText(page), /write to, Zoë <b>&\?/, "a token is filled in as text");
    await page.type("dormouse-form >>> input[name=email]", "zoe@example.com");
    await takesPresses();
    await page.keyboard.press("Enter");
    await stepSays(page, "when it matters");
    const href = await page.$eval("dormouse-form >>> [data-step='2'] a", (link) => link.getAttribute("href"));
    assert.equal(href, "/product?from=letter&name=Zo%C3%AB%20%3Cb%3E%26");
    const sql = "select answers from submissions where form_id = 'product1'";
    while (!(await service.query(sql))[0]) await new Promise((resolve) => setTimeout(resolve, 50));
    const [row] = await service.query(sql);
    assert.deepEqual(JSON.parse(row.answers), { email: "zoe@example.com", first_name: "Zoë <b>&" });
  });

  it("sees a form when the pointer leaves the cart through the top", async () => {
    const { page } = await visitor(browser);
    await page.goto(`${service.shop}/cart`);
    // The trigger module starts after the first paint; the pointer leaves once more until it listens.
    const leave = () =>
      document.documentElement.dispatchEvent(new MouseEvent("mouseout", { bubbles: true, clientY: -1 }));
    await page.waitForFunction(
      (leave) => {
        new Function(`(${leave})()`)();
        return document.querySelector("dormouse-form");
      },
      { polling: 200 },
      leave.toString(),
    );
    await form(page);
    assert.match(await stepText(page), /cart warm/);
  });
});
