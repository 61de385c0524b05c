/** Beside third-party code: a visitor signs up, the page's own code works as before, and no errors are raised. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { describe, it } from "node:test";
import { probe } from "./support/probe.js";
import { shopPage } from "./support/shop-page.js";
import { storedRow } from "./support/sign-up.js";
import { useEngine } from "./support/use.js";

const { resolve } = createRequire(import.meta.url);

const welcome = JSON.parse(await readFile(new URL("../fixtures/forms/welcome.json", import.meta.url), "utf8"));
// At once: whatever the page's scripts have changed is changed by then.
welcome.versions[0].triggers = [{ type: "delay", delay_seconds: 0 }];

/** Everything that we leave among the globals: our API, and the mark by which a second copy of our tag finds the
 * first. */
const OURS = ["dormouse object", "Symbol(dormouse) string"];

/**
 * The contents of the head before our tag.
 * @typedef {object} Case
 * @property {string} site
 * @property {string} [library] A file that the page loads.
 * @property {string} [script] The page's own script behind it.
 * @property {number} [copies] Of our tag.
 * @property {unknown} own What `ownBehavior` of the page returns, with us and without.
 */

const cases = /** @type {Record<string, Case>} */ ({
  "Prototype 1.7.3": {
    site: "prototype1",
    library: "/usr/share/javascript/prototype/prototype.js",
    script: `window.ownBehavior = () => {
      const Base = Class.create({ initialize(x) { this.x = x; }, get() { return this.x; } });
      const Derived = Class.create(Base, { get: function ($super) { return $super() + 1; } });
      const seen = [];
      document.observe("shop:event", (event) => seen.push(event.memo.n));
      document.fire("shop:event", { n: 7 });
      document.stopObserving("shop:event");
      return [Prototype.Version, $$("h1").pluck("tagName"), $("outside").innerHTML, new Derived(1).get(), seen,
        [1, 2].collect((n) => n * 2), $H({ a: 1 }).toQueryString(), [1, [2]].toJSON ? "toJSON" : Object.toJSON([1])];
    };`,
    own: ["1.7.3", ["H1"], "Outside", 2, [7], [2, 4], "a=1", "[1]"],
  },
  "MooTools 1.4.5": {
    site: "mootools1",
    library: "/usr/share/javascript/mootools/mootools.js",
    script: `window.ownBehavior = () => {
      const Base = new Class({ initialize(x) { this.x = x; }, get() { return this.x; } });
      const Derived = new Class({ Extends: Base, get() { return this.parent() + 1; } });
      const seen = [];
      document.id("outside").addEvent("own", (n) => seen.push(n)).fireEvent("own", 7).removeEvents("own");
      return [MooTools.version, $$("h1").get("tag"), document.id("outside").get("text"), new Derived(1).get(), seen,
        [1, 2].include(3), Object.map({ a: 1 }, (n) => n + 1), [1, [2]].flatten()];
    };`,
    own: ["1.4.5", ["h1"], "Outside", 2, [7], [1, 2, 3], { a: 2 }, [1, 2]],
  },
  "jQuery 1.12": {
    site: "jquery1",
    library: resolve("jquery"),
    script: `window.ownBehavior = () => {
      const seen = [];
      jQuery(document).on("shop:event", "h1", (event, n) => seen.push(n));
      jQuery("h1").trigger("shop:event", [7]);
      jQuery(document).off("shop:event");
      return [jQuery.fn.jquery, jQuery("h1").text(), jQuery.extend(true, {}, { a: [1] }), seen,
        jQuery("<form><input name=a value='b c'></form>").serialize(), typeof $ === typeof jQuery];
    };`,
    own: ["1.12.4", "Shop", { a: [1] }, [7], "a=b+c", true],
  },
  "core-js": {
    site: "corejs1",
    library: resolve("core-js-bundle"),
    script: `window.ownBehavior = () => [
      typeof window["__core-js_shared__"], [1, 2, 3].at(-1), Object.groupBy([1, 2, 3], (n) => n % 2 ? "odd" : "even"),
      [...new Set([1, 2]).union(new Set([3]))], structuredClone(new Map([[1, 2]])).get(1)];`,
    own: ["object", 3, { odd: [1, 3], even: [2] }, [1, 2, 3], 2],
  },
  "patched fetch and history": {
    site: "patched1",
    script: `window.calls = [];
      const { fetch } = window;
      window.fetch = function (input) {
        const url = new URL(input.url || input, location.href);
        if (url.origin === location.origin) window.calls.push("fetch " + url.pathname);
        return fetch.apply(this, arguments);
      };
      for (const name of ["pushState", "replaceState"]) {
        const original = history[name];
        history[name] = function (state, title, url) {
          window.calls.push(name + " " + url);
          const result = original.apply(this, arguments);
          window.dispatchEvent(new Event("locationchange"));
          return result;
        };
      }
      const { sendBeacon } = navigator;
      navigator.sendBeacon = function (url) { window.calls.push("beacon " + url); return sendBeacon.apply(this, arguments); };
      history.replaceState({ shop: 1 }, "", "#a");
      history.pushState({ shop: 2 }, "", "#b");
      window.ownBehavior = async () => {
        const { status } = await window.fetch("/cart.js");
        return [...window.calls, status, history.state.shop];
      };`,
    own: ["replaceState #a", "pushState #b", "fetch /cart.js", 204, 2],
  },
  "Array.prototype and Object.prototype with more in them": {
    site: "polluted1",
    script: `for (const name of ["extend", "each", "merge", "clone", "size", "isEmpty", "keys", "map", "contains", "type", "name", "id"]) {
        Object.prototype[name] = function () { return this; };
      }
      for (const name of ["first", "last", "remove", "clear", "contains", "unique", "each", "insert", "sum"]) {
        Array.prototype[name] = function () { return this; };
      }
      String.prototype.format = Function.prototype.method = Number.prototype.times = function () { return this; };
      window.ownBehavior = () => {
        let count = 0;
        for (const key in []) count++;
        return [count, [1].remove().length, {}.extend({ a: 1 }) !== undefined, "a".format() == "a"];
      };`,
    own: [17, 1, true, true],
  },
  "two copies of our tag": {
    site: "copies001",
    copies: 2,
    script: "window.ownBehavior = () => document.querySelectorAll('dormouse-form').length;",
    own: 0,
  },
});

