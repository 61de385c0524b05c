/**
 * What is tested on other people's pages, pixel by pixel: a form looks as on an empty page, and the page looks as without us, when the
 * form is closed everywhere, when it is open wherever the form, its shadow, its overlay or what it pushed does not stand.
 */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { launch, visitor } from "./browser.js";
import { exampleOf, ID, MODAL, TYPES } from "./form-types.js";
import { EMPTY, place as embedPlace } from "./host-pages.js";
import { difference, differs, shootSettled } from "./pixels.js";
import { startService } from "./service.js";
import { shopPage } from "./shop-page.js";

/** @typedef {import("./form-types.js").Type} Type */
/** @typedef {import("./pixels.js").Box} Box */

// Where an overlay is transparent, the page behind it can be compared.
const forms = TYPES.map((type) => exampleOf(type, {}, MODAL.includes(type) ? { overlay_color: "#00000000" } : {}));

/** What is painted piece by piece, or again in better quality, comes out a level lighter or darker from time to time. */
const WHOLE_PICTURES = ["--disable-partial-raster", "--disable-checker-imaging", "--disable-low-res-tiling", "--disable-skia-runtime-opts"];

/** Width of Chromium's scrollbar. */
const SCROLLBAR = 15;

/** With an even width beside the scrollbar: what stands in its middle lies on whole pixels. */
const VIEWPORT = { width: 1260 + SCROLLBAR, height: 800 };

/** Edges between two pixels come out this much lighter or darker where Chromium paints only a part of the page anew. */
const TILE_LEVELS = 2;

/** An embed is painted together with the page around it, all others by themselves: those have to be equal to the last bit. */
const EMBED_LEVELS = TILE_LEVELS;

/** How far a shadow reaches, in its blur radii: three standard deviations, of half a radius each. */
const SHADOW_REACH = 1.5;

/**
 * Where a form stands: its panel, the panel without the rim where its round corners mix with the page, and the panel
 * with its shadow.
 * @typedef {{ panel: Box, inside: Box, outside: Box }} Place
 */

/**
 * Tests pages, each with style rules of its own or a library.
 * @param {string} title
 * @param {Record<string, import("./host-pages.js").HostPage>} pages
 */
export function testLook(title, pages) {
  describe(title, () => {
    /** @type {import("./service.js").Service} */
    let service;
    /** @type {import("puppeteer-core").Browser} */
    let browser;
    /** How each form looks on an empty page. */
    const clean = /** @type {Record<Type, { place: Place, picture: import("../../visual-tests/src/picture/png.js").Picture }>} */ ({});

    before(async () => {
      // With scrollbars, which a form that locks the page takes away.
      [service, browser] = await Promise.all([startService(), launch(WHOLE_PICTURES, ["--hide-scrollbars"])]);
      const shop = await shopPage(service, { site: "empty001", forms, body: EMPTY });
      const { page, context } = await visit(shop.url);
      for (const type of TYPES) {
        const place = await open(page, type);
        clean[type] = { place, picture: await shootSettled(page) };
        await close(page, type);
      }
      await context.close();
      shop.close();
    });
    after(async () => {
      await browser?.close();
      await service?.remove();
    });

    /** @param {string} url */
    async function visit(url) {
      const someone = await visitor(browser);
      await someone.page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
      await someone.page.setViewport(VIEWPORT);
    await someone.page.goto(url);
      return someone;
    }

    let site = 0;
    for (const [name, { head, body }] of Object.entries(pages)) {
      it(name, async () => {
        const shop = await shopPage(service, { site: `host00${String((site += 1)).padStart(2, "0")}`, forms, head, body });
        const bare = await visit(shop.bareUrl);
        const without = await shootSettled(bare.page);
        await bare.context.close();

        const { page, context, problems } = await visit(shop.url);
        await page.waitForFunction(() => typeof (/** @type {any} */ (window).dormouse?.open) === "function");
        const faults = [await unchanged(page, "with the tag alone")];
        for (const type of TYPES) {
          const place = await open(page, type);
          assert.deepEqual(place.panel, clean[type].place.panel, `the box of ${type}`);
          const { picture } = clean[type];
          const inside = { within: place.inside, levels: type === "embed" ? EMBED_LEVELS : 0 };
          const outside = outsideOf(type, place, picture.width);
          const found = await differs(page, (now) => {
            const [form, behind] = [difference(picture, now, inside), difference(without, now, outside)];
            return (form && `the form itself: ${form} `) + (behind && `the page: ${behind}`);
          });
          faults.push(found && `${type}: ${found}`);
          await close(page, type);
          faults.push(await unchanged(page, `after ${type}`));
        }
        await context.close();
        shop.close();
        assert.deepEqual([...faults.filter(Boolean), ...problems], []);

        /** @param {import("puppeteer-core").Page} page @param {string} when */
        async function unchanged(page, when) {
          const found = await differs(page, (now) => difference(without, now, { levels: TILE_LEVELS }));
          return found && `${when}: ${found}`;
        }
      });
    }
  });
}

