/**
 * Pages that change their address without reloading, in Chromium, Firefox and WebKitGTK.
 *
 * Chromium and Firefox report a change through the Navigation API. WebKitGTK 2.50 and older browsers lack it: there the
 * loader compares the address twice a second. In Chromium both ways are tested.
 */

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, describe, it } from "node:test";
import { names } from "./support/engines.js";
import { shopPage } from "./support/shop-page.js";
import { after as seconds, smallForm, url } from "./support/small-form.js";
import { collector } from "./support/told.js";
import { useEngine } from "./support/use.js";

const navigo = createRequire(import.meta.url).resolve("navigo/lib/navigo.min.js");

/** The form's delay, plus the time until the address is compared, with a margin for a busy machine. */
const DELAY_MS = 1_000;
const COMPARED_MS = 500;

// An element with this id takes the name if the browser lacks the Navigation API.
const BODY =
  '<nav id="navigation"><a href="/lamp" data-navigo>Lamp</a> <a href="/" data-navigo>Home</a></nav><h1></h1>';

const HEAD = `<script src="/navigo.js"></script><script>
  addEventListener("DOMContentLoaded", () => {
    window.router = new Navigo("/");
    const view = (text) => () => (document.querySelector("h1").textContent = text);
    router.on("/", view("Shop")).on("/lamp", view("The lamp")).on("/rug", view("The rug")).resolve();
  });
</script>`;

const WITHOUT_NAVIGATION = '<script>Object.defineProperty(window, "navigation", { value: undefined });</script>';

const ways = [...names.map((name) => ({ name, head: HEAD })), { name: names[0], head: HEAD + WITHOUT_NAVIGATION }];

