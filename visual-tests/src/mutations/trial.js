/** Tries a change: applies it, checks pictures in a good order, and stops at the first difference. */

import { applyChange } from "./apply.js";
import { componentOfSelector } from "./component.js";
import { orderFor } from "./order.js";
import { whyMissed } from "./why.js";

/**
 * @typedef {object} Verdict
 * @property {import("./change.js").Change} change
 * @property {"caught" | "missed" | "not applied" | "unsteady"} outcome Unsteady = the unchanged build was seen to differ.
 * @property {string} component
 * @property {string} [picture] Id of the one that shows it.
 * @property {string} [by] The difference: its pixels, its accessibility tree, or that it cannot be shown.
 * @property {string} [why] It is missed, or not applied.
 * @property {number} looked How many pictures were taken.
 * @property {number} bundles How many cases' bundles are changed.
 * @property {number} ms
 */

/**
 * @typedef {object} World
 * @property {import("../build.js").Build} build
 * @property {import("../cases.js").Case[]} cases
 * @property {import("./reach.js").Reach} reach
 * @property {import("../server.js").Server} server
 * @property {Awaited<ReturnType<typeof import("../memo.js").openMemo>>} memo
 * @property {import("./tree.js").Trees} trees
 */

/**
 * Makes a function that tries one change after another on one stage.
 * @param {World} world
 * @param {import("../stage.js").Stage} stage
 * @param {string} name Of its builds, in addresses.
 */
export function trierOn(world, stage, name) {
  const { build, cases, reach, server, memo, trees } = world;
  const inLight = new Set(
    cases.filter(({ pictures }) => pictures.some(({ mode }) => mode.startsWith("light"))).map(({ id }) => id),
  );
  let tried = 0;
  /** Pictures that were taken for the change. */
  let looked = 0;

  /**
   * @param {import("./change.js").Change} change
   * @returns {Promise<Verdict>}
   */
  return async function tryChange(change) {
    const started = performance.now();
    looked = 0;
    /** @param {Verdict["outcome"]} outcome @param {Partial<Verdict>} [more] @returns {Verdict} */
    const verdict = (outcome, more) => ({
      change,
      outcome,
      component: change.component,
      looked,
      bundles: applied?.cases.size ?? 0,
      ms: Math.round(performance.now() - started),
      ...more,
    });

    let applied = /** @type {import("./apply.js").Applied | undefined} */ (undefined);
    try {
      applied = applyChange(build, change, (id) => inLight.has(id));
    } catch (error) {
      return verdict("not applied", { why: /** @type {Error} */ (error).message });
    }
    if (!applied.matches) return verdict("not applied", { why: "nothing of what it speaks of is in any bundle" });
    if (!applied.cases.size) return verdict("not applied", { why: "it leaves everything as it is" });

    const { showings, keys } = orderFor(world, change, applied);
    const component =
      change.component || componentOfSelector([...keys][0]?.split(" | ").at(-1) ?? change.selector ?? "");
    // Bundles are requested again for each display; the page caches modules by address.
    tried += 1;
    const mutant = { ...applied.build, name: applied.has_modules ? `${name}-${tried}` : name };
    server.builds.set(mutant.name, mutant);
    try {
      for (const showing of showings) {
        const found = await look(showing, mutant, change);
        if (!found) continue;
        // A difference that the unchanged build shows as well is not caused by the change.
        const again = await look(showing, build, change);
        if (again) return verdict("unsteady", { component, ...again });
        return verdict("caught", { component, ...found });
      }
      return verdict("missed", {
        component,
        why: await whyMissed(world, stage, mutant, { change, showings, keys, applied }),
      });
    } finally {
      server.builds.delete(mutant.name);
    }
  };

  /**
   * @param {import("../showings.js").Showing} showing
   * @param {import("../build.js").Build} shown
   * @param {import("./change.js").Change} change
   * @returns {Promise<{ picture: string, by: string } | undefined>}
   */
  async function look(showing, shown, change) {
    let found = /** @type {{ picture: string, by: string } | undefined} */ (undefined);
    // A change that was found needs no further picture.
    const pictures = new Map(showing.pictures);
    try {
      await stage.show({ ...showing, pictures }, shown, async (picture, png) => {
        looked += 1;
        if (memo.pixelsOf(png) !== reach.get(picture.id)?.pixels) found = { picture: picture.id, by: "pixels" };
        else if (await trees.differs(stage, picture, change)) found = { picture: picture.id, by: "accessibility tree" };
        if (found) pictures.clear();
      });
    } catch (error) {
      const message = /** @type {Error} */ (error).message;
      found ??= { picture: [...showing.pictures.values()][0].id, by: `cannot be shown: ${message.split("\n")[0]}` };
    }
    const log = stage.page.takeLog();
    stage.takeLog();
    if (!found && log.length)
      return { picture: [...showing.pictures.values()][0].id, by: `the console tells: ${log[0]}` };
    return found;
  }
}
