/** The cart as a targeting rule, and rules that compare numbers, in each engine: the page's last report counts. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { names } from "./support/engines.js";
import { quietForm } from "./support/quiet-form.js";
import { shopPage } from "./support/shop-page.js";
import { useEngine } from "./support/use.js";

/**
 * A form for each rule, by id; whether it may show at first, after the cart is reported, and after it is empty again.
 * @type {Record<string, [rule: object, ...visible: boolean[]]>}
 */
const RULES = {
  value01: [{ type: "cart", minimum_value: 50, maximum_count: 3 }, false, true, false],
  value02: [{ type: "cart", maximum_value: 49 }, false, false, true],
  products1: [{ type: "cart", allow_list: ["gid://shop/Mug é"], deny_list: ["card"] }, false, true, false],
  products2: [{ type: "cart", deny_list: ["tea"] }, false, false, true],
  number01: [{ type: "javascript_variable", path: "shop.tier", minimum: 2, maximum: 2 }, true, true, true],
  number02: [{ type: "local_storage", key: "words", minimum: 0 }, false, false, false],
  number03: [{ type: "profile_property", property: "orders", minimum: 3 }, true, true, true],
  number04: [{ type: "cookie", name: "none", maximum: 9 }, false, false, false],
};

const HEAD = `<script>
  localStorage.setItem("words", "many");
  window.shop = { tier: 2.9 };
  window.dormouse = window.dormouse || [];
  dormouse.push(["identify", { orders: 7 }]);
</script>`;

for (const name of names) {
  describe(`a cart in ${name}`, () => {
    const { service, engine } = useEngine(name);

    it("is unknown until the page reports it; then the last report counts, also on the next page", async () => {
      const forms = Object.entries(RULES).map(([form_id, [rule]]) => quietForm(form_id, { targeting: [rule] }));
      const shop = await shopPage(service, { site: "carts001", forms, head: HEAD, routes: ["/second"] });
      const visitor = await engine.newVisitor();
      await visitor.goto(shop.url);
      await visitor.waitFor(() => Boolean(/** @type {any} */ (window).dormouse?.canShow));
      /** @param {number} column */
      const expected = (column) => Object.fromEntries(Object.entries(RULES).map(([id, rule]) => [id, rule[column]]));
      assert.deepEqual(await visitor.evaluate(visible, Object.keys(RULES)), expected(1));
      await visitor.evaluate(track, { value: 50.25, count: 3, product_ids: ["tea", "gid://shop/Mug é"] });
      assert.deepEqual(await visitor.evaluate(visible, Object.keys(RULES)), expected(2));
      await visitor.goto(`${shop.url}second`);
      await visitor.waitFor(() => Boolean(/** @type {any} */ (window).dormouse?.canShow));
      assert.deepEqual(await visitor.evaluate(visible, Object.keys(RULES)), expected(2));
      await visitor.evaluate(track, { value: 0, count: 0, product_ids: [] });
      assert.deepEqual(await visitor.evaluate(visible, Object.keys(RULES)), expected(3));
      assert.deepEqual(await visitor.problems(), []);
      await visitor.close();
      shop.close();
    });
  });
}

// Both run in the page.

/** @param {string[]} ids */
const visible = async (ids) => {
  const { dormouse } = /** @type {any} */ (window);
  const answers = /** @type {Record<string, boolean>} */ ({});
  for (const id of ids) answers[id] = (await dormouse.canShow(id)).visible;
  return answers;
};

/** @param {object} cart */
const track = (cart) => /** @type {any} */ (window).dormouse.track("cart", cart);
