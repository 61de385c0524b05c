/** Dialogs and consent questions of libraries from npm, unchanged: a popup waits for each of them and comes after it. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** @param {string} path In `node_modules`. */
const file = (path) => fileURLToPath(new URL(`../../node_modules/${path}`, import.meta.url));

/** @param {string} path In `node_modules`. */
const sheet = (path) => `<style>${readFileSync(file(path), "utf8")}</style>`;

/** @param {string} head @param {string} body */
const shop = (
  head,
  body,
) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>${head}{{TAG}}</head>
<body><h1>Shop</h1><p style="height:4000px">A long page</p>${body}</body></html>`;

/** @param {string[]} paths */
const load = (...paths) => paths.map((path) => `<script src="${path}"></script>`).join("");

/**
 * Waits while the dialog shows, closes it with one of its own buttons, then shows and is closed.
 * @param {string} button
 * @param {boolean} [is_at_once] Whether the button goes with the press.
 */
const goesBy =
  (button, is_at_once = true) =>
  async (/** @type {import("../support/page-faults.js").Stage} */ stage) => {
    const { visitor, tells, pass, isShown, formShows, closeForm, formGone } = stage;
    await tells("suppressed", "page_dialog");
    await pass(2_500);
    assert.equal(await isShown(), false);
    await visitor.click(button);
    if (is_at_once)
      await visitor.waitFor(
        (button) =>
          !document.querySelector(button)?.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
        button,
      );
    await formShows();
    await visitor.fill("input[type=email]", "ada@example.com");
    await closeForm();
    await formGone();
    assert.equal((await stage.told("suppressed")).length, 1);
    const problems = (await visitor.problems()).filter((problem) => /dormouse|onsite\.js|\/a\/[0-9a-f]/i.test(problem));
    assert.deepEqual(problems, []);
  };

const MODAL =
  '<div class="modal fade" id="cart" tabindex="-1" role="dialog"><div class="modal-dialog"><div class="modal-content"><div class="modal-body">Cart <button id="shut" type="button" data-dismiss="modal" data-bs-dismiss="modal">Close</button></div></div></div></div>';

/** @type {import("../support/page-faults.js").Case[]} */
export default [
  {
    shows: "Bootstrap 4: a modal",
    scripts: {
      "/jquery.js": file("jquery/dist/jquery.min.js"),
      "/bootstrap.js": file("bootstrap4/dist/js/bootstrap.bundle.min.js"),
    },
    page: shop(
      sheet("bootstrap4/dist/css/bootstrap.min.css") + load("/jquery.js", "/bootstrap.js"),
      `${MODAL}<script>$("#cart").modal()</script>`,
    ),
    run: goesBy("#shut"),
  },
  {
    shows: "Bootstrap 5: a modal",
    scripts: { "/bootstrap.js": file("bootstrap/dist/js/bootstrap.bundle.min.js") },
    page: shop(
      sheet("bootstrap/dist/css/bootstrap.min.css") + load("/bootstrap.js"),
      `${MODAL}<script>new bootstrap.Modal("#cart").show()</script>`,
    ),
    run: goesBy("#shut"),
  },
  {
    shows: "Bootstrap 5: a drawer (offcanvas)",
    scripts: { "/bootstrap.js": file("bootstrap/dist/js/bootstrap.bundle.min.js") },
    page: shop(
      sheet("bootstrap/dist/css/bootstrap.min.css") + load("/bootstrap.js"),
      '<div class="offcanvas offcanvas-end" tabindex="-1" id="cart"><button id="shut" type="button" data-bs-dismiss="offcanvas">Close</button></div><script>new bootstrap.Offcanvas("#cart").show()</script>',
    ),
    run: goesBy("#shut"),
  },
  {
    shows: "focus-trap: a drawer without a role",
    scripts: {
      "/tabbable.js": file("tabbable/dist/index.umd.min.js"),
      "/focus-trap.js": file("focus-trap/dist/focus-trap.umd.min.js"),
    },
    page: shop(
      load("/tabbable.js", "/focus-trap.js"),
      `<div id="cart" style="position:fixed;inset:0 0 0 auto;width:360px;background:#eee"><button id="shut">Close</button><button>Checkout</button></div><script>
      const trap = focusTrap.createFocusTrap("#cart"); trap.activate(); document.getElementById("shut").onclick = () => { trap.deactivate(); document.getElementById("cart").remove(); };</script>`,
    ),
    run: goesBy("#shut"),
  },
  {
    shows: "vanilla-cookieconsent",
    scripts: { "/cookieconsent.js": file("vanilla-cookieconsent/dist/cookieconsent.umd.js") },
    page: shop(
      sheet("vanilla-cookieconsent/dist/cookieconsent.css") + load("/cookieconsent.js"),
      `<script>CookieConsent.run({ hideFromBots: false, categories: { necessary: { readOnly: true }, analytics: {} }, language: { default: "en", translations: { en: {
        consentModal: { title: "We use cookies", description: "…", acceptAllBtn: "Accept all", acceptNecessaryBtn: "Reject all" },
        preferencesModal: { title: "Preferences", acceptAllBtn: "Accept all", acceptNecessaryBtn: "Reject all", savePreferencesBtn: "Save", sections: [] } } } } });</script>`,
    ),
    run: goesBy("#cc-main [data-role=all]"),
  },
  {
    shows: "tarteaucitron",
    scripts: {
      "/tac/tarteaucitron.js": file("tarteaucitronjs/tarteaucitron.js"),
      "/tac/tarteaucitron.services.js": file("tarteaucitronjs/tarteaucitron.services.js"),
      "/tac/lang/tarteaucitron.en.js": file("tarteaucitronjs/lang/tarteaucitron.en.js"),
    },
    page: shop(
      sheet("tarteaucitronjs/css/tarteaucitron.css") + load("/tac/tarteaucitron.js"),
      `<script>window.tarteaucitronForceLanguage = "en"; tarteaucitron.init({ hashtag: "#tac", highPrivacy: true, orientation: "bottom", useExternalCss: true, showIcon: true, iconPosition: "BottomLeft" });
      (tarteaucitron.job = tarteaucitron.job || []).push("youtube");</script>`,
    ),
    run: goesBy("#tarteaucitronPersonalize2"),
  },
  {
    shows: "klaro",
    scripts: { "/klaro.js": file("klaro/dist/klaro.js") },
    page: shop(
      `<script>window.klaroConfig = { version: 1, elementID: "klaro", lang: "en", services: [{ name: "analytics", title: "Analytics", purposes: ["analytics"] }], translations: { en: { purposes: { analytics: "Analytics" } } } };</script>
      <script defer src="/klaro.js" data-config="klaroConfig"></script>`,
      "",
    ),
    run: goesBy(".klaro .cm-btn-success"),
  },
].map((one) => ({ ...one, fixture: "page-modal-aria" }));
