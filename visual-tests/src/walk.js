/** The walk of a case through its states: the actions of a visitor, with real input where that makes a difference. */

/** The resting position of the pointer: outside the page. */
const AWAY = { x: -9, y: -9 };

/** @param {import("./engines/engine.js").Page} page */
export function startWalk(page) {
  let is_pressed = false;
  let is_pointer_away = true;
  let has_acted = false;

  /** @param {string} selector @param {boolean} presses */
  async function point(selector, presses) {
    const { x, y } = await page.evaluate((selector) => /** @type {any} */ (window).stage.middle(selector), selector);
    await page.movePointer(x, y);
    is_pointer_away = false;
    if (!presses) return;
    await page.pressPointer();
    is_pressed = true;
  }

  return {
    /** @param {import("./actions.js").Action} action */
    async act({ verb, selector, value }) {
      has_acted = true;
      const act = (/** @type {string[]} */ ...all) => /** @type {any} */ (window).stage.act(...all);
      if (verb === "key") await page.pressKey(value);
      else if (verb === "hover" || verb === "down") await point(selector, verb === "down");
      else return void (await page.evaluate(act, verb, selector, value));
      await page.evaluate(() => /** @type {any} */ (window).stage.hold());
    },

    /** Whether any action ran. */
    get has_acted() {
      return has_acted;
    },

    /** Moves the pointer away. */
    async end() {
      if (is_pressed) await page.releasePointer();
      if (!is_pointer_away) await page.movePointer(AWAY.x, AWAY.y);
    },
  };
}
