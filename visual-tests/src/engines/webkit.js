/** WebKitGTK: moved by its driver and photographed by its inspector, on an invisible display. */

import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { freePort } from "../../../e2e/support/service.js";
import { PAINTING, startDisplay, startSession, stopper } from "../../../e2e/support/webdriver.js";
import { newHands } from "../../../e2e/support/webkit-engine.js";
import { fontEnvironment } from "../fonts.js";
import { browserEnvironment, ending, scratch, supervised } from "../supervisor.js";
import { expectFixedMedia } from "./media.js";
import { hideScrollBars } from "./scroll-bars.js";
import { connectInspector } from "./webkit-inspector.js";

const BROWSER = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";

/** Narrower the window does not get: it has a tool bar. */
const LEAST_WIDTH = 447;

/** Has room for every window in its lower right quarter. */
const DISPLAY = { width: 4096, height: 8192 };

/**
 * Without a window manager, the window below the display's own pointer has the focus. The pointer is in the middle of
 * the display, over the window's tool bar, so the page has the focus and nothing in it is hovered.
 */
const PLACE = { x: DISPLAY.width / 2 - 100, y: DISPLAY.height / 2 - 15 };

/** Desktop settings that the browser reads. Without GTK's animations, it asks pages to reduce motion. */
const SETTINGS = `[Settings]
gtk-enable-animations=0
gtk-cursor-blink=0
gtk-application-prefer-dark-theme=0
gtk-font-name=DejaVu Sans 10
gtk-xft-antialias=1
gtk-xft-dpi=98304
gtk-xft-hinting=0
gtk-xft-hintstyle=hintnone
gtk-xft-rgba=none
`;

/** No scrolling or decoding in separate threads, behind the page's back: `MiniBrowser --features=help`. */
const FEATURES = [
  "-ThreadedScrolling",
  "-AsyncFrameScrolling",
  "-AsyncOverflowScrolling",
  "-ScrollAnimator",
  "-LargeImageAsyncDecoding",
  "-AnimatedImageAsyncDecoding",
].join(",");

/** The discard port, which is closed: no network except loopback. */
const NOWHERE = "127.0.0.1:9";
const PROXY = { proxyType: "manual", httpProxy: NOWHERE, sslProxy: NOWHERE, noProxy: ["127.0.0.1"] };

// The driver measures a script's time in the page, with `setTimeout`: when the stage lets time pass, the script would
// time out at once.
const WISHES = { proxy: PROXY, timeouts: { script: null } };

/** How long a browser may take until its inspector listens, and then until it begins a session. */
const START_MS = 20_000;
const SESSION_MS = 20_000;

/** How often a browser is started until one begins a session. */
const MOST_STARTS = 5;

/** The pointer waits in this corner of the page from the beginning, because the protocol refuses points outside. */
const CORNER = { x: 0, y: 0 };

/** @returns {Promise<import("./engine.js").Engine>} */
export async function startWebKit() {
  const settings = join(scratch(), "gtk");
  await mkdir(join(settings, "gtk-3.0"), { recursive: true });
  await writeFile(join(settings, "gtk-3.0/settings.ini"), SETTINGS);
  const environment = browserEnvironment({ ...(await fontEnvironment()), XDG_CONFIG_HOME: settings });
  // A page is a browser with a separate driver; the first starts at once, because only a session knows the version.
  const first = await startBrowser(environment);
  const idle = [first];
  const open = new Set(idle);
  return {
    name: "webkit",
    version: first.session.version,
    async newPage() {
      const browser = idle.pop() ?? (await startBrowser(environment));
      open.add(browser);
      const page = await newPage(browser);
      return {
        ...page,
        async close() {
          if (open.delete(browser)) await browser.end();
        },
      };
    },
    async close() {
      await Promise.all([...open].map(({ end }) => end()));
    },
  };
}

/**
 * @typedef {object} Browser
 * @property {import("../../../e2e/support/webdriver.js").Session} session
 * @property {import("./webkit-inspector.js").Inspector} inspector
 * @property {() => Promise<void>} end
 * @property {Promise<never>} gone Rejects when the browser has ended.
 */

/**
 * Starts a browser, a driver that moves it, and connects to its inspector. If another process's display ends at the
 * same time, ours may be gone: the next try gets another one.
 * @param {Record<string, string>} environment
 * @returns {Promise<Browser>}
 */
async function startBrowser(environment) {
  for (let i = 1; ; i++) {
    try {
      return await tryBrowser(environment);
    } catch (error) {
      if (i === MOST_STARTS)
        throw new Error(
          `WebKitGTK began no session in ${MOST_STARTS} starts: ${/** @type {Error} */ (error).message}`,
          { cause: error },
        );
    }
  }
}

