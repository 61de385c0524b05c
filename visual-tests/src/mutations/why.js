/** Why a change was missed, as far as the page can show. */

import { REACH } from "./reach.js";

/** In so many showings the styles of all elements are compared. */
const COMPARED = 3;

/**
 * @param {import("./trial.js").World} world
 * @param {import("../stage.js").Stage} stage
 * @param {import("../build.js").Build} mutant
 * @param {{ change: import("./change.js").Change, showings: import("../showings.js").Showing[], keys: Set<string>, applied: import("./apply.js").Applied }} missed
 */
export async function whyMissed({ build, cases, reach }, stage, mutant, { change, showings, keys, applied }) {
  const pictures = cases
    .filter(({ id }) => applied.cases.has(id))
    .flatMap((of) => of.pictures.filter(({ id }) => reach.get(id)?.is_expected));
  if (!pictures.length) return "no picture of the cases that it changes is as expected before the change";
  // A rule that was added is in no sheet whose reach is known.
  if (keys.size && change.add === undefined) {
    const reaches = pictures.map(({ id }) =>
      Math.max(...[...keys].map((key) => reach.get(id)?.rules[key] ?? REACH.none)),
    );
    const most = Math.max(...reaches);
    const rule = [...keys].join("; ");
    if (most === REACH.none) return `no case shows it: in none of ${pictures.length} pictures anything matches ${rule}`;
    if (most === REACH.otherwise)
      return `no case shows it: what it is about occurs, but in none of ${pictures.length} pictures its condition holds: ${rule}`;
    if (most === REACH.unseen) return `no case shows it: only what is hidden matches ${rule}`;
  }
  const shown = showings.reduce((sum, showing) => sum + showing.pictures.size, 0);
  if (change.in !== "css" || !showings.length) return `${shown} pictures are painted and told as before`;
  const styles = new Set();
  for (const showing of showings.slice(0, COMPARED))
    for (const style of await changedStyles(stage, showing, build, mutant)) styles.add(style);
  if (!styles.size)
    return `in ${shown} pictures the computed styles stay as they are: another rule decides, or the value means the same there`;
  return `in ${shown} pictures it paints the same, though computed styles change: ${[...styles].slice(0, 6).join(", ")}`;
}

/**
 * @param {import("../stage.js").Stage} stage
 * @param {import("../showings.js").Showing} showing
 * @param {import("../build.js").Build} before
 * @param {import("../build.js").Build} after
 * @returns {Promise<string[]>} Of elements: `button.b padding-left`.
 */
async function changedStyles(stage, showing, before, after) {
  const changed = /** @type {Set<string>} */ (new Set());
  try {
    await stage.show(showing, before, async ({ id }) => void (await stage.page.evaluate(keepStyles, id)));
    await stage.show(showing, after, async ({ id }) => {
      for (const style of await stage.page.evaluate(compareStyles, id)) changed.add(style);
    });
  } catch {
    // It is about what could be found out.
  }
  stage.takeLog();
  return [...changed];
}

/** Runs in the page. @param {string} id */
function keepStyles(id) {
  const pseudos = ["", "::before", "::after", "::placeholder", "::backdrop"];
  const elements = [...document.querySelectorAll("dormouse-form")].flatMap((host) => [
    host,
    ...(host.shadowRoot ?? host).querySelectorAll("*"),
  ]);
  const kept = elements.map((element) =>
    pseudos.map((pseudo) =>
      Object.fromEntries(
        [...getComputedStyle(element, pseudo)].map((name) => [
          name,
          getComputedStyle(element, pseudo).getPropertyValue(name),
        ]),
      ),
    ),
  );
  const page = /** @type {any} */ (window);
  page.stageStyles = { ...page.stageStyles, [id]: kept };
}

/** Runs in the page. @param {string} id */
function compareStyles(id) {
  const pseudos = ["", "::before", "::after", "::placeholder", "::backdrop"];
  const page = /** @type {any} */ (window);
  const kept = page.stageStyles?.[id] ?? [];
  const elements = [...document.querySelectorAll("dormouse-form")].flatMap((host) => [
    host,
    ...(host.shadowRoot ?? host).querySelectorAll("*"),
  ]);
  return elements.flatMap((element, i) =>
    pseudos.flatMap((pseudo, k) => {
      const before = kept[i]?.[k] ?? {};
      const now = getComputedStyle(element, pseudo);
      return [...now]
        .filter((name) => before[name] !== now.getPropertyValue(name))
        .map((name) => `${element.localName}.${element.getAttribute("class") ?? ""}${pseudo} ${name}`);
    }),
  );
}
