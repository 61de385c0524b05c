/**
 * Forms on hostile pages, without expected pictures: on each, a form must look as on the blank page, and the page as
 * without us: everywhere if the form is closed, outside of the form and its shadow if it is open.
 *
 * The cases of `host/` keep whole pictures of such pages; this check works on any page.
 */

import { BLANK } from "./cases.js";
import { decode } from "./picture/png.js";
import { openStage } from "./stage.js";

/** Cases whose forms are tried, each in its first state; an embed has a place that no page can move. */
const TRIED = [
  "form-type/popup",
  "form-type/flyout",
  "form-type/banner-over",
  "form-type/embed",
  "form/launch",
  "form/arabic",
];

const SCREEN = { width: 900, height: 600 };
const PAGES = 2;

/** How far a shadow reaches, in its blur radii: three standard deviations, of half a radius each. */
const SHADOW_REACH = 1.5;

/** @typedef {{ x: number, y: number, width: number, height: number }} Box */

/**
 * @param {object} run
 * @param {import("./engines/engine.js").Engine} run.engine
 * @param {import("./server.js").Server} run.server
 * @param {import("./build.js").Build} run.build
 * @param {import("./cases.js").Case[]} run.cases
 * @param {string[]} run.hosts
 * @returns {Promise<{ looks: number, faults: string[], zoomed: string[] }>} `zoomed`: hosts that are zoomed, and so were left out.
 */
export async function lookAtHosts({ engine, server, build, cases, hosts }) {
  const tried = cases.filter(({ id }) => TRIED.includes(id)).map(withClearOverlay(build));
  const blank = /** @type {Map<string, Seen>} */ (new Map());
  const faults = /** @type {string[]} */ ([]);
  const zoomed = /** @type {string[]} */ ([]);
  let looks = 0;

  /** @typedef {{ picture: import("./picture/png.js").Picture, box: ReturnType<typeof boxInPage> }} Seen */

  /** @param {import("./stage.js").Stage} stage @param {import("./cases.js").Case} of @param {string} host */
  async function see(stage, of, host) {
    const picture = { ...of.pictures[0], id: `${of.id}/${host}`, state: of.walk[0].name, host, mode: "plain" };
    const showing = { of, host, ...SCREEN, mode: "plain", pictures: new Map([[picture.state, picture]]) };
    let seen = /** @type {Seen | undefined} */ (undefined);
    await stage.show(showing, build, async () => {
      const box = await stage.page.evaluate(boxInPage, SHADOW_REACH);
      seen = { picture: decode(await stage.page.shoot()), box };
    });
    return /** @type {Seen} */ (/** @type {unknown} */ (seen));
  }

  async function work() {
    const stage = await openStage(engine, server);
    for (let host = left.shift(); host !== undefined; host = left.shift()) {
      let bare;
      try {
        bare = await stage.bare(host, SCREEN);
      } catch (error) {
        faults.push(`${host}: ${/** @type {Error} */ (error).message}`);
        continue;
      }
      // A page that is zoomed has forms that are as large as all else on it.
      if (await stage.page.evaluate(() => /** @type {any} */ (document.body).currentCSSZoom !== 1)) {
        zoomed.push(host);
        continue;
      }
      for (const of of tried) {
        looks += 1;
        const name = `${of.id.replace("look/", "")} on ${host}`;
        try {
          faults.push(
            ...compare(name, /** @type {Seen} */ (blank.get(of.id)), await see(stage, of, host), decode(bare)),
          );
          if (!decode(await stage.bare(host, SCREEN)).rgb.equals(decode(bare).rgb))
            faults.push(`${name}: closed again, the page is not as it was`);
        } catch (error) {
          faults.push(`${name}: ${/** @type {Error} */ (error).message}`);
        }
      }
      const log = stage.takeLog();
      if (log.length) faults.push(`${host}: the console or the network told something: ${log.slice(0, 3).join("; ")}`);
    }
    await stage.close();
  }

  const first = await openStage(engine, server);
  for (const of of tried) blank.set(of.id, await see(first, of, BLANK));
  await first.close();
  const left = [...hosts];
  await Promise.all(Array.from({ length: Math.min(PAGES, hosts.length) }, work));
  return { looks, faults, zoomed };
}

