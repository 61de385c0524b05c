/**
 * Pages on which a form could go wrong, each in a file of `page-faults/`.
 *
 * `MODES=wasm,twin,light CASES=lock,consent node --test e2e/page-faults-*.test.js` runs the cases whose name contains
 * one of those words, in those modes; without `MODES` and `CASES`, all cases run once. Each engine has a separate file.
 */

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import { launch } from "./engines.js";
import { MODES, setStage } from "./page-faults.js";
import { startService } from "./service.js";

const asked = (/** @type {string} */ name, /** @type {string} */ otherwise) =>
  (process.env[name] || otherwise).split(",");

const modes = /** @type {(keyof typeof MODES)[]} */ (asked("MODES", "wasm"));
const words = asked("CASES", "");

const files = (await readdir(new URL("../page-faults/", import.meta.url)))
  .filter((file) => file.endsWith(".js"))
  .sort();
/** @typedef {import("./page-faults.js").Case & { name: string }} Case */

const cases = /** @type {Case[]} */ ([]);
for (const file of files) {
  const name = file.slice(0, -".js".length);
  if (!words.some((word) => name.includes(word))) continue;
  const found = (await import(`../page-faults/${file}`)).default;
  for (const one of [found].flat()) cases.push({ ...one, name });
}

/**
 * Runs the cases in one engine.
 * @param {typeof import("./engines.js").names[number]} name
 */
export function runPageFaults(name) {
  for (const mode of modes)
    describe(`in ${name}, ${mode}`, () => {
      /** @type {import("./service.js").Service} */
      let service;
      before(async () => {
        service = await startService();
      });
      after(() => service?.remove());

      /** Engines, and the tab of each, by the sheet that they add to every page. */
      const engines = /** @type {Map<string | undefined, Promise<import("./engines.js").Engine>>} */ (new Map());
      const tabs = /** @type {Map<string | undefined, import("./engines.js").Visitor>} */ (new Map());
      after(async () => {
        for (const engine of engines.values()) await (await engine.catch(() => undefined))?.close();
      });

      /** @param {Case} one */
      async function attempt(one) {
        const { user_sheet } = one;
        if (!engines.has(user_sheet)) engines.set(user_sheet, launch(name, { user_sheet }));
        const engine = await engines.get(user_sheet);
        assert.ok(engine);
        const shared = one.resizes ? undefined : tabs.get(user_sheet);
        const tab = shared ?? (await engine.newVisitor());
        // Only a case that succeeds leaves its tab to the next one.
        if (shared) tabs.delete(user_sheet);
        let is_left = false;
        const { stage, state, clear, close } = await setStage(one, service, tab, MODES[mode]);
        try {
          await one.run(stage);
          await clear();
          if (!one.resizes) tabs.set(user_sheet, tab);
          is_left = !one.resizes;
        } catch (error) {
          throw new Error(`${/** @type {Error} */ (error).message}\n${await state()}`, { cause: error });
        } finally {
          if (!is_left) await tab.close();
          close();
        }
      }

      for (const one of cases) {
        const skip = one.except?.[name] ?? one.except?.[mode];
        it(`${one.name}: ${one.shows}`, { skip }, async (test) => {
          // On a busy machine, a page may not get to run at all for seconds. What the product does
          // wrong fails twice; what failed once is printed.
          await attempt(one).catch((error) => {
            test.diagnostic(`failed once: ${error.message}`);
            return attempt(one);
          });
        });
      }
    });
}
