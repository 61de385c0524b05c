/** Runs pages on which a form could go wrong: defines a case, and what it gets when it runs. */

import { readFile } from "node:fs/promises";
import { manage, shopPage } from "./shop-page.js";

const FIXTURES = new URL("../../fixtures/page-faults/", import.meta.url);

/** How the forms of all cases run: with WebAssembly in a shadow root, with the twin, or in light DOM. */
export const MODES = /** @type {const} */ ({
  wasm: { engine: "wasm", settings: {} },
  twin: { engine: "js", settings: {} },
  light: { engine: "wasm", settings: { isolation: "light" } },
});

/**
 * A page, the actions on it, and the expected result. A file of `e2e/page-faults/` exports one by default, or a list.
 * @typedef {object} Case
 * @property {string} shows The expected result, as the name of the test.
 * @property {string} [fixture] Folder of `fixtures/page-faults` with page and form. Default: the name of the case's file.
 * @property {string} [page] Its HTML instead of the fixture's, with `{{TAG}}` for the script tag.
 * @property {(form: any) => any} [form] Changes the fixture's form.
 * @property {object[]} [forms] Further forms of the site.
 * @property {object} [settings] Of the site.
 * @property {string} [attributes] Of the script tag.
 * @property {string} [path] Where the page is. Default `/`.
 * @property {Record<string, string>} [pages] Further pages by their path.
 * @property {Record<string, string>} [scripts] Paths at which the server has the files of these names.
 * @property {Record<string, string>} [headers] Of the page.
 * @property {string} [user_sheet] CSS that the browser itself adds, as a content blocker does.
 * @property {boolean} [resizes] Whether it changes the size of its window, and has one of its own: WebKitGTK's driver drops
 * turns of the wheel in a window that was resized after other pages.
 * @property {Record<string, string>} [except] Engines and modes in which it cannot hold, and why.
 * @property {(stage: Stage) => Promise<void>} run
 */

/**
 * What a case gets: a visitor whose page has loaded, and the events that our code sent on it.
 * @typedef {Awaited<ReturnType<typeof setStage>>["stage"]} Stage
 */

/** Records our events, from before the script tag runs. */
const COLLECTOR = `<script>window.told = []; addEventListener("dormouse", ({ detail }) => told.push(detail));</script>`;

let sites = 0;

/**
 * A tab as the next case wants it: a window costs more than a second in Firefox and WebKitGTK, so that cases share one.
 * Each case is on a port of its own, so that only cookies go from one to the next.
 * @param {import("./engines.js").Visitor} tab
 * @returns {Promise<import("./engines.js").Visitor>}
 */
async function asNew(tab) {
  const reported = (await tab.problems()).length;
  return { ...tab, problems: async () => (await tab.problems()).slice(reported) };
}

/**
 * Publishes a case's form, serves its page and opens it.
 * @param {Case & { name: string }} page_case
 * @param {import("./service.js").Service} service
 * @param {import("./engines.js").Visitor} tab Where no case has failed: it may be left as it is by a failure.
 * @param {typeof MODES[keyof typeof MODES]} mode
 */
