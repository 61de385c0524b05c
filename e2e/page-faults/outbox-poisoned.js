/** An outbox that other code filled with 2,000 entries: a page view sends few of them, including the visitor's own. */

const POISON = 2_000;
/** More than this page side sends in a page view. */
const MOST = 60;

/** While `away` is in storage, nothing can be sent. */
const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title><script>
  window.sent = 0;
  {
    // Not as global names of the page, because these would hide members of the window.
    const away = (url) => localStorage.away && /submissions$/.test(url);
    const { fetch } = window;
    window.fetch = (url, init) => { if (/submissions$/.test(url)) sent++; return away(url) ? Promise.reject(new TypeError("away")) : fetch(url, init); };
    const { open } = XMLHttpRequest.prototype;
    XMLHttpRequest.prototype.open = function (method, url, ...all) { if (away(url)) throw new TypeError("away"); return open.call(this, method, url, ...all); };
  }
  </script>{{TAG}}</head><body><h1>Shop</h1></body></html>`;

/**
 * Leaves an answer in the outbox, lets other code write more into it, and comes back.
 * @param {string} poison Body of the function `(key, index, body)` that returns an entry; body: the visitor's own.
 */
const arrivesFrom =
  (poison) =>
  async (
    /** @type {import("../support/page-faults.js").Stage} */ {
      visitor,
      formShows,
      tells,
      pass,
      service,
      shop: { url },
    },
  ) => {
    const address = `poison${new URL(url).port}@example.com`;
    await visitor.evaluate(() => localStorage.setItem("away", "1"));
    await formShows();
    await visitor.fill("input[type=email]", address);
    await visitor.press("Enter");
    await tells("submit");
    const own = await visitor.evaluate(
      (poison, count) => {
        const key = /** @type {string} */ (Object.keys(localStorage).find((key) => key.includes(":o:")));
        const own = /** @type {string} */ (localStorage.getItem(key));
        const make = new Function("key", "index", "body", poison);
        for (let i = 0; i < count; i++) {
          const id = i.toString(16).padStart(32, "0");
          localStorage.setItem(key.slice(0, -32) + id, make(id, i, own.slice(own.indexOf(" ") + 1)));
        }
        localStorage.removeItem("away");
        return key;
      },
      poison,
      POISON,
    );
    await visitor.reload();
    await visitor.waitFor((key) => localStorage.getItem(key) === null, own);
    await pass(3_000);
    const sent = await visitor.evaluate(() => /** @type {any} */ (window).sent);
    if (sent > MOST) throw new Error(`${sent} entries were sent`);
    const rows = await service.query(`select email from profiles where email = '${address}'`);
    if (rows.length !== 1) throw new Error("the service did not get the answer");
  };

/** @type {import("../support/page-faults.js").Case[]} */
export default [
  {
    shows: "with arbitrary contents",
    run: arrivesFrom('return ["x", "", "0 {}", "1 {" + key, "9e99 null"][index % 5];'),
  },
  {
    shows: "that look like answers, of last week",
    run: arrivesFrom('return Date.now() - 6e8 + index + " " + JSON.stringify({ submission_id: key });'),
  },
  {
    shows: "that look like answers of years to come",
    run: arrivesFrom('return Date.now() + 1e11 + " " + JSON.stringify({ submission_id: key });'),
  },
].map((one) => ({ ...one, fixture: "keys-captured", page }));
