/** Sets a page's viewport in all browsers that are supported. */

/** The size of a new visitor's page. */
export const VIEWPORT = { width: 1280, height: 800 };

/** How often is looked whether the page has its new size. */
const POLL_MS = 20;

/**
 * Sets the viewport; a page has the new size when this resolves.
 *
 * Puppeteer also sets the screen's orientation, which Firefox ESR 140 does not know, and fails although the viewport is
 * set: https://w3c.github.io/webdriver-bidi/#command-emulation-setScreenOrientationOverride
 * @param {import("puppeteer-core").Page} page
 * @param {import("puppeteer-core").Viewport} viewport
 */
export async function setViewport(page, viewport) {
  try {
    await page.setViewport(viewport);
  } catch (error) {
    if (!/unknown command emulation\.setScreenOrientationOverride/.test(/** @type {Error} */ (error).message))
      throw error;
    // The failed command may have been answered before the one that sets the size.
    const has_size = (/** @type {number} */ width, /** @type {number} */ height) =>
      innerWidth === width && innerHeight === height;
    await page.waitForFunction(has_size, { polling: POLL_MS }, viewport.width, viewport.height);
  }
}
