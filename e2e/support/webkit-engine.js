/** WebKitGTK for `engines.js`: a driver and a browser per visitor, all on one invisible display. */

import { dispatchLeave } from "./puppeteer-engines.js";
import { contentFilter } from "./user-sheet.js";
import { VIEWPORT } from "./viewport.js";
import { startDisplay, startSession } from "./webdriver.js";

const LOAD_MS = 20_000;

/** How often a session is tried. */
const MOST_SESSIONS = 3;

/** Key names of `KeyboardEvent.key` and their WebDriver codes: https://www.w3.org/TR/webdriver2/#keyboard-actions. */
const KEYS = /** @type {Record<string, string>} */ ({
  Backspace: "\uE003",
  Tab: "\uE004",
  Enter: "\uE007",
  Shift: "\uE008",
  Control: "\uE009",
  Alt: "\uE00A",
  Escape: "\uE00C",
  Space: " ",
  PageUp: "\uE00E",
  PageDown: "\uE00F",
  End: "\uE010",
  Home: "\uE011",
  ArrowLeft: "\uE012",
  ArrowUp: "\uE013",
  ArrowRight: "\uE014",
  ArrowDown: "\uE015",
  Delete: "\uE017",
});

/**
 * @param {boolean} touch
 * @param {string} [user_sheet]
 */
export async function startWebKit(touch, user_sheet) {
  if (touch) throw new Error("WebKitGTK's driver knows no touch");
  const display = await startDisplay();
  const filter = user_sheet && (await contentFilter(user_sheet));
  const wishes = filter ? filter.wishes : {};
  const open = /** @type {Set<import("./engines.js").Hands>} */ (new Set());

  /** About one session in fifty never begins; the next one does. */
  async function begin() {
    for (let i = 1; ; i++) {
      try {
        return await startSession(display.name, { wishes });
      } catch (error) {
        if (i === MOST_SESSIONS) throw error;
      }
    }
  }

  return {
    async newHands() {
      const hands = await newHands(await begin());
      open.add(hands);
      return hands;
    },
    async close() {
      await Promise.all([...open].map((hands) => hands.close()));
      await display.stop();
      if (filter) await filter.remove();
    },
  };
}

/**
 * @param {import("./webdriver.js").Session} session
 * @param {string[]} [problems] Gets what pages report, with each answer of theirs.
 * @param {{ x: number, y: number }} [place] The window's position on its display. Default: in the upper left corner.
 * @returns {Promise<import("./engines.js").Hands>}
 */
