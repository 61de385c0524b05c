/**
 * One small interface to three browser engines, for tests that run in each of them:
 * Chromium, Firefox (both by puppeteer) and WebKitGTK (by its own driver).
 *
 * Pointer, wheel and keys are real input: the page's events are trusted.
 *
 * | feature | Chromium | Firefox | WebKitGTK |
 * | --- | --- | --- | --- |
 * | pointer leaves through the top | real | dispatched: the driver refuses points outside | dispatched, for the same reason |
 * | touch | real, coarse pointer, mobile viewport | real, coarse pointer; no mobile viewport | none: the driver turns
 * it into a mouse |
 * | hidden tab | another tab in front | another tab in front | minimized window |
 * | smallest width | any | any | 447 px: the window has a tool bar |
 * | problems | everything that the browser reports | console, errors, rejections, what a policy blocks; no failed loads
 * | those since the first command that found the document, some milliseconds after it began |
 */

import { startChromium, startFirefox } from "./puppeteer-engines.js";
import { startWebKit } from "./webkit-engine.js";

/** The engines, in the order in which tests run in them. */
export const names = /** @type {const} */ (["chromium", "firefox", "webkit"]);

/** Engines that can be launched with touch. */
export const namesWithTouch = /** @type {const} */ (["chromium", "firefox"]);

/** Long, because a machine may be busy: only failures wait to the end. */
const WAIT_MS = 30_000;
/** Pauses between two looks at a page: each look costs the page time, so that they grow while something takes long. */
const FIRST_POLL_MS = 30;
const LONGEST_POLL_MS = 250;

/**
 * What differs between the engines.
 * @typedef {object} Hands
 * @property {(url: string) => Promise<void>} goto Until the page has loaded.
 * @property {() => Promise<void>} reload
 * @property {(fn: string | ((...args: any[]) => any), ...args: any[]) => Promise<any>} evaluate
 * Runs a function in the page; arguments and result are JSON.
 * @property {(x: number, y: number) => Promise<void>} moveMouse
 * @property {(x: number, y: number) => Promise<void>} clickAt
 * @property {(x: number, y: number) => Promise<void>} tapAt With a finger, if the engine was launched with touch.
 * @property {() => Promise<void>} leaveThroughTop The pointer leaves the page.
 * @property {(x: number, y: number, delta: number) => Promise<void>} wheel
 * @property {(text: string) => Promise<void>} type Into the element that has the focus.
 * @property {(key: string) => Promise<void>} press A key by its name in `KeyboardEvent.key`, also `Shift+Tab`.
 * @property {(width: number, height: number) => Promise<void>} setViewport
 * @property {() => Promise<void>} hide The tab is no longer seen.
 * @property {() => Promise<void>} show
 * @property {() => Promise<string[]>} problems What the console and the window reported, in all documents so far.
 * @property {() => Promise<void>} close Forgets the visitor, with everything stored.
 */

/**
 * A visitor: one tab with separate storage.
 * @typedef {Hands & ReturnType<typeof gestures>} Visitor
 */

/**
 * @typedef {object} Engine
 * @property {() => Promise<Visitor>} newVisitor
 * @property {() => Promise<void>} close
 */

/**
 * Starts an engine.
 * @param {typeof names[number]} name
 * @param {{ touch?: boolean, user_sheet?: string }} [options] Touch: visitors have fingers instead of a mouse. User sheet:
 *   one rule `SELECTOR{display:none!important}` that the browser itself adds to every page, as a content blocker does.
 * @returns {Promise<Engine>}
 */
export async function launch(name, { touch = false, user_sheet } = {}) {
  const start = { chromium: startChromium, firefox: startFirefox, webkit: startWebKit }[name];
  const engine = await start(touch, user_sheet);
  return {
    async newVisitor() {
      const hands = await engine.newHands();
      return { ...hands, ...gestures(hands) };
    },
    close: engine.close,
  };
}

/**
 * What is the same for every visitor.
 * @param {Hands} hands
 */
function gestures(hands) {
  /**
   * Waits until a function in the page returns something true, and returns that.
   * @param {(...args: any[]) => any} fn
   * @param {...any} args
   */
  async function waitFor(fn, ...args) {
    const deadline = Date.now() + WAIT_MS;
    let poll_ms = FIRST_POLL_MS;
    let failure = /** @type {unknown} */ (undefined);
    while (Date.now() < deadline) {
      try {
        const result = await hands.evaluate(fn, ...args);
        if (result) return result;
        failure = undefined;
      } catch (error) {
        // On its way to another document a page has nothing to run a function in.
        failure = error;
      }
      await new Promise((resolve) => setTimeout(resolve, poll_ms));
      poll_ms = Math.min(poll_ms * 1.5, LONGEST_POLL_MS);
    }
    const seen = await hands
      .evaluate(() => `${location.href}: ${document.body?.innerText.slice(0, 300)}`)
      .catch(String);
    throw new Error(`after ${WAIT_MS} ms still not: ${fn} ${JSON.stringify(args)}, at ${seen}`, { cause: failure });
  }

  /**
   * Waits until an element is there and rests, and returns its middle.
   * @param {string} selector Of an element of the page, else of a form.
   */
  async function middle(selector) {
    return await waitFor(middleAtRest, selector);
  }

  return {
    waitFor,
    /** @param {string} selector Of an element of the page, else of a form. */
    async click(selector) {
      const { x, y } = await middle(selector);
      await hands.clickAt(x, y);
    },
    /** @param {string} selector Of an element of the page, else of a form. */
    async tap(selector) {
      const { x, y } = await middle(selector);
      await hands.tapAt(x, y);
    },
    /**
     * Clicks a field and types.
     * @param {string} selector
     * @param {string} text
     */
    async fill(selector, text) {
      const { x, y } = await middle(selector);
      await hands.clickAt(x, y);
      await hands.type(text);
    },
    /** Waits until a form shows. */
    async form() {
      await waitFor(() => document.querySelector("dormouse-form")?.shadowRoot?.querySelector("dialog[open]") != null);
    },
    /** Waits until no form is in the page. */
    async formGone() {
      await waitFor(() => !document.querySelector("dormouse-form"));
    },
    /** Whether a form is in the page. */
    hasForm: () => hands.evaluate(() => document.querySelector("dormouse-form") !== null),
    /**
     * Waits until the step that shows has a text.
     * @param {string} text
     */
    async stepSays(text) {
      await waitFor((text) => {
        const step = document.querySelector("dormouse-form")?.shadowRoot?.querySelector("[data-step]");
        return /** @type {HTMLElement | null | undefined} */ (step)?.innerText.includes(text);
      }, text);
    },
  };
}

/**
 * Runs in the page: the middle of an element that has not moved for two frames.
 * @param {string} selector
 */
async function middleAtRest(selector) {
  let element = document.querySelector(selector);
  for (const host of document.querySelectorAll("dormouse-form"))
    element ??= host.shadowRoot?.querySelector(selector) ?? null;
  if (!element) return null;
  element.scrollIntoView({ block: "nearest", behavior: "instant" });
  const before = element.getBoundingClientRect();
  // Not by frames alone, because a hidden page paints none.
  await new Promise((resolve) => setTimeout(resolve, 40));
  const { x, y, width, height } = element.getBoundingClientRect();
  const rests = x === before.x && y === before.y && width === before.width && height === before.height;
  return rests && width > 0 && { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
}
