/** A close that was noted by a clock ten years ahead: the pause counts from when the clock is right again. */

const HOUR_MS = 3_600_000;
const YEAR_MS = 8_766 * HOUR_MS;

/** An entry in storage moves the page's clock. */
const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
<script>const real = Date.now; Date.now = () => real.call(Date) + (+localStorage.moved || 0);</script>{{TAG}}</head><body><h1>Shop</h1></body></html>`;

/** @param {import("../support/page-faults.js").Stage} stage @param {number} ms */
async function visit({ visitor }, ms) {
  await visitor.evaluate((ms) => localStorage.setItem("moved", `${ms}`), ms);
  await visitor.reload();
}

const form = (/** @type {any} */ form) => ({
  ...form,
  versions: [
    {
      ...form.versions[0],
      triggers: [{ type: "delay", delay_seconds: 0 }],
      frequency_cap: { days_after_close: 1, days_after_submit: null },
    },
  ],
});

/** @type {import("../support/page-faults.js").Case[]} */
export default [
  {
    shows: "the form comes back after its pause",
    fixture: "click-on-link",
    page,
    form,
    async run(stage) {
      const { formShows, closeForm, formGone, isShown, tells, pass } = stage;
      await tells("ready");
      await visit(stage, 10 * YEAR_MS);
      await formShows();
      await closeForm();
      await formGone();
      await visit(stage, 0);
      await tells("ready");
      await pass(1_000);
      if (await isShown()) throw new Error("it did not pause");
      await visit(stage, 25 * HOUR_MS);
      await formShows();
    },
  },
];
