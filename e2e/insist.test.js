/** A form that insists on one of its buttons, and where links and redirects open, in each engine. */

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, describe, it } from "node:test";
import { names } from "./support/engines.js";
import { freePort } from "./support/service.js";
import { manage, shopPage } from "./support/shop-page.js";
import { useEngine } from "./support/use.js";

const button = (/** @type {string} */ id, /** @type {object} */ action, /** @type {object} */ more = {}) => ({
  id,
  type: "button",
  label: id,
  action,
  ...more,
});
const LINKS = "[here](/terms) [there](https://elsewhere.example/) [own](ORIGIN/own)";

/** @param {string} form_id @param {object} version @param {string} origin */
const insisting = (form_id, version, origin) => ({
  schema_version: 1,
  form_id,
  name: form_id,
  versions: [
    {
      type: "popup",
      dismissible: false,
      triggers: [{ type: "manual" }],
      steps: [
        {
          columns: [
            {
              rows: [
                {
                  blocks: [
                    {
                      id: "text",
                      type: "rich_text",
                      format: "markdown",
                      content: `# 18?\n\n${LINKS.replace("ORIGIN", origin)}`,
                    },
                  ],
                },
                {
                  blocks: [
                    button("yes", { type: "close" }, { variant: "primary" }),
                    button("no", { type: "redirect", url: "/away", new_tab: true }, { variant: "secondary" }),
                  ],
                },
              ],
            },
          ],
        },
      ],
      ...version,
    },
  ],
});

for (const name of names) {
  describe(`a form that insists in ${name}`, () => {
    const { service, engine } = useEngine(name);
    /** @type {Awaited<ReturnType<typeof shopPage>>} */
    let shop;
    before(async () => {
      const forms = [
        insisting("popupgate1", {}, "https://x.example"),
        insisting("flyoutgate", { type: "flyout", open_links_in: "same_tab" }, "https://x.example"),
      ];
      shop = await shopPage(service, { site: "insists1", forms, routes: ["/away"] });
    });
    after(async () => {
      shop?.close();
    });

    for (const id of ["popupgate1", "flyoutgate"])
      it(`${id}: stays until one of its buttons is pressed`, async () => {
        const visitor = await engine.newVisitor();
        await visitor.goto(shop.url);
        await visitor.waitFor(() => typeof (/** @type {any} */ (window).dormouse?.open) === "function");
        await visitor.evaluate((id) => void (/** @type {any} */ (window).dormouse.open(id)), id);
        await visitor.waitFor(isOpen);
        assert.equal(
          await visitor.evaluate(() =>
            document.querySelector("dormouse-form")?.shadowRoot?.querySelector("[data-dormouse-close]"),
          ),
          null,
        );
        await visitor.evaluate(focusForm);
        // A browser may handle the second Escape in a row itself, and no page can prevent that.
        for (let i = 0; i < 3; i++) await visitor.press("Escape");
        await visitor.clickAt(3, 3);
        for (let i = 0; i < 2; i++) await visitor.press("Escape");
        assert.equal(await visitor.evaluate(isOpen), true);
        assert.equal(await visitor.evaluate(isSeen), true);
        await visitor.click("[data-button='0']");
        await visitor.waitFor(() => !document.querySelector("dormouse-form"));
        assert.deepEqual(await visitor.problems(), []);
        await visitor.close();
      });

    it("has links that stay in the tab if they lead to the page's own site or the form says so", async () => {
      const visitor = await engine.newVisitor();
      await visitor.goto(shop.url);
      await visitor.waitFor(() => typeof (/** @type {any} */ (window).dormouse?.open) === "function");
      for (const [id, targets] of /** @type {const} */ ([
        ["popupgate1", ["", "_blank", "_blank"]],
        ["flyoutgate", ["", "", ""]],
      ])) {
        await visitor.evaluate((id) => void (/** @type {any} */ (window).dormouse.open(id)), id);
        await visitor.waitFor(isOpen);
        assert.deepEqual(await visitor.evaluate(targetsOfLinks), targets);
        await visitor.click("[data-button='0']");
        await visitor.waitFor(() => !document.querySelector("dormouse-form"));
      }
      await visitor.close();
    });

    it("follows a press in the tab that it says, and a page in a new tab does not know the first", async () => {
      const other = await otherSite();
      const own = await shopPage(service, { site: "insists2", routes: ["/terms", "/own", "/away"] });
      const form = pressed("presses01", own.origin, other.origin);
      await manage(service, "PUT", "/sites/insists2/forms/presses01/draft", form);
      await manage(service, "POST", "/sites/insists2/forms/presses01/publish");
      for (const [selector, place] of /** @type {const} */ ([
        ["a[href='/terms']", "/terms"],
        [`a[href='${own.origin}/own']`, "/own"],
        ["[data-button='0']", "/away"],
      ])) {
        const visitor = await engine.newVisitor();
        await openAt(visitor, own.url, "presses01");
        await visitor.click(selector);
        await visitor.waitFor((place) => location.pathname === place, place);
        await visitor.close();
      }
      for (const [selector, place] of /** @type {const} */ ([
        [`a[href='${other.origin}/link']`, "/link"],
        ["[data-button='1']", "/redirect"],
      ])) {
        const visitor = await engine.newVisitor();
        await openAt(visitor, own.url, "presses01");
        await visitor.click(selector);
        await other.told(`${place} alone`);
        assert.equal(await visitor.evaluate(() => location.pathname), "/");
        await visitor.close();
      }
      own.close();
      other.close();
    });
  });
}

