/** How each type behaves beside and above the page: tested in each engine. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { takesPresses } from "./browser.js";
import { launch } from "./engines.js";
import { exampleOf, ID, MODAL, placeOf, TYPES } from "./form-types.js";
import { startService } from "./service.js";
import { shopPage } from "./shop-page.js";

/** @typedef {import("./form-types.js").Type} Type */
/** @typedef {import("./engines.js").Visitor} Visitor */

/** All types except the one that is a part of the page. */
const OVER_THE_PAGE = TYPES.filter((type) => type !== "embed");

const BODY = `<h1>Shop</h1>${placeOf('style="min-height:300px"')}
  <button id="outside" onclick="window.clicks = (window.clicks || 0) + 1">Outside</button>
  <p style="height:3000px">Tall</p>`;

/** Records our events at every place where a page may listen, and their targets. */
const LISTENERS = `<script>
  window.heard = [];
  for (const target of [window, document])
    target.addEventListener("dormouse", (event) =>
      heard.push([target === window ? "window" : "document", event.detail.type, event.target.localName || "window"]));
</script>`;

/** @param {typeof import("./engines.js").names[number]} name */
export function testSurfaces(name) {
  describe(`in ${name}`, () => {
    /** @type {import("./service.js").Service} */
    let service;
    /** @type {import("./engines.js").Engine} */
    let engine;
    /** @type {Awaited<ReturnType<typeof shopPage>>} */
    let shop;
    before(async () => {
      [service, engine] = await Promise.all([startService(), launch(name)]);
      const forms = TYPES.map((type) => exampleOf(type));
      shop = await shopPage(service, { site: "surfaces", forms, body: BODY, head: LISTENERS });
    });
    after(async () => {
      await engine?.close();
      shop?.close();
      await service?.remove();
    });

    /** @param {(visitor: Visitor) => Promise<void>} act */
    async function visit(act) {
      const visitor = await engine.newVisitor();
      await visitor.goto(shop.url);
      await visitor.waitFor(() => typeof (/** @type {any} */ (window).dormouse?.open) === "function");
      await visitor.evaluate(() => document.getElementById("outside")?.focus());
      await act(visitor);
      assert.deepEqual(await visitor.problems(), []);
      await visitor.close();
    }

    for (const type of TYPES) {
      it(`${type}: is walked through with the keyboard alone`, () =>
        visit(async (visitor) => {
          await open(visitor, type);
          if (MODAL.includes(type)) await visitor.waitFor(focusIs, "input");
          else assert.equal(await visitor.evaluate(focused), "button#outside", "it took the focus");
          if (type === "embed") await visitor.evaluate(() => window.scrollTo(0, 0));
          // An embed is before the button.
          const tab = type === "embed" ? "Shift+Tab" : "Tab";
          for (let i = 0; i < 12 && !(await visitor.evaluate(focusIs, "email")); i++) await visitor.press(tab);
          await visitor.waitFor(focusIs, "email");
          await visitor.press("Enter");
          await visitor.waitFor(inForm, ID[type], "input[type=email][aria-invalid=true]");
          await visitor.waitFor(focusIs, "email");
          await visitor.type(`ada@${type.replace("_", "-")}.example`);
          await visitor.press("Enter");
          await visitor.waitFor(inForm, ID[type], '[data-step="1"]');
          await visitor.waitFor(focusIs, type === "banner" ? "section" : "h");
          if (type === "embed") return;
          await takesPresses();
          await visitor.press("Escape");
          await visitor.waitFor(isGone, ID[type]);
          await visitor.waitFor(focusIs, "button#outside");
        }));
    }

    for (const type of /** @type {Type[]} */ (["flyout", "banner"])) {
      it(`${type}: is a region, and the page stays usable`, () =>
        visit(async (visitor) => {
          await open(visitor, type);
          assert.equal(await visitor.evaluate(focused), "button#outside", "it took the focus");
          await visitor.waitFor(announces, ID[type]);
          await visitor.press("Escape");
          await visitor.click("#outside");
          assert.equal(await visitor.evaluate(() => /** @type {any} */ (window).clicks), 1);
          await visitor.wheel(300, 400, 500);
          await visitor.waitFor(() => window.scrollY > 100);
          assert.equal(await visitor.evaluate(isGone, ID[type]), false, "Escape outside closed it");
          await visitor.waitFor(announces, ID[type]);
        }));
    }

    it("banner: pushes the page by its own height, and gives the room back", () =>
      visit(async (visitor) => {
        const top = () => visitor.evaluate(() => document.querySelector("h1")?.getBoundingClientRect().top);
        const before = await top();
        await open(visitor, "banner");
        await visitor.waitFor(isPushed, ID.banner, before);
        await visitor.setViewport(500, 800);
        await visitor.waitFor(isPushed, ID.banner, before);
        await visitor.evaluate(() => window.scrollTo(0, 400));
        const box = await visitor.evaluate(boxOf, ID.banner);
        assert.equal(box.y, 0, "it does not stay in view");
        await visitor.evaluate((id) => /** @type {any} */ (window).dormouse.close(id), ID.banner);
        await visitor.waitFor(isGone, ID.banner);
        await visitor.evaluate(() => window.scrollTo(0, 0));
        assert.equal(await top(), before);
        assert.equal(await visitor.evaluate(() => document.documentElement.getAttribute("style")), null);
      }));

    it("full_screen: covers the page, and locks it", () =>
      visit(async (visitor) => {
        await open(visitor, "full_screen");
        const box = await visitor.evaluate(boxOf, ID.full_screen);
        const view = await visitor.evaluate(() => [document.documentElement.clientWidth, window.innerHeight]);
        assert.deepEqual([box.x, box.y, box.height], [0, 0, view[1]]);
        assert.ok(box.width >= view[0] - 20, `${box.width} of ${view[0]}`);
        await visitor.wheel(300, 400, 500);
        assert.equal(await visitor.evaluate(() => getComputedStyle(document.documentElement).overflowY), "hidden");
        assert.equal(await visitor.evaluate(() => window.scrollY), 0);
      }));

    it("a flyout and a banner show at the same time, a flyout and a popup do not", () =>
      visit(async (visitor) => {
        await open(visitor, "flyout");
        await open(visitor, "banner");
        assert.equal(await visitor.evaluate(isGone, ID.flyout), false);
        const answer = await visitor.evaluate(
          (id) => /** @type {any} */ (window).dormouse.open(id, { ignoreTargeting: true }),
          ID.popup,
        );
        assert.deepEqual(answer, { visible: false, reason: "another_form_shows" });
      }));

    it("the page's top layer stays within reach", () =>
      visit(async (visitor) => {
        await open(visitor, "flyout");
        await open(visitor, "banner");
        const covered = await visitor.evaluate(() => {
          const bar = (/** @type {string} */ css) => {
            const element = document.createElement("div");
            element.style.cssText = `position:fixed;z-index:9999;${css}`;
            document.body.append(element);
            const { x, y, width, height } = element.getBoundingClientRect();
            return document.elementFromPoint(x + width - 60, y + height / 2) !== element;
          };
          return [bar("inset:auto 0 0 0;height:200px"), bar("inset:0 0 auto 0;height:60px")];
        });
        assert.deepEqual(covered, [false, false]);
      }));

    it("reverses its animation if it is closed while it opens", () =>
      visit(async (visitor) => {
        for (const type of OVER_THE_PAGE) {
          await visitor.evaluate(startOpening, ID[type]);
          const states = await visitor.evaluate(closeWhileOpening, ID[type]);
          assert.deepEqual(states, ["opening", "closing"], type);
          await visitor.waitFor(isGone, ID[type]);
          assert.equal(await visitor.evaluate(() => document.documentElement.getAttribute("style")), null, type);
        }
      }));

    it("opens and closes completely if the page cancels all animations", () =>
      visit(async (visitor) => {
        await visitor.evaluate(() => {
          setInterval(() => {
            for (const animation of document.getAnimations()) animation.cancel();
          }, 5);
        });
        for (const type of OVER_THE_PAGE) await openAndClose(visitor, type);
      }));

    it("opens and closes completely in a hidden tab", () =>
      visit(async (visitor) => {
        await visitor.hide();
        await visitor.waitFor(() => document.hidden);
        for (const type of OVER_THE_PAGE) await openAndClose(visitor, type);
        await visitor.show();
      }));

    it("its events arrive at the document and, once each, at the window", () =>
      visit(async (visitor) => {
        await open(visitor, "flyout");
        await visitor.evaluate((id) => /** @type {any} */ (window).dormouse.close(id), ID.flyout);
        await visitor.waitFor(isGone, ID.flyout);
        const heard = await visitor.evaluate(() =>
          /** @type {any} */ (window).heard.filter(
            (/** @type {string[]} */ [, type]) => type === "open" || type === "close",
          ),
        );
        assert.deepEqual(heard, [
          ["document", "open", "dormouse-form"],
          ["window", "open", "dormouse-form"],
          ["document", "close", "dormouse-form"],
          ["window", "close", "dormouse-form"],
        ]);
      }));
  });
}