export async function newHands({ call, end }, problems = [], place = { x: 0, y: 0 }) {
  /** @type {import("./engines.js").Hands["evaluate"]} */
  async function evaluate(fn, ...args) {
    const body = typeof fn === "string" ? `() => (${fn})` : fn;
    // As text of the script itself: a page's policy may forbid to make functions of text. Arguments and result are text,
    // too: the driver copies objects by code in the page, which stumbles over members that the page gave to all objects.
    const given = args.map((one) => JSON.stringify(one) ?? "undefined").join(", ");
    const script = `const found = (${collect})();
      return Promise.resolve((${body})(${given})).then((value) =>
        JSON.stringify([value === undefined ? null : value, found.splice(0)]));`;
    const [value, found] = JSON.parse(await call("POST", "/execute/sync", { script, args: [] }));
    problems.push(...found);
    return value;
  }

  const documentId = () => evaluate(() => performance.timeOrigin);

  /**
   * Waits until another document than `before` has loaded.
   * @param {number} before
   */
  async function loaded(before) {
    const deadline = Date.now() + LOAD_MS;
    const isThere = (/** @type {number} */ before) =>
      performance.timeOrigin !== before && document.readyState === "complete" && location.href !== "about:blank";
    while (!(await evaluate(isThere, before).catch(() => false))) {
      if (Date.now() > deadline) throw new Error(`a page did not load within ${LOAD_MS} ms`);
    }
  }

  /** @param {string} id @param {"pointer" | "wheel" | "key"} type @param {object[]} actions */
  const perform = (id, type, actions) => call("POST", "/actions", { actions: [{ id, type, actions }] });
  /** @param {object[]} actions */
  const point = (actions) => perform("mouse", "pointer", actions);
  /** @param {string} key */
  const keyOf = (key) => KEYS[key] ?? key;

  /** @param {number} width @param {number} height */
  async function setViewport(width, height) {
    // The window is larger than the page by its tool bar, which WebKit counts when it has laid out the window.
    for (let i = 0; i < 20; i++) {
      const frame = await evaluate(() => [outerWidth - innerWidth, outerHeight - innerHeight]);
      await call("POST", "/window/rect", { ...place, width: width + frame[0], height: height + frame[1] });
      const is = await evaluate(() => [innerWidth, innerHeight]);
      if (is[0] === width && is[1] === height) return;
    }
    throw new Error(`the window cannot be ${width} by ${height} px`);
  }

  /** How far the wheel was turned last. */
  let turned = 0;

  await setViewport(VIEWPORT.width, VIEWPORT.height);
  return {
    evaluate,
    async goto(url) {
      const before = await documentId();
      await call("POST", "/url", { url });
      await loaded(before);
    },
    async reload() {
      const before = await documentId();
      await call("POST", "/refresh", {});
      await loaded(before);
    },
    moveMouse: (x, y) => point([{ type: "pointerMove", x, y }]),
    // Not the command Element Click, which takes the host of a shadow root for something that lies above.
    clickAt: (x, y) =>
      point([
        { type: "pointerMove", x, y },
        { type: "pointerDown", button: 0 },
        { type: "pointerUp", button: 0 },
      ]),
    async tapAt() {
      throw new Error("WebKitGTK's driver knows no touch");
    },
    async leaveThroughTop() {
      await evaluate(dispatchLeave);
    },
    async wheel(x, y, delta) {
      // The driver (WebKitGTK 2.50) drops a turn that is as far as the one before it.
      turned = delta === turned ? delta + 1 : delta;
      await perform("wheel", "wheel", [{ type: "scroll", x, y, deltaX: 0, deltaY: turned }]);
    },
    async type(text) {
      const strokes = [...text].flatMap((value) => [
        { type: "keyDown", value },
        { type: "keyUp", value },
      ]);
      await perform("keyboard", "key", strokes);
    },
    async press(key) {
      const keys = key.split("+").map(keyOf);
      const down = keys.map((value) => ({ type: "keyDown", value }));
      const up = keys.reverse().map((value) => ({ type: "keyUp", value }));
      await perform("keyboard", "key", [...down, ...up]);
    },
    setViewport,
    async hide() {
      await call("POST", "/window/minimize", {});
    },
    async show() {
      await setViewport(VIEWPORT.width, VIEWPORT.height);
    },
    async problems() {
      await evaluate(() => undefined);
      return [...problems];
    },
    close: end,
  };
}

/**
 * Runs in the page: records errors from the first call on, and returns the list, to be emptied. The driver of WebKitGTK
 * does not report the console, and cannot run a script before the page's own.
 * @returns {string[]}
 */
function collect() {
  const key = Symbol.for("problems of a test");
  const known = /** @type {any} */ (window)[key];
  if (known) return known;
  const problems = /** @type {string[]} */ ([]);
  // Not enumerable, so that a page that looks at its own globals does not find it.
  Object.defineProperty(window, key, { value: problems });
  const note = (/** @type {string} */ text) => (problems[problems.length] = text);
  for (const type of /** @type {const} */ (["log", "debug", "info", "warn", "error"])) {
    const original = console[type];
    console[type] = (...all) => {
      note(`${type}: ${all.join(" ")}`);
      original.apply(console, all);
    };
  }
  addEventListener("unhandledrejection", (event) => note(`error: ${event.reason}`));
  addEventListener("securitypolicyviolation", (event) =>
    note(`error: ${event.violatedDirective} blocks ${event.blockedURI}`),
  );
  const onError = (/** @type {Event} */ event) => {
    const source = /** @type {any} */ (event.target);
    note(
      event instanceof ErrorEvent ? `error: ${event.message}` : `error: ${source?.src ?? source?.href} did not load`,
    );
  };
  // In the capturing phase, because failed loads do not bubble.
  addEventListener("error", onError, true);
  return problems;
}