export async function setStage(page_case, service, tab, mode) {
  const { fixture = page_case.name, path = "/", headers, attributes, forms, scripts } = page_case;
  const html = page_case.page ?? (await readFile(new URL(`${fixture}/page.html`, FIXTURES), "utf8"));
  const form = JSON.parse(await readFile(new URL(`${fixture}/form.json`, FIXTURES), "utf8"));
  const shop = await shopPage(service, {
    site: `fault${String(++sites).padStart(5, "0")}`,
    form: page_case.form?.(form) ?? form,
    forms,
    engine: mode.engine,
    settings: { pause_between_forms_seconds: 0, ...mode.settings, ...page_case.settings },
    headers,
    attributes,
    scripts,
  });
  const fill = (/** @type {string} */ text) => text.replaceAll("{{TAG}}", () => COLLECTOR + shop.tag);
  shop.pages[path] = fill(html);
  for (const [at, text] of Object.entries(page_case.pages ?? {})) shop.pages[at] = fill(text);
  const visitor = await asNew(tab);
  if (!page_case.resizes)
    visitor.setViewport = () => Promise.reject(new Error("a case that changes the size of its window has to say so"));
  await visitor.goto(shop.origin + path);

  /**
   * Runs a function of the form's root, a shadow root or in light DOM the host; it gets `null` where no form is.
   * @param {string} selector
   */
  const inForm = (selector) => visitor.evaluate(boxIn, selector);
  const stage = {
    visitor,
    shop,
    service,
    /** @param {string} method @param {string} address @param {unknown} [body] */
    manage: (method, address, body) => manage(service, method, address, body),
    /** Waits until a form is there that the visitor can see, at rest. */
    formShows: () => visitor.waitFor(isShown),
    /** Whether a form is there that the visitor can see. */
    isShown: () => visitor.evaluate(isShown),
    /** Waits until no form is in the page. */
    formGone: () => visitor.formGone(),
    /** The rectangle of an element of a form, `null` if it is missing. */
    inForm,
    /** Presses the form's own close button. */
    closeForm: () => visitor.click("[data-dormouse-close]"),
    /** Details of our events of a type so far. @param {string} type @returns {Promise<any[]>} */
    told: (type) =>
      visitor.evaluate(
        (type) => /** @type {any} */ (window).told.filter((/** @type {any} */ one) => one.type === type),
        type,
      ),
    /** Waits until our code sent an event of a type. @param {string} type @param {string} [reason] */
    tells: (type, reason) =>
      visitor.waitFor(
        (type, reason) =>
          /** @type {any} */ (window).told.find(
            (/** @type {any} */ one) => one.type === type && (!reason || one.metaData.reason === reason),
          ),
        type,
        reason,
      ),
    /**
     * Turns the wheel until something has scrolled: a browser may drop a turn right after a dialog has gone.
     * @param {() => number} read Runs in the page: how far it is scrolled.
     */
    async turnWheel(read) {
      const before = await visitor.evaluate(read);
      for (let turn = 0; turn < 9 && (await visitor.evaluate(read)) === before; turn++) {
        await visitor.wheel(600, 400, 300);
        await stage.pass(300);
      }
      if ((await visitor.evaluate(read)) === before) throw new Error(`the wheel scrolls nothing: ${before} px`);
    },
    /** Waits until the page is as old as that. @param {number} ms */
    age: (ms) => visitor.waitFor((ms) => performance.now() >= ms, ms),
    /** Waits until some time has passed in the page: for events that must not happen. @param {number} ms */
    async pass(ms) {
      const since = await visitor.evaluate(() => performance.now());
      await visitor.waitFor((until) => performance.now() >= until, since + ms);
    },
  };
  return {
    stage,
    /** What there is to know of the page once a case has failed. */
    state: () =>
      visitor
        .evaluate(pageState)
        .then((found) => JSON.stringify(found))
        .catch((error) => `the page does not answer: ${error}`),
    /** Leaves the tab to the next case. */
    clear: () => visitor.evaluate(forget),
    close: () => shop.close(),
  };
}

// These run in the page.

/** Whether a form shows, at rest, with a panel that is at least partly in the viewport. */
function isShown() {
  for (const host of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("dormouse-form"))) {
    if (host.dataset.state !== "open") continue;
    const panel = (host.shadowRoot ?? host).firstElementChild?.firstElementChild;
    const { width, height, right, bottom, left, top } = panel?.getBoundingClientRect() ?? new DOMRect();
    if (width * height && right > 0 && bottom > 0 && left < innerWidth && top < innerHeight) return true;
  }
  return false;
}

/** Forgets what a tab or another port of the same host would hand to the next page. */
function forget() {
  for (const cookie of document.cookie.split("; ")) document.cookie = `${cookie.split("=")[0]}=;path=/;max-age=0`;
  window.name = "";
}

/** What a failure may come from: whether the page paints and has the focus, our events, and the forms in it. */
async function pageState() {
  const frame = await new Promise((resolve) => {
    requestAnimationFrame(() => resolve("painted"));
    setTimeout(() => resolve("not painted within a second"), 1_000);
  });
  const forms = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("dormouse-form")]);
  const { told = [] } = /** @type {any} */ (window);
  return {
    frame,
    visibility: document.visibilityState,
    readyState: document.readyState,
    has_focus: document.hasFocus(),
    active: document.activeElement?.outerHTML.slice(0, 100),
    age_ms: Math.round(performance.now()),
    window: [innerWidth, innerHeight],
    without_scrollbars: [document.documentElement.clientWidth, document.documentElement.clientHeight],
    told: told.map((/** @type {any} */ { type, metaData }) => `${type} ${metaData?.reason ?? ""}`.trim()),
    forms: forms.map(({ dataset, shadowRoot }) => ({
      ...dataset,
      open: Boolean(shadowRoot?.querySelector("dialog[open]")),
    })),
    ours: performance
      .getEntriesByType("resource")
      .filter(({ name }) => /\/(a|v1)\//.test(name))
      .map(({ name, duration }) => `${name.slice(-24)} ${Math.round(duration)} ms`),
  };
}

/** @param {string} selector */
function boxIn(selector) {
  const host = document.querySelector("dormouse-form");
  const element = (host?.shadowRoot ?? host)?.querySelector(selector);
  if (!element?.getClientRects().length) return null;
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
}
