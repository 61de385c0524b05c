/** What a page tells that has nothing to tell: errors, messages of the console, and requests that lead away from this machine. */

/** What a page may ask for. */
const HERE = /^(http:\/\/127\.0\.0\.1:|data:|blob:)/;

/**
 * Listens to a page.
 * @param {import("puppeteer-core").Page} page
 * @returns {string[]} A line each; it grows.
 */
export function logOf(page) {
  const log = /** @type {string[]} */ ([]);
  page.on("pageerror", (error) => log.push(`error: ${error}`));
  page.on("console", (message) => log.push(`${message.type()}: ${message.text()}`));
  page.on("requestfailed", (request) => log.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
  page.on("request", (request) => {
    if (!HERE.test(request.url())) log.push(`asked for ${request.url()}`);
  });
  return log;
}
