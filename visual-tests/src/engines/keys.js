/** Keys for engines that puppeteer drives. */

/**
 * Presses a key, or some at once: `Tab`, `Shift+Tab`.
 * @param {import("puppeteer-core").Page} page
 * @param {string} key
 */
export async function pressKey(page, key) {
  const keys = /** @type {import("puppeteer-core").KeyInput[]} */ (key.split("+"));
  for (const held of keys) await page.keyboard.down(held);
  for (const held of keys.reverse()) await page.keyboard.up(held);
}