/**
 * Where the page has to look as without us while a form is open.
 * @param {Type} type
 * @param {Place} place
 * @param {number} width Of the picture.
 */
function outsideOf(type, place, width) {
  // The banner pushes the page.
  const lower = type === "banner" ? place.panel.height : 0;
  // A page that is locked has no scrollbar, and keeps its room; a page that is longer has another scrollbar.
  const scrollbar = { x: width - SCROLLBAR, y: 0, width: SCROLLBAR, height: Infinity };
  return { lower, levels: TILE_LEVELS, but: [place.outside, MODAL.includes(type) || lower ? scrollbar : undefined] };
}

/**
 * Opens a form, and returns where it stands once it rests.
 * @param {import("puppeteer-core").Page} page
 * @param {Type} type
 * @returns {Promise<Place>}
 */
async function open(page, type) {
  await page.waitForFunction(() => typeof (/** @type {any} */ (window).dormouse?.open) === "function");
  if (type === "embed") await page.evaluate((place) => document.body.insertAdjacentHTML("beforeend", place), embedPlace);
  else await page.evaluate((id) => /** @type {any} */ (window).dormouse.open(id, { ignoreTargeting: true }), ID[type]);
  await page.waitForFunction(isAtRest, {}, ID[type], MODAL.includes(type));
  return await page.evaluate(placeInPage, ID[type], SHADOW_REACH);
}

/**
 * @param {import("puppeteer-core").Page} page
 * @param {Type} type
 */
async function close(page, type) {
  await page.evaluate((id) => /** @type {any} */ (window).dormouse.close(id), ID[type]);
  await page.waitForFunction(() => document.querySelector("dormouse-form") === null);
}

/**
 * Runs in the page: whether a form is open, and has the focus where it takes it; then it gives it back, because a caret
 * blinks.
 * @param {string} id
 * @param {boolean} is_modal
 */
async function isAtRest(id, is_modal) {
  const host = /** @type {HTMLElement | null} */ (document.querySelector(`dormouse-form[data-form-id="${id}"]`));
  const root = host?.shadowRoot;
  if (!root || host.dataset.state !== "open") return false;
  const { activeElement } = root;
  if (is_modal && !activeElement && !(/** @type {any} */ (host).was_focused)) return false;
  /** @type {any} */ (host).was_focused = true;
  /** @type {HTMLElement | null} */ (activeElement)?.blur();
  // One that does not show may never be loaded.
  for (const image of root.querySelectorAll("img")) if (image.offsetWidth) await image.decode();
  await document.fonts.ready;
  return true;
}

/**
 * Runs in the page.
 * @param {string} id
 * @param {number} reachOfBlur
 */
function placeInPage(id, reachOfBlur) {
  const root = document.querySelector(`dormouse-form[data-form-id="${id}"]`)?.shadowRoot;
  const element = /** @type {Element} */ (root?.querySelector(".p"));
  const { x, y, width, height } = element.getBoundingClientRect();
  const { boxShadow, borderRadius } = getComputedStyle(element);
  // Color, x, y, blur, spread, as browsers serialize it.
  const reach = Math.max(
    0,
    ...[...boxShadow.matchAll(/(-?[\d.]+)px (-?[\d.]+)px (-?[\d.]+)px (-?[\d.]+)px/g)].map(
      ([, x, y, blur, spread]) => Math.max(Math.abs(+x), Math.abs(+y)) + reachOfBlur * +blur + +spread,
    ),
  );
  const grown = (/** @type {number} */ by) => {
    const [left, top] = [Math.max(0, Math.floor(x - by)), Math.max(0, Math.floor(y - by))];
    return { x: left, y: top, width: Math.ceil(x + width + by) - left, height: Math.ceil(y + height + by) - top };
  };
  const radius = parseFloat(borderRadius);
  const rim = Math.max(radius, 1);
  const inside = { x: Math.ceil(x + rim), y: Math.ceil(y + rim), width: Math.floor(width - 2 * rim) - 1, height: Math.floor(height - 2 * rim) - 1 };
  return { panel: { x, y, width, height }, inside, outside: grown(reach) };
}
