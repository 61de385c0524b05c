/** A page that has wrapped `fetch` gets its form, and the service gets the answer. */

/** @param {string} script */
const shop = (script) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title><script>
  const fetched = window.fetch; ${script}</script>{{TAG}}</head><body><h1>Shop</h1></body></html>`;

/**
 * Signs up, and finds the profile.
 * @param {import("../support/page-faults.js").Stage} stage
 */
async function signsUp({ visitor, formShows, tells, service, shop: { url } }) {
  const address = `wrapped${new URL(url).port}@example.com`;
  await formShows();
  await visitor.fill("input[type=email]", address);
  await visitor.press("Enter");
  await tells("submit");
  const deadline = Date.now() + 20_000;
  for (;;) {
    const rows = await service.query(`select email from profiles where email = '${address}'`);
    if (rows.length === 1) break;
    if (Date.now() > deadline) throw new Error("the service did not get the answer");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  // It knows that the service has it.
  await visitor.waitFor(() => !Object.keys(localStorage).some((key) => key.includes(":o:")));
}

/** @type {import("../support/page-faults.js").Case[]} */
export default [
  {
    shows: "a signup if a tracing tool adds headers",
    fixture: "keys-captured",
    page: shop(`window.fetch = (input, init = {}) => {
      const headers = new Headers(init.headers); headers.set("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"); headers.set("sentry-trace", "1");
      return fetched(input, { ...init, headers }); };`),
    run: signsUp,
  },
  {
    shows: "a sign-up where all is asked with credentials",
    fixture: "keys-captured",
    page: shop(`window.fetch = (input, init) => fetched(new Request(input, { ...init, credentials: "include" }));`),
    run: signsUp,
  },
  {
    shows: "a signup if a wrapper throws for unknown arguments",
    fixture: "keys-captured",
    page: shop(
      `window.fetch = (input, init) => { if (!String(input).startsWith(location.origin)) throw new TypeError("unknown host"); return fetched(input, init); };`,
    ),
    run: signsUp,
  },
];
