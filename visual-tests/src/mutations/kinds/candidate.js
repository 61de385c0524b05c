/** The proposals of a kind of mutation, and short ways to write them. */

/** @typedef {import("../world.js").Declared} Declared */
/** @typedef {import("../world.js").World} World */

/** @typedef {Omit<import("../change.js").Change, "id" | "kind">} Candidate */

/**
 * @typedef {object} Kind
 * @property {string} kind
 * @property {string} visible Why it can be seen.
 * @property {(world: World) => Candidate[]} candidates
 */

/**
 * A declaration with another value.
 * @param {Declared} declared
 * @param {string} to
 * @returns {Candidate}
 */
export function valueOf({ of, media, selector, property, value, component }, to) {
  const where = `${[...media, selector].join(" ")} ${property}`;
  return {
    in: "css",
    of,
    component,
    about: `${where}: ${value} → ${to}`,
    selector,
    ...(media.length && { media }),
    property,
    from: value,
    to,
  };
}

/**
 * A declaration that is not there.
 * @param {Declared} declared
 * @returns {Candidate}
 */
export function withoutDeclaration({ of, media, selector, property, value, component }) {
  const about = `${[...media, selector].join(" ")} without ${property}: ${value}`;
  return { in: "css", of, component, about, selector, ...(media.length && { media }), property, from: value, to: null };
}

/**
 * A rule that is not there.
 * @param {Declared} declared
 * @returns {Candidate}
 */
export function withoutRule({ of, media, selector, component }) {
  return {
    in: "css",
    of,
    component,
    about: `no rule ${[...media, selector].join(" ")}`,
    selector,
    ...(media.length && { media }),
    remove: true,
  };
}

/**
 * A rule with one more declaration.
 * @param {Declared} declared
 * @param {string} property
 * @param {string} to
 * @returns {Candidate}
 */
export function withDeclaration({ of, media, selector, component }, property, to) {
  const about = `${[...media, selector].join(" ")} with ${property}: ${to}`;
  return { in: "css", of, component, about, selector, ...(media.length && { media }), property, to };
}

/**
 * The rules of declarations, each once.
 * @param {Declared[]} declared
 */
export function rulesOf(declared) {
  return [...new Map(declared.map((one) => [`${one.of} ${one.key}`, one])).values()];
}

/**
 * A value with the contents of `var()` and `env()` masked, character by character: they are fallbacks, which are never
 * used.
 * @param {string} value
 */
export const withoutFallbacks = (value) => value.replace(/(?:var|env)\([^()]*\)/g, (found) => "_".repeat(found.length));
