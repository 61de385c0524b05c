/** Follows pages that change their address without being loaded anew, and pages that come back. */

import { core } from "./core.js";
import { startPageView } from "./page-view.js";

/** How often the address is compared where the browser does not tell that it changed. */
const COMPARE_MS = 500;

// A fragment alone makes no other page.
const page = () => location.href.split("#")[0];

let address = page();

core.routeChanged = () => {
  address = page();
  startPageView();
};

export function watchRoute() {
  const compare = () => {
    if (page() !== address) core.routeChanged();
  };
  const { navigation } = /** @type {any} */ (window);
  // Without it, the page's own `history` would have to be changed to hear of a change at once.
  // An element with the id `navigation` answers to that name, too.
  if (navigation?.currentEntry) navigation.addEventListener("currententrychange", compare);
  else setInterval(compare, COMPARE_MS);
  // Out of the back/forward cache.
  addEventListener("pageshow", (event) => event.persisted && core.routeChanged());
}
