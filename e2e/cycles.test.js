/**
 * Forms that open and close a hundred times, on pages that stay, change their route or rebuild themselves, leave
 * nothing behind: no listener, no observer, no node, no sheet and no lock.
 */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { launch, names } from "./support/engines.js";
import { startService } from "./support/service.js";
import { shopPage } from "./support/shop-page.js";
import { NEVER, smallForm } from "./support/small-form.js";

/** How many cycles run; `CYCLES=100` runs more. */
const CYCLES = Number(process.env.CYCLES || 12);

const BODY = '<h1>Shop</h1><main style="height:3000px">A long page</main><button id="outside">Outside</button>';

/** Records listeners and observers, from before the script tag runs. */
const COUNTS = `<script>
  const listening = window.listening = [];
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  const captures = (options) => Boolean(options === true || options?.capture);
  const at = (target, type, act, options) => listening.findIndex((one) => one.target === target && one.type === type && one.act === act && one.captures === captures(options));
  EventTarget.prototype.addEventListener = function (type, act, options) {
    const target = this ?? window;
    if (act && !options?.once && at(target, type, act, options) < 0) listening.push({ target, type, act, captures: captures(options) });
    return add.call(target, type, act, options);
  };
  EventTarget.prototype.removeEventListener = function (type, act, options) {
    const target = this ?? window;
    const index = at(target, type, act, options);
    if (index >= 0) listening.splice(index, 1);
    return remove.call(target, type, act, options);
  };
  const observing = window.observing = new Set();
  for (const name of ["MutationObserver", "ResizeObserver", "IntersectionObserver"]) {
    const { observe, disconnect } = window[name].prototype;
    window[name].prototype.observe = function (...all) { observing.add(this); return observe.apply(this, all); };
    window[name].prototype.disconnect = function () { observing.delete(this); return disconnect.call(this); };
  }
  window.told = [];
  add.call(window, "dormouse", ({ detail }) => told.push(detail));
</script>`;

/** Runs in the page: everything that a form may leave. */
function left() {
  const { listening, observing } = /** @type {any} */ (window);
  const root = document.documentElement;
  const looks = (/** @type {Element} */ element) => {
    const { overflowX, overflowY, paddingTop, paddingBottom, scrollbarGutter, pointerEvents } =
      getComputedStyle(element);
    return [overflowX, overflowY, paddingTop, paddingBottom, scrollbarGutter, pointerEvents].join();
  };
  const attributes = (/** @type {Element} */ element) =>
    [...element.attributes].map(({ name, value }) => `${name}=${value}`).join();
  // Listeners on an element disappear with it.
  const lasting = listening.filter(
    (/** @type {any} */ { target }) => !(target instanceof Node) || target.isConnected || target === document,
  );
  return {
    listeners: lasting
      .map((/** @type {any} */ { type }) => type)
      .sort()
      .join(),
    observers: observing.size,
    nodes: document.querySelectorAll("*").length,
    sheets: document.adoptedStyleSheets.length,
    faces: document.fonts.size,
    inert: document.querySelectorAll("[inert]").length,
    modal: document.querySelectorAll(":modal").length,
    looks: [root, document.body].map((element) => `${attributes(element)} ${looks(element)}`).join("; "),
  };
}

const engines = (process.env.ENGINES || names.join()).split(",");

for (const name of names.filter((name) => engines.includes(name)))
  describe(`in ${name}`, () => {
    /** @type {import("./support/service.js").Service} */
    let service;
    /** @type {import("./support/engines.js").Engine} */
    let engine;
    before(async () => {
      [service, engine] = await Promise.all([startService(), launch(name)]);
    });
    after(async () => {
      await engine?.close();
      await service?.remove();
    });

    it(`${CYCLES} forms that are opened, closed, left and replaced leave nothing`, async () => {
      const forms = [
        smallForm("popup001", { triggers: NEVER }),
        smallForm("flyout01", { type: "flyout", triggers: NEVER }),
        smallForm("banner01", { type: "banner", triggers: NEVER, placement: { location: "top", push: true } }),
      ];
      const settings = { pause_between_forms_seconds: 0 };
      const shop = await shopPage(service, { site: `cycles${name}`, forms, settings, head: COUNTS, body: BODY });
      const visitor = await engine.newVisitor();
      await visitor.goto(shop.url);
      await visitor.waitFor(() =>
        /** @type {any} */ (window).told.some((/** @type {any} */ one) => one.type === "ready"),
      );

      /** How a form goes: by the page's word, by the visitor's, with its page view, with the page's body. */
      const ends = [
        (/** @type {string} */ form_id) =>
          visitor.evaluate((form_id) => void (/** @type {any} */ (window).dormouse.close(form_id)), form_id),
        () => visitor.click("[data-dormouse-close]"),
        (/** @type {string} */ form_id) =>
          visitor.evaluate((form_id) => {
            history.pushState(null, "", `/${Math.random()}`);
            void (/** @type {any} */ (window).dormouse.close(form_id));
          }, form_id),
        () => visitor.evaluate((html) => void (document.body.innerHTML = html), BODY),
        () =>
          visitor.evaluate((html) => {
            const body = document.createElement("body");
            body.innerHTML = html;
            document.body.replaceWith(body);
          }, BODY),
      ];

      /** @param {number} cycle */
      async function run(cycle) {
        const { form_id } = forms[cycle % forms.length];
        await visitor.evaluate((form_id) => void (/** @type {any} */ (window).dormouse.open(form_id)), form_id);
        await visitor.waitFor(
          (form_id) =>
            /** @type {HTMLElement | null} */ (document.querySelector(`[data-form-id=${form_id}]`))?.dataset.state ===
            "open",
          form_id,
        );
        await ends[cycle % ends.length](form_id);
        // If the page was rebuilt, a form may have come back to it.
        await visitor.evaluate((form_id) => void (/** @type {any} */ (window).dormouse.close(form_id)), form_id);
        await visitor.formGone();
      }

      // Once each, so that everything that loads only once is there.
      for (let cycle = 0; cycle < 5; cycle++) await run(cycle);
      const first = await visitor.evaluate(left);
      for (let cycle = 0; cycle < CYCLES; cycle++) await run(cycle);
      assert.deepEqual(await visitor.evaluate(left), first);
      assert.ok(!first.looks.includes("hidden"), first.looks);
      await visitor.close();
      shop.close();
    });
  });
