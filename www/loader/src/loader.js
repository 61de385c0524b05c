/** The script tag: starts deciding when the page has painted, unless a form is due at once. */

import { onVisibility } from "./clock.js";
import { core } from "./core.js";
import "./host.js";
import "./listen.js";
import { outboxKey } from "./keys.js";
import { makeApi } from "./page-api.js";
import { startModule, startPageView } from "./page-view.js";
import "./records.js";
import { watchRoute } from "./route.js";
import { importFile, importRare } from "./show.js";
import { hasKey } from "./storage.js";
import { tell } from "./tell.js";

/** The new value of the first tag's mark once a tag of another site was reported as the second. */
const TOLD = "!";

/**
 * @param {import("./types").Part[]} parts The parts that this site uses.
 * @param {import("./types").Manifest} manifest
 * @param {import("./engine.js").Engine} engine
 */
export default function (parts, manifest, engine) {
  const { forms, site_id } = manifest;
  const { search } = location;
  if (document.documentElement.getAttribute("data-dormouse") === "off" || /[?&]dormouse=off(&|$)/.test(search)) return;

  // A second copy of the tag finds the first one's mark. A symbol, because no id or name in the page can hide it.
  const mark = Symbol.for("dormouse");
  const first = window[mark];
  window[mark] = first || site_id;
  if (first) {
    if (first !== site_id && first !== TOLD) {
      window[mark] = TOLD;
      tell({ type: "error", siteId: site_id, metaData: { reason: "second_site" } });
    }
    return;
  }

  core.manifest = manifest;
  core.settings = /** @type {typeof core.settings} */ ({ __proto__: null, ...manifest.settings });

  const script = /** @type {HTMLElement | null} */ (document.currentScript);

  async function begin() {
    // Not before the page has our API.
    await 0;
    const compat = script?.getAttribute("data-compat");
    // Few addresses and script tags ask for more than the forms.
    if (
      (compat || /dormouse_/.test(search)) &&
      (await (await importFile(manifest.api)).isPreview(core, search, compat))
    )
      return;
    // Sends what an earlier page view could not send.
    if (hasKey(outboxKey(site_id))) {
      importRare("outbox")
        .then((outbox) => outbox.flush(manifest))
        .catch(() => {});
    }
    for (let i = 0; i < parts.length; i++) parts[i](core);
    if (forms[0]) {
      await startModule(engine);
      core.listen("visibilitychange", onVisibility);
      watchRoute();
    }
    tell({ type: "ready", siteId: site_id, metaData: {} });
    startPageView();
  }

  makeApi(
    new Promise((resolve) => {
      const start = () => void begin().then(resolve, resolve);
      const startSoon = () => {
        if (manifest.at_once && !document.hidden) start();
        // A frame comes when the page paints, never in a hidden tab; the task behind it lets the paint go first.
        else requestAnimationFrame(() => setTimeout(start));
      };
      // A page that is prerendered for a visitor who may never come does not count.
      if (/** @type {any} */ (document).prerendering) document.addEventListener("prerenderingchange", startSoon);
      else startSoon();
    }),
  );
}
