/** The script tag: starts deciding when the page has painted, unless a form is due at once. */

import { api, locale, makeApi } from "./api.js";
import { after, visibleMs, watchVisibility } from "./clock.js";
import { consent, setConsent } from "./consent.js";
import { facts, happen, lookUp, onJudged, wants } from "./host.js";
import { outboxKey } from "./keys.js";
import { onRestart, refresh, refusal, startModule, startPageView, wake } from "./page-view.js";
import { knownChannels, profile } from "./profile.js";
import { recall, record, remember, shareRecord } from "./records.js";
import { watchRoute } from "./route.js";
import { show, soon } from "./show.js";
import { formIndex, forms, importFile, manifest, setSite, settings } from "./site.js";
import { keys } from "./storage.js";
import { tell } from "./tell.js";

/** What the mark of the first tag becomes once a tag of another site was told to be one too many. */
const TOLD = "!";

/**
 * @param {import("./types").Manifest} of_site
 * @param {import("./engine.js").Engine} engine
 * @param {import("./types").Part[]} parts What this site uses beside the core.
 */
export default function (of_site, engine, parts) {
  const { site_id, base_url, outbox } = of_site;
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

  setSite(of_site);
  setConsent();
  facts.R = record;
  const ready = makeApi();
  /** @type {import("./types").Core} */
  const core = {
    facts,
    wants,
    wake,
    refresh,
    happen,
    onRestart,
    after,
    soon,
    visibleMs,
    recall,
    remember,
    shareRecord,
    manifest,
    settings,
    forms,
    api,
    consent,
    setConsent,
    tell,
    refusal,
    lookUp,
    onJudged,
    knownChannels,
    profile: () => profile,
    locale: () => locale,
  };
  for (let i = 0; i < parts.length; i++) parts[i](core);

  async function start() {
    // What an earlier page view could not send goes now.
    if (keys(outboxKey(site_id))[0]) {
      importFile(outbox)
        .then((outbox) => outbox.flush(site_id, base_url))
        .catch(() => {});
    }
    const preview = asked.get("dormouse_form");
    if (preview) return show(formIndex(preview), true);
    if (!forms[0]) return;
    await startModule(engine);
    watchVisibility();
    watchRoute();
    startPageView();
  }

  const startNow = () => void start().then(ready, ready);
  const startSoon = () => {
    if (of_site.at_once) startNow();
    // A frame comes when the page paints, never in a hidden tab; the task behind it lets the paint go first.
    else requestAnimationFrame(() => setTimeout(startNow));
  };

  // What is prepared for a visitor who may never come does not count.
  if (/** @type {any} */ (document).prerendering) document.addEventListener("prerenderingchange", startSoon, { once: true });
  else startSoon();
}
