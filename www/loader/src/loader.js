/** The script tag: starts deciding when the page has painted, unless a form is due at once. */

import { onVisibility } from "./clock.js";
import { core } from "./core.js";
import "./host.js";
import { outboxKey } from "./keys.js";
import { makeApi } from "./page-api.js";
import { startModule, startPageView } from "./page-view.js";
import "./records.js";
import { watchRoute } from "./route.js";
import { importRare } from "./show.js";
import { keys } from "./storage.js";
import { tell } from "./tell.js";

/** What the mark of the first tag becomes once a tag of another site was told to be one too many. */
const TOLD = "!";

/**
 * @param {import("./types").Manifest} manifest
 * @param {import("./engine.js").Engine} engine
 * @param {import("./types").Part[]} parts What this site uses beside the core.
 */
export default function (manifest, engine, parts) {
  const { forms, site_id } = manifest;
  const asked = new URLSearchParams(location.search);
  if (document.documentElement.dataset.dormouse === "off" || asked.get("dormouse") === "off") return;

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
  core.settings = manifest.settings || {};

  const script = /** @type {HTMLElement | null} */ (document.currentScript);

  async function begin() {
    // Not before the page has our API.
    await 0;
    const preview = asked.get("dormouse_form");
    for (let i = 0; i < forms.length; i++) if (forms[i].form_id === preview) return core.show(i, true);
    // What an earlier page view could not send goes now.
    if (keys(outboxKey(site_id))[0]) {
      importRare("outbox")
        .then((outbox) => outbox.flush(site_id, manifest.base_url))
        .catch(() => {});
    }
    if (script?.dataset?.compat === "klaviyo" && !core.settings.compat) parts[parts.length] = (await importRare("klaviyo")).default;
    for (let i = 0; i < parts.length; i++) parts[i](core);
    if (forms[0]) {
      await startModule(engine);
      document.addEventListener("visibilitychange", onVisibility);
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
      // What is prepared for a visitor who may never come does not count.
      if (/** @type {any} */ (document).prerendering) document.addEventListener("prerenderingchange", startSoon);
      else startSoon();
    }),
  );
}
