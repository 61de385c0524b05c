/** WebKitGTK, by its driver: a window on a display that nobody sees, because it has no headless mode. */

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startDisplay, startSession } from "../../../e2e/support/webdriver.js";
import { newHands } from "../../../e2e/support/webkit-engine.js";
import { ROOT } from "../cases.js";
import { fontEnvironment } from "../fonts.js";
import { expectFixedMedia } from "./media.js";
import { paintAnew } from "./paint.js";

/** Narrower the window does not get: it has a tool bar. */
const LEAST_WIDTH = 447;

/** Has room for every window in its upper left quarter: the display's own pointer stands in the middle. */
const DISPLAY = { width: 4096, height: 8192 };

/** What the browser takes from a desktop. Without GTK's animations, it tells pages to reduce motion. */
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

/** The discard port, where nobody listens: there is no network but this machine's own. */
const NOWHERE = "127.0.0.1:9";
const PROXY = { proxyType: "manual", httpProxy: NOWHERE, sslProxy: NOWHERE, noProxy: ["127.0.0.1"] };

/** Nothing is scrolled by a thread of its own, behind the page's back; and a page is painted in one piece. */
const FEATURES = ["-ThreadedScrolling", "-AsyncFrameScrolling", "-AsyncOverflowScrolling", "-ScrollAnimator", "+UseGiantTiles"].join(",");

// The driver measures a script's time in the page, by `setTimeout`: where the stage lets time pass, it would be over at once.
const TIMEOUTS = { script: null };

/** How often a picture may be taken until it comes twice. */
const MOST_SHOTS = 8;

/** The pointer waits in this corner of the page from the beginning, because the protocol refuses points outside. */
const CORNER = { x: 0, y: 0 };

/** @returns {Promise<import("./engine.js").Engine>} */
export async function startWebKit() {
  const settings = join(ROOT, "target/visual/gtk");
  await mkdir(join(settings, "gtk-3.0"), { recursive: true });
  await writeFile(join(settings, "gtk-3.0/settings.ini"), SETTINGS);
  const environment = { ...(await fontEnvironment()), XDG_CONFIG_HOME: settings };
  const display = await startDisplay(DISPLAY);
  const start = () => startSession(display.name, { environment, wishes: { proxy: PROXY, timeouts: TIMEOUTS, "webkitgtk:browserOptions": { args: ["--automation", `--features=${FEATURES}`] } } });
  // A page is a browser with a driver of its own; the first is there at once, because only a session knows the version.
  const first = await start().catch(async (error) => {
    await display.stop();
    throw error;
  });
  const idle = [first];
  const open = new Set(idle);
  return {
    name: "webkit",
    version: first.version,
    async newPage() {
      const session = idle.pop() ?? (await start());
      open.add(session);
      const page = await newPage(session);
      return {
        ...page,
        async close() {
          if (open.delete(session)) await page.close();
        },
      };
    },
    async close() {
      await Promise.all([...open].map(({ end }) => end()));
      await display.stop();
    },
  };
}

/**
 * @param {import("../../../e2e/support/webdriver.js").Session} session
 * @returns {Promise<import("./engine.js").Page>}
 */
async function newPage(session) {
  const log = /** @type {string[]} */ ([]);
  const hands = await newHands(session, log);
  /** @param {object[]} actions */
  const point = (actions) => session.call("POST", "/actions", { actions: [{ id: "mouse", type: "pointer", actions }] });
  /** @param {number} x @param {number} y */
  const move = (x, y) => point([{ type: "pointerMove", ...(x < 0 || y < 0 ? CORNER : { x: Math.round(x), y: Math.round(y) }) }]);
  await move(CORNER.x, CORNER.y);
  return {
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
      if (scale !== 1) throw new Error("webkit cannot be told a scale; give such a mode `chromium_only`");
      if (width < LEAST_WIDTH) throw new Error(`webkit has no screen of ${width} px: ${LEAST_WIDTH} px is the least`);
      await hands.setViewport(width, height);
    },
    setMedia: async (features) => expectFixedMedia("webkit", features),
    movePointer: move,
    pressPointer: () => point([{ type: "pointerDown", button: 0 }]),
    async releasePointer() {
      // Somewhere else, so that nothing is clicked; and with a key, so that the focus shows as for somebody who types.
      await point([{ type: "pointerMove", ...CORNER }, { type: "pointerUp", button: 0 }]);
      await hands.press("Shift");
    },
    pressKey: hands.press,
    async shoot() {
      let last = "";
      for (let i = 0; i < MOST_SHOTS; i++) {
        await hands.evaluate(paintAnew, true);
        const png = await session.call("GET", "/screenshot");
        if (png === last) { if (i>1) console.log("shots", i+1); return Buffer.from(png, "base64"); }
        last = png;
      }
      throw new Error(`no two of ${MOST_SHOTS} pictures of webkit are the same`);
    },
    takeLog: () => log.splice(0),
    close: hands.close,
  };
}
