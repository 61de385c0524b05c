/** What a page reports although it should report nothing: errors, console messages, and requests to other machines. */

/** What a page may request. */
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
