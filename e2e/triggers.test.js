/** Every trigger in Chromium, Firefox and WebKitGTK: the form does not show before, and shows after. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { launch, names, namesWithTouch } from "./support/engines.js";
import { startService } from "./support/service.js";
import { shopPage } from "./support/shop-page.js";
import { quietForm } from "./support/quiet-form.js";
import { smallForm } from "./support/small-form.js";
import { useEngine } from "./support/use.js";

/** How long a form would have had to show by mistake. */
const QUIET_MS = 400;

const LONG =
  '<h1>Shop</h1><button id="buy"><b>Buy</b></button><a href="#there">There</a><div style="height:4000px"></div><p id="deep">Deep</p><div style="height:2000px"></div>';

/** @typedef {import("./support/engines.js").Visitor} Visitor */

/**
 * How to fire each trigger. First come actions that must not fire it; the form must not show then.
 * @type {{ name: string, triggers: object[], combination?: "all", not?: ((visitor: Visitor, url: string) => Promise<unknown>)[],
 *   act: (visitor: Visitor, url: string) => Promise<unknown> }[]}
 */
const CASES = [
  { name: "immediate", triggers: [{ type: "immediate" }], act: async () => {} },
  {
    name: "delay",
    triggers: [{ type: "delay", delay_seconds: 1 }],
    not: [async () => {}],
    act: (visitor) => visitor.waitFor(() => performance.now() > 1000),
  },
  {
    name: "scroll_percentage",
    triggers: [{ type: "scroll_percentage", scroll_percentage: 30 }],
    not: [(visitor) => visitor.wheel(300, 300, 300)],
    act: (visitor) => visitor.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2)),
  },
  {
    name: "element_in_view",
    triggers: [{ type: "element_in_view", selector: "#deep, #later" }],
    not: [(visitor) => visitor.wheel(300, 300, 300)],
    act: (visitor) => visitor.evaluate(() => document.querySelector("#deep")?.scrollIntoView()),
  },
  {
    name: "exit_intent",
    triggers: [{ type: "exit_intent", minimum_seconds_on_page: 0 }],
    not: [
      (visitor) => visitor.moveMouse(200, 200),
      (visitor) => visitor.moveMouse(200, 1),
      // A select box reports that the pointer left the page when its list opens.
      (visitor) =>
        visitor.evaluate(() => {
          const select = document.body.appendChild(document.createElement("select"));
          select.dispatchEvent(new MouseEvent("mouseout", { bubbles: true, relatedTarget: null, clientY: -1 }));
        }),
      // To another element of the page.
      (visitor) =>
        visitor.evaluate(() => {
          const init = { bubbles: true, relatedTarget: document.querySelector("a"), clientY: 0 };
          document.querySelector("h1")?.dispatchEvent(new MouseEvent("mouseout", init));
        }),
    ],
    act: async (visitor) => {
      await visitor.moveMouse(200, 200);
      await visitor.leaveThroughTop();
    },
  },
  {
    name: "exit_intent after a minimum time",
    triggers: [{ type: "exit_intent", minimum_seconds_on_page: 2 }],
    not: [
      async (visitor) => {
        await visitor.moveMouse(200, 200);
        await visitor.leaveThroughTop();
      },
    ],
    act: async (visitor) => {
      await visitor.waitFor(() => performance.now() > 3500);
      await visitor.moveMouse(200, 200);
      await visitor.leaveThroughTop();
    },
  },
  {
    name: "page_visits",
    triggers: [{ type: "page_visits", page_visits: 2 }],
    not: [(visitor, url) => visitor.goto(`${url}?query=1#fragment`)],
    act: (visitor, url) => visitor.goto(`${url}second`),
  },
  {
    name: "time_on_site",
    triggers: [{ type: "time_on_site", time_on_site_seconds: 8 }],
    not: [(visitor) => visitor.waitFor(() => performance.now() > 6000)],
    act: async (visitor, url) => {
      await visitor.goto(`${url}second`);
      await visitor.form();
      // The time on the first page counts: on the second alone it would be due later.
      assert.ok((await visitor.evaluate(() => performance.now())) < 7900);
    },
  },
  {
    name: "inactivity",
    triggers: [{ type: "inactivity", inactivity_seconds: 1 }],
    not: [
      async (visitor) => {
        for (let i = 0; i < 12; i++) {
          await visitor.moveMouse(100 + i, 100);
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      },
    ],
    act: async () => {},
  },
  {
    name: "click",
    triggers: [{ type: "click", selector: "#buy" }],
    not: [(visitor) => visitor.click("h1")],
    act: (visitor) => visitor.click("#buy b"),
  },
  {
    name: "custom_event of the page",
    triggers: [
      {
        type: "custom_event",
        event_name: "added",
        filters: [
          { property: "value", minimum: 50 },
          { property: "name", operator: "starts_with", value: "mug" },
        ],
      },
    ],
    not: [
      (visitor) =>
        visitor.evaluate(() => void dispatchEvent(new CustomEvent("added", { detail: { value: 49, name: "mug" } }))),
      (visitor) =>
        visitor.evaluate(() => void dispatchEvent(new CustomEvent("added", { detail: { value: 50, name: "tea" } }))),
      (visitor) => visitor.evaluate(() => void dispatchEvent(new CustomEvent("added"))),
    ],
    act: (visitor) =>
      visitor.evaluate(() => {
        const detail = { value: 50, name: "mug of tea" };
        document.querySelector("h1")?.dispatchEvent(new CustomEvent("added", { bubbles: true, detail }));
      }),
  },
  {
    name: "custom_event by track",
    triggers: [{ type: "custom_event", event_name: "quiz finished" }],
    not: [(visitor) => visitor.evaluate(() => /** @type {any} */ (window).dormouse.track("quiz begun"))],
    act: (visitor) => visitor.evaluate(() => /** @type {any} */ (window).dormouse.track("quiz finished")),
  },
  {
    name: "cart by track",
    triggers: [{ type: "cart", change: "item_added", minimum_value: 50 }],
    not: [
      (visitor) =>
        visitor.evaluate(() =>
          /** @type {any} */ (window).dormouse.track("cart", { change: "item_added", value: 49.9 }),
        ),
      (visitor) =>
        visitor.evaluate(() =>
          /** @type {any} */ (window).dormouse.track("cart", { change: "item_removed", value: 90 }),
        ),
    ],
    act: (visitor) =>
      visitor.evaluate(() =>
        /** @type {any} */ (window).dormouse.track("cart", { change: "item_added", value: 50, count: 2 }),
      ),
  },
  {
    name: "cart by Shopify's standard event",
    triggers: [{ type: "cart", minimum_count: 3, product_ids: ["42"] }],
    not: [
      (visitor) =>
        visitor.evaluate(() => {
          const event = Object.assign(new Event("shopify:cart:lines-update", { bubbles: true }), {
            action: "add",
            lines: [{ productId: "gid://shopify/Product/7" }],
            promise: Promise.resolve({ cart: { totalQuantity: 3, cost: { totalAmount: { amount: "10.00" } } } }),
          });
          document.body.dispatchEvent(event);
        }),
    ],
    act: (visitor) =>
      visitor.evaluate(() => {
        const event = Object.assign(new Event("shopify:cart:lines-update", { bubbles: true }), {
          action: "add",
          lines: [{ productId: "gid://shopify/Product/42" }],
          promise: Promise.resolve({ cart: { totalQuantity: 3, cost: { totalAmount: { amount: "10.00" } } } }),
        });
        document.body.dispatchEvent(event);
      }),
  },
  {
    name: "manual",
    triggers: [{ type: "manual" }],
    not: [(visitor) => visitor.wheel(300, 300, 3000), (visitor) => visitor.click("#buy")],
    act: (visitor) => visitor.evaluate(() => void (/** @type {any} */ (window).dormouse.open("form01"))),
  },
  {
    name: "all of several",
    triggers: [
      { type: "click", selector: "#buy" },
      { type: "scroll_percentage", scroll_percentage: 20 },
    ],
    combination: "all",
    not: [(visitor) => visitor.click("#buy")],
    act: (visitor) => visitor.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2)),
  },
];