describe("beside third-party code", () => {
  const { service, engine } = useEngine("chromium");

  for (const [name, { site, library, script = "", copies, own }] of Object.entries(cases)) {
    it(name, async () => {
      const head = `${library ? '<script src="/library.js"></script>' : ""}<script>${script}</script>`;
      const scripts = library ? { "/library.js": library } : undefined;
      const shop = await shopPage(service, { site, form: welcome, head, scripts, copies });

      const bare = await engine.newVisitor();
      await bare.goto(shop.bareUrl);
      const without = await bare.evaluate(probe);
      assert.deepEqual(without.own, own);
      assert.deepEqual(await bare.problems(), []);

      const visitor = await engine.newVisitor();
      await visitor.goto(shop.url);
      await signUp(visitor, `ada@${site}.example`);
      assert.equal(await visitor.evaluate(() => document.querySelectorAll("dormouse-form").length), 1);
      await visitor.press("Escape");
      await visitor.formGone();
      assert.deepEqual(comparable(await visitor.evaluate(probe)), comparable(without));
      assert.deepEqual(await visitor.problems(), []);
      shop.close();
    });
  }

  it("a router that changes the address without loading a page", async () => {
    const script = `addEventListener("DOMContentLoaded", () => {
      const router = new Navigo("/");
      const view = (text) => () => (document.querySelector("h1").textContent = text);
      router.on("/", view("Shop")).on("/lamp", view("The lamp")).resolve();
    });`;
    const later = structuredClone(welcome);
    later.versions[0].triggers = [{ type: "delay", delay_seconds: 1 }];
    const shop = await shopPage(service, {
      site: "router01",
      form: later,
      head: `<script src="/library.js"></script><script>${script}</script>`,
      body: '<h1></h1><a href="/lamp" data-navigo>The lamp</a> <a href="/" data-navigo>Home</a>',
      scripts: { "/library.js": resolve("navigo/lib/navigo.min.js") },
      routes: ["/lamp"],
    });
    const visitor = await engine.newVisitor();
    await visitor.goto(shop.url);
    const loadedAt = await visitor.evaluate(() => performance.timeOrigin);
    await visitor.click('a[href="/lamp"]');
    await visitor.waitFor(
      () => location.pathname === "/lamp" && document.querySelector("h1")?.textContent === "The lamp",
    );
    await signUp(visitor, "ada@router.example");
    await visitor.press("Escape");
    await visitor.formGone();
    await visitor.click('a[href="/"]');
    await visitor.waitFor(() => location.pathname === "/" && document.querySelector("h1")?.textContent === "Shop");
    assert.equal(await visitor.evaluate(() => performance.timeOrigin), loadedAt, "a page was loaded");
    assert.deepEqual(await visitor.problems(), []);
    shop.close();
  });

  /**
   * @param {import("./support/engines.js").Visitor} visitor
   * @param {string} email
   */
  async function signUp(visitor, email) {
    await visitor.form();
    await visitor.fill("input[name=email]", email);
    await visitor.press("Enter");
    await visitor.stepSays("SLEEPY10");
    const row = await storedRow(service, email);
    assert.equal(row.form_id, "welcome1");
    assert.equal(row.page_url, await visitor.evaluate(() => location.origin + location.pathname));
    assert.match(row.consent_text, /^By signing up you agree/);
  }
});

/**
 * A probe without intended differences: our tag, and what it leaves.
 * @param {Record<string, any>} probed
 */
function comparable({ html, globals, ...rest }) {
  return {
    ...rest,
    html: html.replace(/<script async="" crossorigin=""[^>]*><\/script>/g, ""),
    globals: globals.filter((/** @type {string} */ global) => !OURS.includes(global)),
  };
}