/**
 * The case with an overlay that one can see through, so that the page behind it can be compared.
 * @param {import("./build.js").Build} build
 */
function withClearOverlay(build) {
  return (/** @type {import("./cases.js").Case} */ of) => {
    const id = `look/${of.id}`;
    build.cases[id] = build.cases[of.id].map(({ bundle, light }) => {
      const css = bundle.css.replace(/--dormouse-o:[^;}]*/g, "--dormouse-o:#0000");
      return { bundle: { ...bundle, css }, light };
    });
    return { ...of, id };
  };
}

/**
 * @param {string} name
 * @param {{ picture: import("./picture/png.js").Picture, box: any }} expected
 * @param {{ picture: import("./picture/png.js").Picture, box: any }} actual
 * @param {import("./picture/png.js").Picture} bare
 */
function compare(name, expected, actual, bare) {
  const faults = [];
  const [was, is] = [expected.box.panel, actual.box.panel];
  if (["x", "y", "width", "height"].some((side) => was[side] !== is[side])) {
    faults.push(`${name}: the form is at ${Object.values(is)} instead of ${Object.values(was)}`);
  } else {
    const inside = pixels(expected.picture, actual.picture, (x, y) => contains(actual.box.inside, x, y));
    if (inside) faults.push(`${name}: the form itself: ${inside}`);
  }
  const outside = pixels(bare, actual.picture, (x, y) => !contains(actual.box.outside, x, y));
  if (outside) faults.push(`${name}: the page: ${outside}`);
  return faults;
}

/** @param {Box} box @param {number} x @param {number} y */
const contains = (box, x, y) => x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;

/**
 * @param {import("./picture/png.js").Picture} one
 * @param {import("./picture/png.js").Picture} other
 * @param {(x: number, y: number) => boolean} counts
 */
function pixels(one, other, counts) {
  let found = 0;
  let first = "";
  for (let y = 0; y < one.height; y++) {
    for (let x = 0; x < one.width; x++) {
      const at = (y * one.width + x) * 3;
      if (
        one.rgb[at] === other.rgb[at] &&
        one.rgb[at + 1] === other.rgb[at + 1] &&
        one.rgb[at + 2] === other.rgb[at + 2]
      )
        continue;
      if (!counts(x, y)) continue;
      first ||= `the first at ${x}, ${y}: ${one.rgb.toString("hex", at, at + 3)} became ${other.rgb.toString("hex", at, at + 3)}`;
      found += 1;
    }
  }
  return found ? `${found} pixels, ${first}` : "";
}

/**
 * Runs in the page: the form's position; its inside without the edge, where round corners blend with the page; and the
 * extent of its shadow.
 * @param {number} reachOfBlur
 */
function boxInPage(reachOfBlur) {
  const host = /** @type {HTMLElement | null} */ (document.querySelector("dormouse-form"));
  // Elements that a page puts above everything may cover a form that is not a dialog; the look is checked on top of
  // them.
  host?.style.setProperty("--dormouse-z", "2147483647");
  const element = /** @type {Element} */ ((host?.shadowRoot ?? host)?.querySelector(".p"));
  const { x, y, width, height } = element.getBoundingClientRect();
  const { boxShadow, borderRadius } = getComputedStyle(element);
  // Color, x, y, blur, spread, as browsers serialize it.
  const shadows = [...boxShadow.matchAll(/(-?[\d.]+)px (-?[\d.]+)px (-?[\d.]+)px (-?[\d.]+)px/g)];
  const reach = Math.max(
    1,
    ...shadows.map(([, x, y, blur, spread]) => Math.max(Math.abs(+x), Math.abs(+y)) + reachOfBlur * +blur + +spread),
  );
  const rim = Math.max(parseFloat(borderRadius) || 0, 1);
  return {
    panel: { x, y, width, height },
    inside: {
      x: Math.ceil(x + rim),
      y: Math.ceil(y + rim),
      width: Math.floor(width - 2 * rim) - 1,
      height: Math.floor(height - 2 * rim) - 1,
    },
    outside: {
      x: Math.floor(x - reach),
      y: Math.floor(y - reach),
      width: Math.ceil(width + 2 * reach) + 1,
      height: Math.ceil(height + 2 * reach) + 1,
    },
  };
}
