/** Follows pages that change their address without being loaded anew, and pages that come back. */

import { startPageView } from "./page-view.js";

/** How often the address is compared where the browser does not tell that it changed. */
const COMPARE_MS = 500;

const page = () => location.href.split("#")[0];

let address = page();

/** Begins a page view of its own. */
export function routeChanged() {
  address = page();
  startPageView();
}

export function watchRoute() {
  // A fragment alone makes no other page.
  const compare = () => {
    if (page() !== address) routeChanged();
  };
  const { navigation } = /** @type {any} */ (window);
  // Without it, the page's own `history` would have to be changed to hear of a change at once.
  if (navigation?.addEventListener) navigation.addEventListener("currententrychange", compare);
  else setInterval(compare, COMPARE_MS);
  addEventListener("pageshow", (event) => event.persisted && routeChanged());
}