/** @param {Visitor} visitor @param {Type} type */
async function openAndClose(visitor, type) {
  await open(visitor, type);
  await visitor.evaluate((id) => /** @type {any} */ (window).dormouse.close(id), ID[type]);
  await visitor.waitFor(isGone, ID[type]);
}

/** @param {Visitor} visitor @param {Type} type */
async function open(visitor, type) {
  if (type !== "embed") await visitor.evaluate(startOpening, ID[type]);
  await visitor.waitFor(isOpen, ID[type]);
}

// All of these run in the page.

/** @param {string} id */
const startOpening = (id) => {
  /** @type {any} */ (window).dormouse.open(id, { ignoreTargeting: true });
};

/** @param {string} id */
const isOpen = (id) =>
  /** @type {HTMLElement | null} */ (document.querySelector(`[data-form-id="${id}"]`))?.dataset.state === "open";

/** @param {string} id */
const isGone = (id) => document.querySelector(`[data-form-id="${id}"]`) === null;

/** @param {string} id @param {string} selector */
const inForm = (id, selector) =>
  document.querySelector(`[data-form-id="${id}"]`)?.shadowRoot?.querySelector(selector) != null;

/** The focused element, also inside a form: `tag#id`. */
const focused = () => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return `${element?.localName}#${element?.id}`;
};