for (const engine_name of names) {
  describe(`triggers in ${engine_name}`, () => {
    const { service, engine } = useEngine(engine_name);

    for (const [index, { name, triggers, combination = "any", not = [], act }] of CASES.entries()) {
      it(name, async () => {
        const form = quietForm("form01", { triggers, trigger_combination: combination });
        const shop = await shopPage(service, { site: `trigger${index}`, form, body: LONG, routes: ["/second"] });
        const visitor = await engine.newVisitor();
        await visitor.goto(shop.url);
        await visitor.waitFor(() => Boolean(/** @type {any} */ (window).dormouse?.canShow));
        await visitor.evaluate(() => /** @type {any} */ (window).dormouse.canShow("form01"));
        for (const mislead of not) {
          await mislead(visitor, shop.url);
          await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
          assert.equal(await visitor.hasForm(), false, `shows after ${mislead}`);
        }
        await act(visitor, shop.url);
        await visitor.form();
        assert.deepEqual(await visitor.problems(), []);
        await visitor.close();
        shop.close();
      });
    }

    it("form_submitted: another form's submit", async () => {
      const first = smallForm("first01");
      const second = quietForm("second1", { triggers: [{ type: "form_submitted", form_id: "first01" }] });
      const settings = { pause_between_forms_seconds: 0 };
      const shop = await shopPage(service, { site: "submit01", forms: [first, second], settings, body: LONG });
      const visitor = await engine.newVisitor();
      await visitor.goto(shop.url);
      await visitor.form();
      await visitor.fill("input[name=email]", "ada@example.com");
      await visitor.press("Enter");
      await visitor.stepSays("Thank you");
      // One form at a time.
      assert.equal(await visitor.evaluate(() => document.querySelectorAll("dormouse-form").length), 1);
      await visitor.press("Escape");
      await visitor.waitFor(() => document.querySelector("dormouse-form")?.getAttribute("data-form-id") === "second1");
      assert.deepEqual(await visitor.problems(), []);
      await visitor.close();
      shop.close();
    });
  });
}