for (const { name, head } of ways) {
  describe(`a router in ${name}${head === HEAD ? "" : ", without the Navigation API"}`, () => {
    const { service, engine } = useEngine(name);
    /** @type {Awaited<ReturnType<typeof shopPage>>} */
    let shop;
    after(async () => {
      shop?.close();
    });

    /**
     * A visitor on the start page of a shop that has one form.
     * @param {object} version Of the form.
     */
    async function arrive(version) {
      shop?.close();
      const settings = { pause_between_forms_seconds: 0 };
      const scripts = { "/navigo.js": navigo };
      const form = smallForm("routes01", { triggers: seconds(1), ...version });
      shop = await shopPage(service, {
        site: "routes01",
        form,
        head,
        body: BODY,
        scripts,
        settings,
        routes: ["/lamp", "/rug"],
      });
      const visitor = await engine.newVisitor();
      await visitor.goto(shop.url);
      await visitor.evaluate(collector, "dormouse");
      await visitor.evaluate(noteTimes);
      await visitor.waitFor(() => Boolean(/** @type {any} */ (window).router && /** @type {any} */ (window).dormouse));
      // One of our promises waits for the start.
      await visitor.evaluate(async () => void (await /** @type {any} */ (window).dormouse.canShow("routes01")));
      return visitor;
    }

    /** @param {import("./support/engines.js").Visitor} visitor @param {string} path */
    const go = (visitor, path) =>
      visitor.evaluate((path) => {
        /** @type {any} */ (window).router.navigate(path);
        return /** @type {any} */ (window).note("route");
      }, path);

    it("shows a form on its route after its delay, and closes it on another without counting a close", async () => {
      const cap = { days_after_close: 1, days_after_submit: null };
      const visitor = await arrive({ targeting: url("/lamp"), frequency_cap: cap });
      await visitor.waitFor((ms) => performance.now() > ms, DELAY_MS + 1_500);
      assert.equal(await visitor.hasForm(), false, "it is not its route");

      // Noted by the page itself: asked for afterwards, it may be late.
      await visitor.evaluate(() =>
        addEventListener(
          "click",
          () => {
            /** @type {any} */ (window).clicked = performance.now();
          },
          true,
        ),
      );
      await visitor.click('a[href="/lamp"]');
      await visitor.form();
      const [opened] = await visitor.evaluate(() => /** @type {any} */ (window).times("open"));
      const clicked = await visitor.evaluate(() => /** @type {any} */ (window).clicked);
      assert.ok(opened - clicked >= DELAY_MS - 300, `after ${opened - clicked} ms: the delay counts from the route`);
      assert.equal(await visitor.evaluate(() => document.querySelector("h1")?.textContent), "The lamp");

      await go(visitor, "/");
      await visitor.formGone();
      assert.deepEqual(await visitor.evaluate(() => ({ ...localStorage })), {}, "nothing is noted");
      assert.equal(await visitor.evaluate(() => getComputedStyle(document.documentElement).overflow), "visible");

      await go(visitor, "/lamp");
      await visitor.form();
      const types = await visitor.evaluate(() =>
        /** @type {any} */ (window)["told dormouse"].map((/** @type {any} */ { type }) => type),
      );
      assert.deepEqual(
        types.filter((type) => type === "view" || type === "close"),
        ["view", "close", "view"],
      );
      assert.deepEqual(await visitor.problems(), []);
      await visitor.close();
    });

    it("restarts the delay with each route, but not with a fragment", async () => {
      const visitor = await arrive({ triggers: seconds(2) });
      await visitor.waitFor((ms) => performance.now() > ms, 1_200);
      const routed = await go(visitor, "/rug");
      await visitor.waitFor((ms) => performance.now() > ms, routed + 1_200);
      const fragment = await visitor.evaluate(() => {
        location.hash = "#colors";
        return /** @type {any} */ (window).note("route");
      });
      await visitor.form();
      const [opened] = await visitor.evaluate(() => /** @type {any} */ (window).times("open"));
      assert.ok(opened - routed >= 2_000, `${opened - routed} ms after the route`);
      assert.ok(opened - fragment < 2_000, `${opened - fragment} ms after the fragment, which begins nothing`);
      await visitor.close();
    });

    it("counts a delay on while the page writes its query, and does not bring back a form that was closed", async () => {
      const visitor = await arrive({ triggers: seconds(2) });
      const began = await visitor.evaluate(() => {
        let page = 0;
        const write = () => history[page % 2 ? "pushState" : "replaceState"](null, "", `?page=${++page}`);
        /** @type {any} */ (window).writing = setInterval(write, 300);
        return /** @type {any} */ (window).note("write");
      });
      await visitor.form();
      const [opened] = await visitor.evaluate(() => /** @type {any} */ (window).times("open"));
      assert.ok(opened - began < 2_500, `${opened - began} ms after the page began to write its query`);
      await visitor.press("Escape");
      await visitor.formGone();
      const closed = await visitor.evaluate(() => performance.now());
      await visitor.waitFor((ms) => performance.now() > ms, closed + 2_500);
      assert.equal(await visitor.hasForm(), false, "it came again within a page view");
      assert.deepEqual(await visitor.problems(), []);
      await visitor.close();
    });

    it("checks its rules again if only the query changes", async () => {
      const targeting = [{ type: "url", part: "query", allow_list: [{ operator: "contains", value: "color=red" }] }];
      const visitor = await arrive({ triggers: [{ type: "immediate" }], targeting });
      const write = (/** @type {string} */ query) =>
        visitor.evaluate((query) => history.replaceState(null, "", query), query);
      assert.equal(await visitor.hasForm(), false);
      await write("?color=red&size=m");
      await visitor.form();
      await write("?color=blue");
      await visitor.formGone();
      // The visitor did not close it.
      await write("?color=red");
      await visitor.form();
      await visitor.press("Escape");
      await visitor.formGone();
      await write("?color=red&size=l");
      const written = await visitor.evaluate(() => performance.now());
      await visitor.waitFor((ms) => performance.now() > ms, written + COMPARED_MS + 500);
      assert.equal(await visitor.hasForm(), false, "it came again although the visitor closed it");
      await visitor.close();
    });

    it("may say itself that a fragment is a route", async () => {
      const visitor = await arrive({ triggers: seconds(2) });
      await visitor.waitFor((ms) => performance.now() > ms, 1_500);
      const routed = await visitor.evaluate(async () => {
        location.hash = "#/rug";
        await /** @type {any} */ (window).dormouse.routeChanged();
        return /** @type {any} */ (window).note("route");
      });
      await visitor.form();
      const [opened] = await visitor.evaluate(() => /** @type {any} */ (window).times("open"));
      assert.ok(opened - routed >= 1_900, `${opened - routed} ms after the route`);
      await visitor.close();
    });

    it("keeps a form that belongs to both routes, and does not bring it again when it is closed", async () => {
      const visitor = await arrive({});
      await visitor.form();
      const routed = await go(visitor, "/rug");
      await visitor.waitFor((ms) => performance.now() > ms, routed + DELAY_MS + COMPARED_MS + 300);
      assert.equal(await visitor.evaluate(() => document.querySelectorAll("dormouse-form").length), 1);
      await visitor.press("Escape");
      await visitor.formGone();
      const closed = await visitor.evaluate(() => performance.now());
      await visitor.waitFor((ms) => performance.now() > ms, closed + 1_000);
      assert.equal(await visitor.hasForm(), false, "it came again within a page view");
      await go(visitor, "/lamp");
      await visitor.form();
      assert.deepEqual(await visitor.problems(), []);
      await visitor.close();
    });

    it("follows the browser's own back and forward", async () => {
      const visitor = await arrive({ targeting: url("/lamp") });
      await go(visitor, "/lamp");
      await visitor.form();
      await visitor.evaluate(() => history.back());
      await visitor.formGone();
      await visitor.evaluate(() => history.forward());
      await visitor.form();
      await visitor.close();
    });
  });
}

/** Runs in the page: when which event was sent, in ms since the start. */
function noteTimes() {
  const noted = /** @type {[string, number][]} */ ([]);
  const page = /** @type {any} */ (window);
  page.note = (/** @type {string} */ what) => {
    noted.push([what, performance.now()]);
    return performance.now();
  };
  page.times = (/** @type {string} */ what) => noted.filter(([noted]) => noted === what).map(([, ms]) => ms);
  addEventListener("dormouse", (event) => page.note(/** @type {CustomEvent} */ (event).detail.type));
}