/** @param {string} wanted `email` = the field, `h` = a heading, else `tag` or `tag#id`. */
const focusIs = (wanted) => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  if (wanted === "email") return element?.getAttribute("name") === "email";
  if (wanted === "h") return /^h[1-3]$/.test(element?.localName ?? "");
  return element?.localName === wanted || `${element?.localName}#${element?.id}` === wanted;
};

/** Whether a form is a region with a name, and says that name, once. @param {string} id */
const announces = (id) => {
  const root = document.querySelector(`[data-form-id="${id}"]`)?.shadowRoot;
  const label = root?.querySelector("section")?.getAttribute("aria-label");
  const status = root?.querySelectorAll("[role=status]");
  return Boolean(label) && status?.length === 1 && status[0].textContent === label;
};

/** @param {string} id */
const boxOf = (id) => {
  const panel = /** @type {Element} */ (
    document.querySelector(`[data-form-id="${id}"]`)?.shadowRoot?.querySelector(".p")
  );
  const { x, y, width, height } = panel.getBoundingClientRect();
  return { x, y, width, height };
};

/** Whether the page begins below the banner. @param {string} id @param {number} before */
const isPushed = (id, before) => {
  const panel = document.querySelector(`[data-form-id="${id}"]`)?.shadowRoot?.querySelector(".p");
  const top = document.querySelector("h1")?.getBoundingClientRect().top ?? 0;
  return panel != null && Math.abs(top - before - panel.getBoundingClientRect().height) < 1 && window.scrollY === 0;
};

/** Closes a form as soon as it shows, and returns the states that it went through. @param {string} id */
const closeWhileOpening = (id) =>
  new Promise((resolve) => {
    const look = () => {
      const host = /** @type {HTMLElement | null} */ (document.querySelector(`[data-form-id="${id}"]`));
      if (!host) return setTimeout(look);
      const before = host.dataset.state;
      /** @type {any} */ (window).dormouse.close(id);
      const started = performance.now();
      const after = () => {
        if (host.dataset.state !== before || performance.now() - started > 5000) resolve([before, host.dataset.state]);
        else setTimeout(after);
      };
      after();
    };
    look();
  });
