/** A frame whose sandbox forbids form submission: the browser sends no submit event for a button, but the answer
 * still arrives. */

/** @param {string} sandbox */
const outer = (sandbox) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Outer</title></head>
<body><iframe sandbox="${sandbox}" src="/inner" style="width:1000px;height:600px"></iframe></body></html>`;
const inner = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>{{TAG}}</head><body><h1>Shop</h1></body></html>`;

/**
 * Enters an address into the form in the frame, and presses its button twice.
 * @param {import("../support/page-faults.js").Stage} stage
 */
async function pressesTwice({ visitor }) {
  await visitor.waitFor(() => {
    const host = document.querySelector("iframe")?.contentDocument?.querySelector("dormouse-form");
    const root = host?.shadowRoot ?? host;
    const input = root?.querySelector("input");
    if (host?.getAttribute("data-state") !== "open" || !input) return false;
    input.value = "ada@example.com";
    const button = /** @type {HTMLElement} */ (root?.querySelector("[data-step] [type=submit]"));
    button.click();
    button.click();
    return true;
  });
}

/** @type {import("../support/page-faults.js").Case[]} */
export default ["allow-scripts allow-same-origin", "allow-scripts allow-same-origin allow-forms"].map((sandbox) => ({
  shows: `one submit and the thanks, with ${sandbox}`,
  fixture: "keys-captured",
  page: outer(sandbox),
  pages: { "/inner": inner },
  async run(stage) {
    await pressesTwice(stage);
    await stage.visitor.waitFor(() => {
      const host = document.querySelector("iframe")?.contentDocument?.querySelector("dormouse-form");
      return /** @type {HTMLElement | null | undefined} */ (
        (host?.shadowRoot ?? host)?.querySelector("[data-step]")
      )?.innerText.includes("Thank you");
    });
    const submits = await stage.visitor.evaluate(() => {
      const { told } = /** @type {any} */ (document.querySelector("iframe")).contentWindow;
      return told.filter((/** @type {any} */ { type }) => type === "submit").length;
    });
    if (submits !== 1) throw new Error(`${submits} submit events were sent`);
  },
}));
