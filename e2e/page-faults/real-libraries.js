/** Libraries from npm, unchanged: a form works beside each of them, and the entered text is kept. */

import { fileURLToPath } from "node:url";
import { sveltePage } from "../support/svelte-page.js";

/** @param {string} path In `node_modules`. */
const file = (path) => fileURLToPath(new URL(`../../node_modules/${path}`, import.meta.url));

const ADDRESS = "ada@example.com";
const PLACE = '<div data-dormouse-form="embed001" style="min-height:300px"></div>';

/** @param {string[]} scripts @param {string} body */
const shop = (scripts, body) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
${scripts.map((path) => `<script src="${path}"></script>`).join("")}
{{TAG}}</head><body>${body}</body></html>`;

/** @param {import("../support/page-faults.js").Stage} stage */
const fill = ({ visitor }) => visitor.fill("input[type=email]", ADDRESS);

/**
 * Finds the entered text, submits it and reads the thanks; nothing of this reached the console.
 * @param {import("../support/page-faults.js").Stage} stage
 */
async function signsUp({ visitor, tells }) {
  await visitor.waitFor((address) => {
    const hosts = [...document.querySelectorAll("dormouse-form")];
    return hosts.length === 1 && (hosts[0].shadowRoot ?? hosts[0]).querySelector("input")?.value === address;
  }, ADDRESS);
  await visitor.click("[data-step] [type=submit]");
  await tells("submit");
  await visitor.waitFor(() => {
    const host = document.querySelector("dormouse-form");
    const step = /** @type {HTMLElement | null | undefined} */ (
      (host?.shadowRoot ?? host)?.querySelector("[data-step]")
    );
    return step?.innerText.includes("Thank you");
  });
  const problems = (await visitor.problems()).filter((problem) => /dormouse|onsite\.js|\/a\/[0-9a-f]/i.test(problem));
  if (problems.length) throw new Error(problems.join("\n"));
}

/**
 * Types into an embed, lets the page do something, and signs up with the remaining text.
 * @param {(stage: import("../support/page-faults.js").Stage) => Promise<unknown>} act
 */
const outlives = (act) => async (/** @type {import("../support/page-faults.js").Stage} */ stage) => {
  await stage.formShows();
  await fill(stage);
  await act(stage);
  await signsUp(stage);
  if ((await stage.told("close")).length) throw new Error("a close event was sent");
};

/** The page calls `hydrate()` and says when that is over. */
const hydrates = outlives(async ({ visitor, pass }) => {
  await visitor.evaluate(() => /** @type {any} */ (window).hydrate());
  await visitor.waitFor(() => document.querySelector("[data-hydrated]") != null);
  await pass(500);
});

/** A page of each library's own, with a button `#more` that counts in `#count`. */
const COUNTER =
  '<h1>Shop</h1><button id="more" onclick="count.textContent++">More</button><p id="count">0</p><p style="height:3000px">Long</p>';

const SWUP = { "/swup.js": file("swup/dist/Swup.umd.js") };

/** @param {string} body What a visit replaces. */
const swupShop = (body) =>
  shop(
    ["/swup.js"],
    `<main id="swup">${body}</main><script>window.swup = new Swup({ animationSelector: false });</script>`,
  );

const COUNTER_IN_SVELTE = await sveltePage(
  `<script>let count = $state(0);</script><button id="more" onclick={() => count++}>More</button><p id="count">{count}</p>`,
);

const EMBED_IN_SVELTE = await sveltePage(`<script>let count = $state(0); let is_taken_over = $state();
  $effect(() => { is_taken_over = ""; });</script>
  <main data-hydrated={is_taken_over}><h1>Shop {count}</h1><button id="more" onclick={() => count++}>More</button>${PLACE}</main>`);