/** @param {import("./support/engines.js").Visitor} visitor @param {string} url @param {string} id */
async function openAt(visitor, url, id) {
  await visitor.goto(url);
  await visitor.waitFor(() => typeof (/** @type {any} */ (window).dormouse?.open) === "function");
  await visitor.evaluate((id) => void (/** @type {any} */ (window).dormouse.open(id)), id);
  await visitor.waitFor(isOpen);
}

/**
 * A form with a link and a redirect of each kind.
 * @param {string} form_id @param {string} own @param {string} other Origins.
 */
function pressed(form_id, own, other) {
  const form = insisting(form_id, {}, own);
  const [{ rows }] = form.versions[0].steps[0].columns;
  rows[0].blocks = [
    { id: "text", type: "rich_text", format: "markdown", content: `[a](/terms) [b](${own}/own) [c](${other}/link)` },
  ];
  rows[1].blocks = [
    button("stay", { type: "redirect", url: "/away" }),
    button("leave", { type: "redirect", url: `${other}/redirect`, new_tab: true }),
    button("shut", { type: "close" }),
  ];
  return form;
}

/** Another site, whose pages report whether they know the page that opened them. */
async function otherSite() {
  const port = await freePort();
  const heard = /** @type {Set<string>} */ (new Set());
  const waiting = /** @type {Map<string, () => void>} */ (new Map());
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://other.example");
    const word = searchParams.get("tells");
    if (word) {
      heard.add(word);
      waiting.get(word)?.();
    }
    response.writeHead(200, { "Content-Type": "text/html" });
    response.end(
      word
        ? ""
        : `<script>fetch("/?tells=" + encodeURIComponent("${pathname} " + (opener ? "knows" : "alone")))</script>`,
    );
  });
  server.unref();
  await new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(undefined)));
  return {
    origin: `http://127.0.0.1:${port}`,
    /** Waits until a page has reported something. @param {string} word @returns {Promise<void>} */
    told: (word) =>
      new Promise((resolve, reject) => {
        const limit = setTimeout(() => reject(new Error(`no page reported ${word}, but ${[...heard]}`)), 10_000);
        const done = () => {
          clearTimeout(limit);
          resolve();
        };
        if (heard.has(word)) done();
        else waiting.set(word, done);
      }),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

// All of these run in the page.

const isOpen = () =>
  /** @type {HTMLElement | null} */ (document.querySelector("dormouse-form"))?.dataset.state === "open";

/** Whether the form has a box, which a dialog that was closed has not. */
const isSeen = () =>
  (document.querySelector("dormouse-form")?.shadowRoot?.querySelector(".p")?.getBoundingClientRect().height ?? 0) > 0;

const focusForm = () =>
  /** @type {HTMLElement | null | undefined} */ (
    document.querySelector("dormouse-form")?.shadowRoot?.querySelector("button")
  )?.focus();

const targetsOfLinks = () => {
  const links = document.querySelector("dormouse-form")?.shadowRoot?.querySelectorAll("a") ?? [];
  return Array.from(/** @type {NodeListOf<HTMLAnchorElement>} */ (links), (link) => link.target);
};
