/**
 * Reports the cart from Shopify's standard storefront events; elsewhere the page calls `track("cart", …)`.
 *
 * https://shopify.dev/docs/storefronts/themes/best-practices/standard-events
 */

/** @type {import("../types").Part} */
export default (core) => {
  core.listen("shopify:cart:lines-update", async (event) => {
    try {
      const { cart } = await event.promise;
      const change = event.action === "add" ? "item_added" : event.action;
      const lines = event.lines || [{}];
      for (let i = 0; i < lines.length; i++) {
        const { productId, merchandiseId } = lines[i];
        const product_id = `${productId || merchandiseId || ""}`.split("/").pop();
        core.api.track("cart", {
          change,
          value: cart?.cost?.totalAmount?.amount,
          count: cart?.totalQuantity,
          product_id,
        });
      }
    } catch {
      // The theme's own update failed, so nothing changed.
    }
  });
};
