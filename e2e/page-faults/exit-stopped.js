/** Exit intent on a page that stops the pointer's events. */

/** @param {string} script */
const shop = (script) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>{{TAG}}</head>
<body><h1>Shop</h1><p style="height:600px">A page</p><script>${script}</script></body></html>`;

const form = (/** @type {any} */ form) => ({
  ...form,
  versions: [{ ...form.versions[0], triggers: [{ type: "exit_intent", minimum_seconds_on_page: 0 }] }],
});

/** @param {import("../support/page-faults.js").Stage} stage */
async function comesOnLeaving({ visitor, tells, formShows }) {
  await tells("ready");
  await visitor.moveMouse(300, 300);
  await visitor.leaveThroughTop();
  await formShows();
}

/** @type {import("../support/page-faults.js").Case[]} */
export default [
  {
    shows: "the body stops them",
    script: 'document.body.addEventListener("mouseout", (event) => event.stopPropagation());',
  },
  {
    shows: "the document stops them in the capture phase",
    script: 'document.addEventListener("mouseout", (event) => event.stopImmediatePropagation(), true);',
  },
  {
    shows: "where every element stops them",
    script: 'for (const one of document.querySelectorAll("*")) one.onmouseout = (event) => event.stopPropagation();',
  },
].map(({ shows, script }) => ({ shows, fixture: "click-on-link", page: shop(script), form, run: comesOnLeaving }));
