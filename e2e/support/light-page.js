/** Opens forms in a shadow root or in light DOM, and takes down how they look: boxes, computed styles, pixels. */

import { visitor } from "./browser.js";
import { exampleOf, ID, MODAL, TYPES } from "./form-types.js";
import { EMPTY, place as embedPlace } from "./host-pages.js";
import { shopPage } from "./shop-page.js";

/** @typedef {import("./form-types.js").Type} Type */
/** @typedef {import("./pixels.js").Box} Box */
/** @typedef {"shadow" | "light"} Isolation */

/** When an opened form has set the focus. */
const FOCUS_MS = 200;

/** Pseudo-elements whose computed styles are compared, and the elements that can have them. */
const PSEUDO = [
  ["", "*"],
  ["::before", "*"],
  ["::after", "*"],
  ["::placeholder", "input"],
  ["::marker", "li"],
  ["::backdrop", "dialog"],
  ["::first-letter", "p, h1, h2, h3, label"],
  ["::first-line", "p, h1, h2, h3, label"],
  ["::selection", "p, h1, h2, h3, label, input"],
];

/**
 * The look of a form in its page: boxes by element, computed styles by element, pseudo-element and property, and the
 * panel without the edge where its round corners blend with the page.
 * @typedef {{ isolation: Isolation, boxes: string[], styles: Record<string, string>, inside: Box }} Look
 */

/**
 * Publishes the form of each type, and has a visitor on a page that has them.
 * @param {import("./service.js").Service} service
 * @param {import("puppeteer-core").Browser} browser
 * @param {object} options
 * @param {string} options.site
 * @param {Isolation} options.isolation
 * @param {string} [options.css] The page's own.
 * @param {string} [options.head]
 * @param {string} [options.body]
 * @param {object} [options.version] What is different in each version.
 */
export async function lightPage(service, browser, { site, isolation, css = "", head = "", body = EMPTY, version }) {
  const forms = TYPES.map((type) => exampleOf(type, { isolation, ...version }));
  const shop = await shopPage(service, { site, forms, body, head: `<style>${css}</style>${head}` });
  const { page, context, problems } = await visitor(browser);
  await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
  await page.goto(shop.url);
  await page.waitForFunction(() => typeof (/** @type {any} */ (window).dormouse?.open) === "function");
  return {
    page,
    problems,
    async leave() {
      await context.close();
      shop.close();
    },
  };
}

/**
 * Opens a form and waits until it rests, without the focus: a caret blinks.
 * @param {import("puppeteer-core").Page} page
 * @param {Type} type
 */
export async function open(page, type) {
  if (type === "embed")
    await page.evaluate((place) => document.body.insertAdjacentHTML("beforeend", place), embedPlace);
  else await page.evaluate((id) => /** @type {any} */ (window).dormouse.open(id, { ignoreTargeting: true }), ID[type]);
  await page.waitForFunction(
    async (/** @type {string} */ id, /** @type {boolean} */ is_modal) => {
      const host = /** @type {any} */ (document.querySelector(`dormouse-form[data-form-id="${id}"]`));
      if (!host || host.dataset.state !== "open") return false;
      const root = /** @type {ShadowRoot | HTMLElement} */ (host.shadowRoot ?? host);
      const active = /** @type {HTMLElement | null} */ ((host.shadowRoot ?? document).activeElement);
      // If nothing can take the focus, the computed styles show why.
      host.since ??= performance.now();
      if (is_modal && !root.contains(active) && !host.was_focused && performance.now() - host.since < 2000)
        return false;
      host.was_focused = true;
      active?.blur();
      for (const image of root.querySelectorAll("img")) if (image.offsetWidth) await image.decode();
      await document.fonts.ready;
      return true;
    },
    {},
    ID[type],
    MODAL.includes(type),
  );
  // A dialog sets the focus itself, before we do.
  await new Promise((resolve) => setTimeout(resolve, FOCUS_MS));
  await page.evaluate(() => {
    const { activeElement } = document;
    /** @type {HTMLElement | null} */ (activeElement?.shadowRoot?.activeElement ?? activeElement)?.blur();
  });
}

/**
 * @param {import("puppeteer-core").Page} page
 * @param {Type} type
 * @returns {Promise<Look>}
 */
export function lookOf(page, type) {
  return page.evaluate(
    (id, pseudo) => {
      const host = /** @type {HTMLElement} */ (document.querySelector(`dormouse-form[data-form-id="${id}"]`));
      const root = host.shadowRoot ?? host;
      const styles = /** @type {Record<string, string>} */ ({});
      const boxes = /** @type {string[]} */ ([]);
      const elements = [host, ...root.querySelectorAll("*")];
      for (let i = 0; i < elements.length; i++) {
        const { x, y, width, height } = elements[i].getBoundingClientRect();
        const name = `${elements[i].localName}.${elements[i].getAttribute("class") ?? ""}`;
        boxes.push(`${i} ${name} ${x} ${y} ${width} ${height}`);
        for (const [part, whose] of pseudo) {
          if (!elements[i].matches(whose)) continue;
          const style = getComputedStyle(elements[i], part || null);
          // The page's own custom properties do not matter here.
          const properties = part === "::selection" ? ["background-color", "color"] : style;
          for (const property of properties)
            if (!property.startsWith("--"))
              styles[`${i} ${name}${part} ${property}`] = style.getPropertyValue(property);
        }
      }
      const { x, y, width, height } = /** @type {Element} */ (root.querySelector(".p")).getBoundingClientRect();
      const rim = 17;
      const inside = {
        x: Math.ceil(x + rim),
        y: Math.ceil(y + rim),
        width: Math.floor(width - 2 * rim),
        height: Math.floor(height - 2 * rim),
      };
      return { isolation: /** @type {Isolation} */ (host.shadowRoot ? "shadow" : "light"), boxes, styles, inside };
    },
    ID[type],
    PSEUDO,
  );
}

/**
 * The differences between two looks, apart from pixels: `pseudo-element property`, each once.
 * @param {Look} one
 * @param {Look} other
 */
export function differentStyles(one, other) {
  const found = /** @type {Map<string, string>} */ (new Map());
  for (const key of new Set([...Object.keys(one.styles), ...Object.keys(other.styles)])) {
    if (one.styles[key] === other.styles[key]) continue;
    const space = key.lastIndexOf(" ");
    const [element, property] = [key.slice(0, space), key.slice(space + 1)];
    const pseudo = element.includes("::") ? `${element.slice(element.indexOf("::"))} ` : "";
    if (!found.has(pseudo + property))
      found.set(pseudo + property, `${element}: ${one.styles[key]} became ${other.styles[key]}`);
  }
  return found;
}

/**
 * @param {import("puppeteer-core").Page} page
 * @param {Type} type
 */
export async function close(page, type) {
  await page.evaluate((id) => /** @type {any} */ (window).dormouse.close(id), ID[type]);
  await page.waitForFunction(() => document.querySelector("dormouse-form") === null);
}
