/** Light DOM: on pages whose sheets reach everything, a form looks as it does in a shadow root on an empty page. */

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { TYPES } from "./support/form-types.js";
import { frameworks, themes, worstCases } from "./support/host-pages.js";
import { leaks, rules } from "./support/light-rules.js";
import { close, differentStyles, lightPage, lookOf, open } from "./support/light-page.js";
import { difference, differs, shootSettled } from "./support/pixels.js";
import { useBrowser } from "./support/use.js";

/** @typedef {import("./support/form-types.js").Type} Type */

/** How much lighter or darker round edges are where Chromium repaints only a part, such as a field that had the
 * focus. */
const PAINT_LEVELS = 2;

describe("light DOM", () => {
  const { service, browser } = useBrowser();
  /** How each form looks in a shadow root on an empty page. */
  const clean =
    /** @type {Record<Type, { look: import("./support/light-page.js").Look, picture: import("./support/pixels.js").Picture }>} */ ({});
  let sites = 0;
  const nextSite = () => `light${String((sites += 1)).padStart(3, "0")}`;

  before(async () => {
    const { page, leave } = await lightPage(service, browser, { site: nextSite(), isolation: "shadow" });
    for (const type of TYPES) {
      await open(page, type);
      clean[type] = { look: await lookOf(page, type), picture: await shootSettled(page) };
      await close(page, type);
    }
    await leave();
  });

  /**
   * The differences from forms in a shadow root on an empty page.
   * @param {string} css
   * @param {{ isolation?: "shadow" | "light", types?: Type[], ignored?: string[], state?: string }} [options]
   */
  async function found(
    css,
    { isolation = "light", types = TYPES, ignored = leaks["the look of a selection"].leaking, state } = {},
  ) {
    const { page, problems, leave } = await lightPage(service, browser, { site: nextSite(), isolation, css });
    const faults = /** @type {string[]} */ ([]);
    const styles = /** @type {Record<string, string>} */ ({});
    for (const type of types) {
      await open(page, type);
      const { look, picture } = clean[type];
      if (state)
        await page.$eval(
          "dormouse-form",
          (host, state) => {
            /** @type {HTMLElement} */ (host).dataset.state = state;
          },
          state,
        );
      const now = await lookOf(page, type);
      assert.equal(now.isolation, isolation);
      for (const [what, how] of differentStyles(look, now))
        if (!ignored.includes(what)) styles[what] ??= `${type}: ${how}`;
      const boxes = now.boxes.filter((box, i) => box !== look.boxes[i]);
      if (boxes.length)
        faults.push(
          `${type}: ${boxes.length} boxes, the first: ${boxes[0]}, not ${look.boxes[now.boxes.indexOf(boxes[0])]}`,
        );
      const where = { within: look.inside, levels: PAINT_LEVELS };
      // Where styles differ, pixels need not be waited for.
      if (boxes.length === 0 && Object.keys(styles).length === 0) {
        const pixels = await differs(page, (picture_now) => difference(picture, picture_now, where));
        if (pixels) faults.push(`${type}: ${pixels}`);
      }
      await close(page, type);
    }
    await leave();
    assert.deepEqual(problems, []);
    return { styles, faults };
  }

  it("looks the same in a shadow root twice: a difference is real", async () => {
    assert.deepEqual(await found("", { isolation: "shadow" }), { styles: {}, faults: [] });
  });
  it("looks the same on an empty page", async () => assert.deepEqual(await found(""), { styles: {}, faults: [] }));

  for (const [name, { css }] of Object.entries({ ...frameworks, ...worstCases, ...themes, ...rules })) {
    if (css)
      it(`looks the same beside ${name}`, async () =>
        assert.deepEqual(await found(css, { types: ["popup", "embed"] }), { styles: {}, faults: [] }));
  }

  for (const [name, { css, leaking, state }] of Object.entries(leaks)) {
    it(`lets in ${name}, and nothing else`, async () => {
      const { styles } = await found(css, { types: ["popup"], ignored: [], state });
      assert.deepEqual(Object.keys(styles).sort(), leaking);
    });
  }
});