/** @type {Record<string, Partial<import("../support/page-faults.js").Case>>} */
const BESIDE = {
  Lenis: {
    scripts: { "/lenis.js": file("lenis/dist/lenis.min.js") },
    page: shop(["/lenis.js"], `${COUNTER}<script>window.lenis = new Lenis({ autoRaf: true });</script>`),
  },
  "focus-trap": {
    scripts: {
      "/tabbable.js": file("tabbable/dist/index.umd.min.js"),
      "/focus-trap.js": file("focus-trap/dist/focus-trap.umd.min.js"),
    },
    page: shop(
      ["/tabbable.js", "/focus-trap.js"],
      `<div id="drawer">${COUNTER}</div><script>focusTrap.createFocusTrap("#drawer", { escapeDeactivates: false }).activate();</script>`,
    ),
  },
  Turbo: {
    scripts: { "/turbo.js": file("@hotwired/turbo/dist/turbo.es2017-umd.js") },
    page: shop(["/turbo.js"], COUNTER),
  },
  htmx: {
    scripts: { "/htmx.js": file("htmx.org/dist/htmx.min.js") },
    page: shop(["/htmx.js"], `<div hx-boost="true">${COUNTER}</div>`),
  },
  "React 18": {
    scripts: {
      "/react.js": file("react18/umd/react.production.min.js"),
      "/react-dom.js": file("react-dom18/umd/react-dom.production.min.js"),
    },
    page: shop(
      ["/react.js", "/react-dom.js"],
      `<script>const App = () => { const [count, setCount] = React.useState(0); const h = React.createElement;
      return [h("button", { key: 1, id: "more", onClick: () => setCount(count + 1) }, "More"), h("p", { key: 2, id: "count" }, count)]; };
      ReactDOM.createRoot(document.body).render(React.createElement(App));</script>`,
    ),
  },
  Preact: {
    scripts: { "/preact.mjs": file("preact/dist/preact.mjs") },
    page: shop(
      [],
      `<script type="module">import { h, render } from "/preact.mjs"; let count = 0; const more = () => { count++; draw(); };
      const draw = () => render([h("button", { id: "more", onClick: more }, "More"), h("p", { id: "count" }, count)], document.body); draw();</script>`,
    ),
  },
  Vue: {
    scripts: { "/vue.js": file("vue/dist/vue.global.prod.js") },
    page: shop(
      ["/vue.js"],
      `<div id="app"></div><script>const { createApp, h, ref } = Vue; createApp({ setup() { const count = ref(0);
      return () => [h("button", { id: "more", onClick: () => count.value++ }, "More"), h("p", { id: "count" }, count.value)]; } }).mount("#app");</script>`,
    ),
  },
  swup: { scripts: SWUP, page: swupShop(COUNTER) },
  Svelte: {
    scripts: { "/svelte.js": COUNTER_IN_SVELTE.script },
    page: shop(["/svelte.js"], "<script>svelte.mount(svelte.App, { target: document.body });</script>"),
  },
};

const LENIS = {
  fixture: "wheel-taken",
  resizes: true,
  scripts: { "/lenis.js": file("lenis/dist/lenis.min.js") },
  page: shop(
    ["/lenis.js"],
    '<h1>Shop</h1><p style="height:4000px">Long</p><script>window.lenis = new Lenis({ autoRaf: true });</script>',
  ),
};

