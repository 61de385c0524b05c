/** What a page can find out about itself: its language, its globals, its document. The same with and without us. */

/**
 * Runs in the page and takes nothing from outside itself.
 * @returns {Promise<Record<string, unknown>>}
 */
export async function probe() {
  const forIn = (/** @type {any} */ object) => {
    const keys = [];
    for (const key in object) keys.push(key);
    return keys;
  };
  const attempt = async (/** @type {() => unknown} */ operation) => {
    try {
      const result = await operation();
      return result === undefined ? "undefined" : result;
    } catch (error) {
      return `throws ${error}`;
    }
  };
  /** @type {Record<string, () => unknown>} */
  const operations = {
    "for in": () => [forIn([]), forIn({}), forIn(""), forIn(() => 0)],
    "Array.from": () => [Array.from(new Set([1, 2])), Array.from([1, 2], (x) => x * 2), Array.from("ab")],
    "array methods": () => [
      [3, 1].map(String),
      [3, 1].filter(Boolean),
      [3, 1].find((x) => x < 2),
      [3, 1].reverse(),
      [[1], [2]].flat(),
    ],
    "array iteration": () => [[...[3, 1].entries()], [...new Map([[1, 2]])], [..."ab"]],
    "object methods": () => [
      Object.keys({ a: 1 }),
      Object.values({ a: 1 }),
      Object.entries({ a: 1 }),
      Object.assign({}, { a: 1 }),
    ],
    JSON: () => [JSON.stringify({ a: ["b", "c"], d: new Date(0), e: undefined }), JSON.parse('{"a":[1]}')],
    bind: () => [
      function () {
        return [this, ...arguments];
      }.bind(
        1,
        2,
      )(3),
      new (Array.bind(null, 5))().length,
    ],
    text: () => [
      "abc".startsWith("b", 1),
      "abc".includes("c"),
      "a-b".replace("-", "+"),
      "abc".at(-1),
      " a ".trim(),
      String(Symbol("x")),
    ],
    events: () => [new Event("x").type, new CustomEvent("x", { detail: 1 }).detail, typeof window.Event],
    classes: () =>
      new (class extends Array {
        size() {
          return this.length;
        }
      })(1, 2, 3).size(),
    typeof: () => [typeof fetch, typeof Promise, typeof Symbol.iterator, typeof WebAssembly, typeof structuredClone],
  };
  const prototypes = [
    Object,
    Function,
    Array,
    String,
    Number,
    Boolean,
    Date,
    RegExp,
    Symbol,
    Promise,
    Map,
    Set,
    Uint8Array,
    Node,
    Element,
    HTMLElement,
    HTMLFormElement,
    HTMLInputElement,
    Document,
    ShadowRoot,
    CSSStyleSheet,
    EventTarget,
    Event,
    History,
    Storage,
  ].map((type) => type.prototype);
  const statics = [Object, Function, Array, String, Promise, JSON, Reflect, Math, WebAssembly, history, document];
  const ownNames = (/** @type {object} */ object) =>
    Reflect.ownKeys(object).map((key) => {
      const { value, get } = /** @type {PropertyDescriptor} */ (Reflect.getOwnPropertyDescriptor(object, key));
      const kind =
        typeof value === "function" ? Function.prototype.toString.call(value).length : get ? "getter" : typeof value;
      return `${String(key)} ${kind}`;
    });
  const root = document.documentElement;
  const style = (/** @type {Element} */ element) => {
    const { overflow, padding, margin, position, scrollbarGutter } = getComputedStyle(element);
    return { overflow, padding, margin, position, scrollbarGutter };
  };
  const results = /** @type {Record<string, unknown>} */ ({});
  for (const name of Reflect.ownKeys(operations)) results[String(name)] = await attempt(operations[String(name)]);
  return {
    operations: results,
    prototypes: prototypes.map(ownNames),
    statics: statics.map(ownNames),
    globals: ownNames(window).sort(),
    html: root.outerHTML,
    styles: [root, document.body].map(style),
    sheets: [document.styleSheets.length, document.adoptedStyleSheets.length, document.fonts.size],
    history: [history.length, JSON.stringify(history.state), history.scrollRestoration],
    document: [
      document.title,
      document.cookie,
      document.activeElement?.tagName,
      document.designMode,
      document.dir,
      scrollX,
      scrollY,
    ],
    handlers: [window.onerror, window.onunhandledrejection, window.onpopstate, window.onbeforeunload].map(String),
    own: await attempt(() => /** @type {any} */ (window).ownBehavior?.()),
  };
}
