/** Banners and the page around them: the room that it makes, beside dialogs and locks, at both edges, in each engine. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { names } from "./support/engines.js";
import { exampleOf, ID } from "./support/form-types.js";
import { shopPage } from "./support/shop-page.js";
import { useEngine } from "./support/use.js";

const BOTTOM = "bottombar1";

/** A banner at the bottom for which the page makes room. */
const bottom = { ...exampleOf("banner", { placement: { location: "bottom", push: true } }), form_id: BOTTOM };
/** One at the top that scrolls away. */
const loose = { ...exampleOf("banner", { placement: { sticky: false } }), form_id: "loosebar1" };

const BODY = '<style>:root{padding-bottom:7px}</style><h1>Shop</h1><p style="height:3000px">Tall</p>';

/** @typedef {import("./support/engines.js").Visitor} Visitor */

for (const name of names) {
  describe(`a banner in ${name}`, () => {
    const { service, engine } = useEngine(name);
    /** @type {Awaited<ReturnType<typeof shopPage>>} */
    let shop;
    before(async () => {
      const forms = [exampleOf("banner"), bottom, loose, exampleOf("popup")];
      shop = await shopPage(service, { site: "banners1", forms, body: BODY });
    });
    after(async () => {
      shop?.close();
    });

    /** @param {(visitor: Visitor) => Promise<void>} act */
    async function visit(act) {
      const visitor = await engine.newVisitor();
      await visitor.goto(shop.url);
      await visitor.waitFor(() => typeof (/** @type {any} */ (window).dormouse?.open) === "function");
      await act(visitor);
      assert.deepEqual(await visitor.problems(), []);
      await visitor.close();
    }

    it("that comes while a popup shows has the page make room, which stays when the popup goes", () =>
      visit(async (visitor) => {
        await open(visitor, ID.popup);
        await open(visitor, ID.banner);
        await visitor.waitFor(hasRoom, "top", ID.banner, 0);
        await close(visitor, ID.popup);
        await visitor.waitFor(hasRoom, "top", ID.banner, 0);
        assert.equal(await visitor.evaluate(() => getComputedStyle(document.documentElement).overflowY), "visible");
        await close(visitor, ID.banner);
        assert.equal(await visitor.evaluate(() => document.documentElement.getAttribute("style")), null);
      }));

    for (const [lock, element] of /** @type {const} */ ([
      ["class", "body"],
      ["style", "documentElement"],
    ]))
      it(`that comes while the page is locked by a ${lock} of its ${element} gets its room once that ends`, () =>
        visit(async (visitor) => {
          await visitor.evaluate(setLock, lock, element, true);
          await open(visitor, ID.banner);
          await visitor.waitFor(
            () => getComputedStyle(document.documentElement).getPropertyValue("--dormouse-banner-top") !== "",
          );
          assert.equal(await visitor.evaluate(() => getComputedStyle(document.documentElement).paddingTop), "0px");
          await visitor.evaluate(setLock, lock, element, false);
          await visitor.waitFor(hasRoom, "top", ID.banner, 0);
          await close(visitor, ID.banner);
          assert.equal(await visitor.evaluate(() => document.documentElement.style.cssText), "");
        }));

    it("at the top and one at the bottom show at the same time, each with its own room and height", () =>
      visit(async (visitor) => {
        await open(visitor, ID.banner);
        await open(visitor, BOTTOM);
        await visitor.waitFor(hasRoom, "top", ID.banner, 0);
        await visitor.waitFor(hasRoom, "bottom", BOTTOM, 7);
        const second = await visitor.evaluate((id) => /** @type {any} */ (window).dormouse.open(id), loose.form_id);
        assert.deepEqual(second, { visible: false, reason: "another_form_shows" });
        await close(visitor, ID.banner);
        await visitor.waitFor(hasRoom, "bottom", BOTTOM, 7);
        assert.equal(await visitor.evaluate(heightTold, "top"), "");
        await close(visitor, BOTTOM);
        assert.equal(await visitor.evaluate(() => getComputedStyle(document.documentElement).paddingBottom), "7px");
        assert.equal(await visitor.evaluate(() => document.documentElement.getAttribute("style")), null);
      }));

    it("publishes its height only if it stays in view", () =>
      visit(async (visitor) => {
        await open(visitor, loose.form_id);
        await visitor.waitFor(() => getComputedStyle(document.documentElement).paddingTop !== "0px");
        assert.equal(await visitor.evaluate(heightTold, "top"), "");
        await close(visitor, loose.form_id);
      }));
  });
}

/** @param {Visitor} visitor @param {string} id */
async function open(visitor, id) {
  await visitor.evaluate((id) => void (/** @type {any} */ (window).dormouse.open(id, { ignoreTargeting: true })), id);
  await visitor.waitFor(
    (/** @type {string} */ id) =>
      /** @type {HTMLElement | null} */ (document.querySelector(`[data-form-id="${id}"]`))?.dataset.state === "open",
    id,
  );
}

/** @param {Visitor} visitor @param {string} id */
async function close(visitor, id) {
  await visitor.evaluate((id) => void (/** @type {any} */ (window).dormouse.close(id)), id);
  await visitor.waitFor((/** @type {string} */ id) => !document.querySelector(`[data-form-id="${id}"]`), id);
}

// All of these run in the page.

/** @param {string} edge */
const heightTold = (edge) => getComputedStyle(document.documentElement).getPropertyValue(`--dormouse-banner-${edge}`);

/** Whether the page's padding is the banner's height plus its own, and the height is published. @param {string} edge @param {string} id @param {number} own */
const hasRoom = (edge, id, own) => {
  const surface = /** @type {HTMLElement | null | undefined} */ (
    document.querySelector(`[data-form-id="${id}"]`)?.shadowRoot?.firstElementChild
  );
  const style = getComputedStyle(document.documentElement);
  const height = surface?.offsetHeight ?? 0;
  return (
    height > 0 &&
    style.getPropertyValue(`padding-${edge}`) === `${own + height}px` &&
    style.getPropertyValue(`--dormouse-banner-${edge}`) === `${height}px`
  );
};

/** @param {string} lock @param {"body" | "documentElement"} element @param {boolean} is_on */
const setLock = (lock, element, is_on) => {
  if (lock === "style") document[element].style.overflow = is_on ? "hidden" : "";
  else {
    document.head.insertAdjacentHTML("beforeend", "<style>.no-scroll{overflow:hidden}</style>");
    document[element].classList.toggle("no-scroll", is_on);
  }
};