/** @type {import("../support/page-faults.js").Case[]} */
export default [
  {
    shows: "Lenis: the form scrolls, the page behind it does not",
    ...LENIS,
    async run(stage) {
      const { visitor, formShows } = stage;
      await visitor.setViewport(900, 420);
      await formShows();
      await visitor.moveMouse(450, 200);
      await visitor.wheel(450, 200, 300);
      await visitor.waitFor(() => {
        const host = document.querySelector("dormouse-form");
        return [...((host?.shadowRoot ?? host)?.querySelectorAll("*") ?? [])].some((element) => element.scrollTop > 0);
      });
      const scrolled = await visitor.evaluate(() => scrollY);
      if (scrolled) throw new Error(`the page has scrolled, too: ${scrolled} px`);
      await fill(stage);
      await signsUp(stage);
    },
  },
  {
    shows: "Lenis: after a form the page scrolls, smoothly",
    ...LENIS,
    async run(stage) {
      const { visitor, formShows, closeForm, formGone, turnWheel } = stage;
      await visitor.setViewport(900, 420);
      await formShows();
      await closeForm();
      await formGone();
      await visitor.moveMouse(450, 200);
      await turnWheel(() => scrollY);
      await visitor.waitFor(() => scrollY > 200 && /** @type {any} */ (window).lenis.scroll > 200);
    },
  },
  {
    shows: "focus-trap: a flyout works beside a trap, which keeps the page's own focus",
    fixture: "mouse-handlers-retargeted",
    scripts: {
      "/tabbable.js": file("tabbable/dist/index.umd.min.js"),
      "/focus-trap.js": file("focus-trap/dist/focus-trap.umd.min.js"),
    },
    page: shop(
      ["/tabbable.js", "/focus-trap.js"],
      `<h1>Shop</h1><button id="outside">Outside</button><div id="drawer"><button id="one">One</button><button id="two">Two</button></div>
      <script>window.trap = focusTrap.createFocusTrap("#drawer", { escapeDeactivates: false }); trap.activate();</script>`,
    ),
    async run(stage) {
      const { visitor, formShows, closeForm, formGone } = stage;
      await formShows();
      await fill(stage);
      await signsUp(stage);
      await closeForm();
      await formGone();
      await visitor.evaluate(() => document.getElementById("outside")?.focus());
      await visitor.waitFor(() => document.activeElement?.closest("#drawer") != null);
    },
  },
  {
    shows: "Turbo: an embed goes along with a visit, and its text with it",
    fixture: "place-hydrated",
    scripts: { "/turbo.js": file("@hotwired/turbo/dist/turbo.es2017-umd.js") },
    page: shop(["/turbo.js"], `<h1>Shop</h1><a id="on" href="/second">On</a><main>${PLACE}</main>`),
    pages: { "/second": shop(["/turbo.js"], `<h1>Second</h1><article>${PLACE}</article>`) },
    run: outlives(async ({ visitor }) => {
      await visitor.click("#on");
      await visitor.waitFor(
        () => document.querySelector("h1")?.textContent === "Second" && location.pathname === "/second",
      );
    }),
  },
  {
    shows: "swup: an embed goes along with a visit, and its text with it",
    fixture: "place-hydrated",
    scripts: SWUP,
    page: swupShop(`<h1>Shop</h1><a id="on" href="/second">On</a>${PLACE}`),
    pages: { "/second": swupShop(`<h1>Second</h1><article>${PLACE}</article>`) },
    run: outlives(async ({ visitor }) => {
      await visitor.click("#on");
      await visitor.waitFor(
        () => document.querySelector("h1")?.textContent === "Second" && location.pathname === "/second",
      );
    }),
  },
  {
    shows: "Svelte: takes over the server's page around an embed, and goes on",
    fixture: "place-hydrated",
    scripts: { "/svelte.js": EMBED_IN_SVELTE.script },
    page: shop(
      ["/svelte.js"],
      `<div id="app">${EMBED_IN_SVELTE.html}</div><script>window.hydrate = () => svelte.hydrate(svelte.App, { target: document.getElementById("app") });</script>`,
    ),
    run: outlives(async (stage) => {
      const { visitor } = stage;
      await visitor.evaluate(() => {
        /** @type {any} */ (window).hydrate();
      });
      await visitor.waitFor(() => document.querySelector("[data-hydrated]") != null);
      await visitor.click("#more");
      await visitor.waitFor(() => document.querySelector("h1")?.textContent === "Shop 1");
    }),
  },
  {
    shows: "htmx: an embed outlives a swap of its part of the page",
    fixture: "place-hydrated",
    scripts: { "/htmx.js": file("htmx.org/dist/htmx.min.js") },
    page: shop(
      ["/htmx.js"],
      `<h1>Shop</h1><button id="on" hx-get="/part" hx-target="main" hx-swap="innerHTML">On</button><main>${PLACE}</main>`,
    ),
    pages: { "/part": `<p data-swapped>Swapped</p>${PLACE}` },
    run: outlives(async ({ visitor }) => {
      await visitor.click("#on");
      await visitor.waitFor(() => document.querySelector("[data-swapped]") != null);
    }),
  },
  {
    shows: "Preact: hydrates around an embed",
    fixture: "place-hydrated",
    scripts: { "/preact.mjs": file("preact/dist/preact.mjs") },
    page: shop(
      [],
      `<div id="app"><main><h1>Shop</h1>${PLACE}</main></div><script type="module">import { h, hydrate } from "/preact.mjs"; window.hydrate = () => {
      hydrate(h("main", { "data-hydrated": "" }, h("h1", null, "Shop"), h("div", { "data-dormouse-form": "embed001" })), document.getElementById("app"));
      document.querySelector("main").dataset.hydrated = ""; };</script>`,
    ),
    run: hydrates,
  },
  {
    shows: "Vue: hydrates an embed's place that has a placeholder on the server",
    fixture: "place-hydrated",
    scripts: { "/vue.js": file("vue/dist/vue.global.prod.js") },
    page: shop(
      ["/vue.js"],
      `<div id="app"><main><h1>Shop</h1>${PLACE}</main></div><script>window.hydrate = () => {
      const { createSSRApp, h } = Vue;
      createSSRApp({ render: () => h("main", { "data-hydrated": "" }, [h("h1", "Shop"), h("div", { "data-dormouse-form": "embed001", style: "min-height:300px" }, [h("i", "Loading")])]) }).mount("#app");
      document.querySelector("main").dataset.hydrated = ""; };</script>`,
    ),
    run: hydrates,
  },
  {
    shows: "React 18: renders again after a mismatch around an embed",
    fixture: "place-hydrated",
    scripts: {
      "/react.js": file("react18/umd/react.production.min.js"),
      "/react-dom.js": file("react-dom18/umd/react-dom.production.min.js"),
    },
    page: shop(
      ["/react.js", "/react-dom.js"],
      `<div id="app"><main><h1>Server</h1>${PLACE}</main></div><script>window.hydrate = () => {
      const h = React.createElement;
      const App = () => h("main", { "data-hydrated": "" }, h("h1", null, "Client"), h("div", { "data-dormouse-form": "embed001", style: { minHeight: 300 } }));
      ReactDOM.hydrateRoot(document.getElementById("app"), h(App), { onRecoverableError() {} }); };</script>`,
    ),
    run: hydrates,
  },
  {
    shows: "React 18: a root on the body itself leaves an embed and its text, and the page's own",
    fixture: "place-hydrated",
    scripts: {
      "/react.js": file("react18/umd/react.production.min.js"),
      "/react-dom.js": file("react-dom18/umd/react-dom.production.min.js"),
    },
    page: shop(
      ["/react.js", "/react-dom.js"],
      `<h1>Server</h1><main>${PLACE}</main><script>window.hydrate = () => {
      const h = React.createElement;
      const App = () => {
        const [count, setCount] = React.useState(0);
        React.useEffect(() => { document.body.dataset.hydrated = ""; });
        return [h("h1", { key: 1 }, "Client " + count), h("button", { key: 2, id: "more", onClick: () => setCount(count + 1) }, "More"),
          h("main", { key: 3 }, h("div", { "data-dormouse-form": "embed001", style: { minHeight: 300 } }))];
      };
      ReactDOM.createRoot(document.body).render(h(App)); };</script>`,
    ),
    run: outlives(async ({ visitor }) => {
      await visitor.evaluate(() => /** @type {any} */ (window).hydrate());
      await visitor.waitFor(() => document.querySelector("[data-hydrated]") != null);
      await visitor.click("#more");
      await visitor.waitFor(() => document.querySelector("h1")?.textContent === "Client 1");
    }),
  },
  {
    shows: "Preact: rendered into the body leaves an embed and its text",
    fixture: "place-hydrated",
    scripts: { "/preact.mjs": file("preact/dist/preact.mjs") },
    page: shop(
      [],
      `<h1>Server</h1><main>${PLACE}</main><script type="module">import { h, render } from "/preact.mjs"; window.hydrate = () => {
      render([h("h1", null, "Client"), h("main", null, h("div", { "data-dormouse-form": "embed001", style: "min-height:300px" }))], document.body);
      document.querySelector("main").dataset.hydrated = ""; };</script>`,
    ),
    run: hydrates,
  },
  ...Object.keys(BESIDE).map((name) => ({
    shows: `${name}: a popup is answered and closed, and the page goes on`,
    fixture: "keys-captured",
    ...BESIDE[name],
    /** @param {import("../support/page-faults.js").Stage} stage */
    async run(stage) {
      const { visitor, formShows, closeForm, formGone } = stage;
      await formShows();
      await fill(stage);
      await signsUp(stage);
      await closeForm();
      await formGone();
      await visitor.click("#more");
      await visitor.waitFor(() => document.querySelector("#count")?.textContent === "1");
    },
  })),
];
