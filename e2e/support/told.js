/** The events that our code sent to a page, in order. */

/**
 * Collects all events from the beginning of each document on.
 * @param {import("puppeteer-core").Page} page
 * @param {string} [type] Of the event.
 */
export async function collect(page, type = "dormouse") {
  await page.evaluateOnNewDocument(collector, type);
}

/**
 * Runs in the page.
 * @param {string} type
 */
export function collector(type) {
  const told = /** @type {any} */ (window[`told ${type}`] ??= []);
  addEventListener(type, (event) => told.push(/** @type {CustomEvent} */ (event).detail));
}

/**
 * The details of all events so far.
 * @param {import("puppeteer-core").Page} page
 * @param {string} [type]
 * @returns {Promise<any[]>}
 */
export const told = (page, type = "dormouse") =>
  page.evaluate((type) => /** @type {any} */ (window)[`told ${type}`], type);

/**
 * The types of all events so far.
 * @param {import("puppeteer-core").Page} page
 * @param {string} [type]
 */
export const typesTold = async (page, type) => (await told(page, type)).map((detail) => detail.type);

/**
 * Waits until an event of a type was sent, and returns its detail.
 * @param {import("puppeteer-core").Page} page
 * @param {string} wanted
 * @returns {Promise<any>}
 */
export async function tells(page, wanted) {
  const found = await page.waitForFunction(
    (wanted) =>
      /** @type {any} */ (window)["told dormouse"].find((/** @type {any} */ detail) => detail.type === wanted),
    { timeout: 10_000 },
    wanted,
  );
  return await found.jsonValue();
}
