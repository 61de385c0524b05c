/** Which of the changes between two builds show in a picture, judged by what changed in its elements. */

/** Words of property names that only say on which side. */
const SIDES = ["inline", "block", "start", "end", "place"];

/** Properties that are computed to others. */
const STANDS_FOR = /** @type {Record<string, RegExp>} */ ({
  inset: /^(?:top|right|bottom|left|inset-.*)$/,
  font: /^(?:font-.*|line-height)$/,
  all: /./,
});

/** @typedef {import("./builds.js").Change} Change */
/** @typedef {import("./compare.js").ElementChange} ElementChange */

/**
 * Selectors to find the elements of a change, without visitor states and without pseudo-elements.
 * @param {Change} change
 * @returns {string[]}
 */
export function probesOf({ kind, property, selector, from, to }) {
  if (kind !== "css") return [];
  const all = property === "selector" || property === "order" ? [selector, from, to] : [selector];
  return all.filter(Boolean).map((one) =>
    one
      .replace(/:(?:hover|active|focus|focus-visible|focus-within|disabled|checked)\b/g, "")
      .replace(/::[\w-]+(?:\([^)]*\))?/g, "")
      .replace(/\[aria-[^\]]*\]/g, "")
      .split(",")
      .map((part) => part.trim().replace(/(^|[\s>+~])$/, "$1*"))
      .join(","),
  );
}

/**
 * @param {Change[]} changes
 * @param {ElementChange[]} elements What changed in the elements of a picture.
 * @param {number[][]} probes Indices of each change's selectors.
 * @returns {Change[]}
 */
export function effective(changes, elements, probes) {
  const direct = changes.filter((change, i) => shows(change, elements, probes[i]));
  if (direct.length) return direct;
  // A change in a module has no selector.
  const modules = changes.filter(({ kind }) => kind === "module");
  return modules.length ? modules : changes;
}

/** @param {Change} change @param {ElementChange[]} elements @param {number[]} probes */
function shows(change, elements, probes) {
  const { kind, property, components } = change;
  if (kind === "css") {
    // Any element that uses a custom property shows it.
    if (property.startsWith("--"))
      return elements.some(
        ({ component, styles, follows }) => components.includes(component) && styles.length + follows.length > 0,
      );
    return elements.some(({ matches, styles, follows, what }) => {
      if (!matches.some((index) => probes.includes(index))) return false;
      if (["selector", "order", "condition"].includes(property))
        return what !== "changed" || styles.length + follows.length > 0;
      return styles.some((style) => isOf(style.property, property)) || follows.some((name) => isOf(name, property));
    });
  }
  if (kind === "html") {
    return elements.some(
      ({ component, what, text, attributes }) =>
        components.includes(component) && (what !== "changed" || text || attributes.length > 0),
    );
  }
  if (kind === "table") {
    if (property === "fonts") return elements.some(({ fonts }) => fonts);
    return elements.some(
      ({ text }) => text && [change.from, change.to].some((line) => text.some((one) => one && line.includes(one))),
    );
  }
  return false;
}

/**
 * Whether a computed style corresponds to a declared property.
 * @param {string} computed
 * @param {string} declared
 */
export function isOf(computed, declared) {
  const name = computed.replace(/^::[\w-]+ /, "");
  if (name === declared) return true;
  const special = STANDS_FOR[declared.split("-")[0]];
  if (special?.test(name)) return true;
  const words = name.split("-");
  const wanted = declared
    .replace(/^-webkit-/, "")
    .split("-")
    .filter((word) => !SIDES.includes(word));
  // `border-radius` is computed as `border-top-left-radius`.
  return wanted.length > 0 && wanted[0] === words[0] && wanted.every((word) => words.includes(word));
}