/**
 * @param {Record<string, string>} environment
 * @returns {Promise<Browser>}
 */
async function tryBrowser(environment) {
  const undo = /** @type {(() => unknown)[]} */ ([]);
  const end = async () => {
    for (const one of undo.splice(0).reverse()) await one();
  };
  try {
    const display = await startDisplay({ ...DISPLAY, environment });
    undo.push(display.stop);
    const port = await freePort();
    const address = `127.0.0.1:${port}`;
    const child = spawn(BROWSER, ["--automation", `--features=${FEATURES}`], {
      env: { ...PAINTING, ...environment, DISPLAY: display.name, WEBKIT_INSPECTOR_SERVER: address },
      stdio: "ignore",
    });
    undo.push(stopper(child));
    await listening(port, child);
    const gone = new AbortController();
    const { gone: ended, fail } = ending();
    child.once("exit", () => {
      gone.abort(new Error(`${BROWSER} has ended`));
      fail("webkit has ended");
    });
    const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(SESSION_MS)]);
    const session = await startSession(display.name, { environment, wishes: WISHES, browser: address, signal });
    undo.push(session.end);
    const inspector = await connectInspector(port);
    undo.push(inspector.close);
    return { session, inspector, end, gone: ended };
  } catch (error) {
    await end();
    throw error;
  }
}

/**
 * @param {number} port
 * @param {import("node:child_process").ChildProcess} child
 */
async function listening(port, child) {
  const deadline = Date.now() + START_MS;
  let failed = /** @type {Error | undefined} */ (undefined);
  child.once("error", (error) => (failed = error));
  for (;;) {
    const listens = await new Promise((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
    if (listens) return;
    if (failed || child.exitCode !== null || Date.now() > deadline)
      throw new Error(`${BROWSER} did not start`, { cause: failed });
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * @param {Browser} browser
 * @returns {Promise<import("./engine.js").Page>}
 */
async function newPage({ session, inspector, end, gone }) {
  const log = /** @type {string[]} */ ([]);
  const hands = await newHands(session, log, PLACE);
  const screen = { width: 0, height: 0 };
  /** @param {object[]} actions */
  const point = (actions) => session.call("POST", "/actions", { actions: [{ id: "mouse", type: "pointer", actions }] });
  /** @param {number} x @param {number} y */
  const move = (x, y) =>
    point([{ type: "pointerMove", ...(x < 0 || y < 0 ? CORNER : { x: Math.round(x), y: Math.round(y) }) }]);
  await move(CORNER.x, CORNER.y);
  const deadline = Date.now() + START_MS;
  while (!(await hands.evaluate(() => document.hasFocus()))) {
    if (Date.now() > deadline) throw new Error("webkit's window does not get the focus");
  }
  const calls = {
    /** @param {string} url */
    async goto(url) {
      await hands.goto(url);
      const [status, text] = await hands.evaluate(() => {
        const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
        return [navigation?.responseStatus ?? 200, document.body.innerText.slice(0, 1000)];
      });
      if (status >= 400) throw new Error(`${url}: ${text}`);
    },
    evaluate: hands.evaluate,
    async setScreen({ width, height, scale }) {
      if (scale !== 1) throw new Error("webkit cannot set a scale; give such a mode `chromium_only`");
      if (width < LEAST_WIDTH)
        throw new Error(`webkit cannot show a screen of ${width} px: ${LEAST_WIDTH} px is the minimum`);
      if (screen.width === width && screen.height === height) return;
      await hands.setViewport(width, height);
      Object.assign(screen, { width, height });
      // A form that is shown again gets its style sheet with the media queries of its first display.
      if (await hands.evaluate(isEmpty)) await hands.reload();
    },
    setMedia: async (features) => expectFixedMedia("webkit", features),
    movePointer: move,
    pressPointer: () => point([{ type: "pointerDown", button: 0 }]),
    async releasePointer() {
      // At another position, so that nothing is clicked; and with a key, so that the focus shows as for a keyboard
      // user.
      await point([
        { type: "pointerMove", ...CORNER },
        { type: "pointerUp", button: 0 },
      ]);
      await hands.press("Shift");
    },
    pressKey: hands.press,
    async shoot() {
      await hands.evaluate(hideScrollBars);
      const { dataURL } = await inspector.send("Page.snapshotRect", {
        x: 0,
        y: 0,
        ...screen,
        coordinateSystem: "Viewport",
      });
      return Buffer.from(dataURL.slice(dataURL.indexOf(",") + 1), "base64");
    },
    takeLog: () => log.splice(0),
    close: end,
  };
  return supervised(calls, "webkit", gone);
}

/** Runs in the page: whether it is a page of the stage with nothing on it. */
function isEmpty() {
  return "stage" in window && !document.querySelector("dormouse-form, #stage-canvas");
}
