/** Follows pages that change their address without reloading, and pages that come back. */

import { core } from "./core.js";
import { leaveOrStay, startPageView } from "./page-view.js";

/** How often the address is compared if the browser does not report changes. */
const COMPARE_MS = 500;

// A fragment alone changes only facts that are checked anyway.
const page = () => location.href.split("#")[0];

let address = page();

core.routeChanged = () => {
  address = page();
  startPageView();
};

export function watchRoute() {
  const compare = () => {
    const before = address;
    address = page();
    // Filters, variants and endless lists write the query: that is the same page, for which rules are judged again.
    if (address.split("?")[0] !== before.split("?")[0]) startPageView();
    else if (address !== before) {
      leaveOrStay();
      core.refresh();
    }
  };
  const { navigation } = /** @type {any} */ (window);
  // Without it, we would have to change the page's own `history` to notice a change at once.
  // An element with the id `navigation` also has that name.
  if (navigation?.currentEntry) navigation.addEventListener("currententrychange", compare);
  else setInterval(compare, COMPARE_MS);
  // Out of the back/forward cache.
  core.listen("pageshow", (event) => event.persisted && core.routeChanged());
}
