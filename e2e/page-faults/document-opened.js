/** A page that rewrites itself with `document.open()`, which removes every listener of the document and the window. */

const BODY = '<h1>Anew</h1><p style="height:4000px">A long page</p><button class="open">Join</button>';

const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>{{TAG}}</head><body><h1>Shop</h1>
<script>window.writeAnew = () => { document.open(); document.write('<!doctype html><html lang="en"><title>Anew</title><body>${BODY}</body></html>'); document.close();
  addEventListener("dormouse", ({ detail }) => told.push(detail)); };</script></body></html>`;

/** @param {object} trigger */
const triggeredBy = (trigger) => (/** @type {any} */ form) => ({
  ...form,
  versions: [{ ...form.versions[0], triggers: [trigger] }],
});

/** @param {import("../support/page-faults.js").Stage} stage */
async function writeAnew({ visitor, tells }) {
  await tells("ready");
  await visitor.evaluate(() => /** @type {any} */ (window).writeAnew());
  await visitor.waitFor(() => document.querySelector("h1")?.textContent === "Anew");
}

/** @type {import("../support/page-faults.js").Case[]} */
export default [
  {
    shows: "a press asks for a form, which keeps everything that is typed",
    fixture: "click-on-link",
    page,
    async run(stage) {
      const { visitor, formShows, tells } = stage;
      await writeAnew(stage);
      // The new page takes keys, as the first might have done.
      await visitor.evaluate(() => addEventListener("keydown", (event) => event.preventDefault()));
      await visitor.evaluate(() =>
        document.querySelector(".open")?.scrollIntoView({ behavior: "instant", block: "center" }),
      );
      await visitor.click(".open");
      await formShows();
      await visitor.fill("input[type=email]", "ada@example.com");
      await visitor.press("Enter");
      await tells("submit");
    },
  },
  {
    shows: "scrolling brings a form",
    fixture: "click-on-link",
    page,
    form: triggeredBy({ type: "scroll_percentage", scroll_percentage: 50 }),
    async run(stage) {
      await writeAnew(stage);
      await stage.visitor.evaluate(() => scrollTo({ top: 3_500, behavior: "instant" }));
      await stage.formShows();
    },
  },
  {
    shows: "the page's own event opens a form",
    fixture: "click-on-link",
    page,
    form: triggeredBy({ type: "custom_event", event_name: "shop:ready" }),
    async run(stage) {
      await writeAnew(stage);
      await stage.visitor.evaluate(() => document.dispatchEvent(new CustomEvent("shop:ready", { bubbles: true })));
      await stage.formShows();
    },
  },
];