for (const engine_name of namesWithTouch) {
  describe(`exit intent by touch in ${engine_name}`, () => {
    it("shows after a flick that scrolls up fast, not after a tap or a slow scroll", async () => {
      const [service, engine] = await Promise.all([startService(), launch(engine_name, { touch: true })]);
      const form = quietForm("form01", { triggers: [{ type: "exit_intent", minimum_seconds_on_page: 0 }] });
      const shop = await shopPage(service, { site: "flick001", form, body: LONG });
      const visitor = await engine.newVisitor();
      await visitor.goto(shop.url);
      await visitor.waitFor(() => Boolean(/** @type {any} */ (window).dormouse?.canShow));
      await visitor.evaluate(() => /** @type {any} */ (window).dormouse.canShow("form01"));
      await visitor.evaluate(() => scrollTo(0, 2000));
      await visitor.tapAt(60, 300);
      // The drivers cannot flick with momentum, so the finger's events are dispatched, and the page is scrolled.
      const drag = (/** @type {number} */ ms, /** @type {number} */ to) =>
        visitor.evaluate(
          async (ms, to) => {
            const touch = (/** @type {string} */ type, /** @type {number} */ clientY) => {
              const event = new Event(type, { bubbles: true });
              Object.defineProperty(event, "changedTouches", { value: [{ clientY }] });
              document.body.dispatchEvent(event);
            };
            touch("touchstart", 200);
            await new Promise((resolve) => setTimeout(resolve, ms));
            scrollTo(0, to);
            touch("touchend", 500);
          },
          ms,
          to,
        );
      await drag(1000, 1000);
      await new Promise((resolve) => setTimeout(resolve, 800));
      await drag(50, 990);
      await new Promise((resolve) => setTimeout(resolve, 800));
      assert.equal(await visitor.hasForm(), false);
      await drag(50, 100);
      await visitor.form();
      assert.deepEqual(await visitor.problems(), []);
      await visitor.close();
      shop.close();
      await engine.close();
      await service.remove();
    });
  });
}
