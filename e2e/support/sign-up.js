/** The walk that every setting is tested with: a visitor answers the welcome form, and the row is in the database. */

import assert from "node:assert/strict";
import { form, stepSays } from "./browser.js";

/**
 * Waits for the form, signs up, and checks what the database contains.
 * @param {import("puppeteer-core").Page} page
 * @param {import("./service.js").Service} service
 * @param {string} email Not used before in this database.
 */
export async function signUp(page, service, email) {
  await form(page);
  await page.type("dormouse-form >>> input[name=email]", email);
  await page.keyboard.press("Enter");
  await stepSays(page, "SLEEPY10");
  const row = await storedRow(service, email);
  assert.equal(row.form_id, "welcome1");
  assert.equal(row.page_url, page.url());
  assert.match(row.consent_text, /^By signing up you agree/);
  return row;
}

/**
 * The row of a submission; the success step may show slightly before it exists.
 * @param {import("./service.js").Service} service
 * @param {string} email
 */
export async function storedRow(service, email) {
  const sql = `select s.form_id, s.page_url, c.consent_text
    from submissions s left join consents c on c.submission_id = s.submission_id join profiles p on p.id = s.profile_id
    where p.email = '${email}'`;
  const deadline = Date.now() + 10_000;
  for (;;) {
    const rows = await service.query(sql);
    if (rows.length > 0) {
      assert.equal(rows.length, 1);
      return rows[0];
    }
    assert.ok(Date.now() < deadline, `no submission of ${email} in the database`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
