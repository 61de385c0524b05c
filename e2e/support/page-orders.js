/** Runs in a page: random orders of writes to styles, attributes and scroll positions, by the page and by forms. */

/**
 * Runs each order twice, with forms and without, and compares the results.
 * @param {number} first_seed
 * @param {number} orders
 * @param {boolean} keeps_scroll Whether scroll positions are compared, too.
 * @returns {{ differences: object[], changes: number }} Changes: how often a form changed what the page looked like.
 */
export function runOrders(first_seed, orders, keeps_scroll) {
  const root = document.documentElement;
  const { body } = document;
  const { lockScroll, pageScrolls, push } = /** @type {any} */ (window).ours;
  const main = /** @type {HTMLElement} */ (document.querySelector("main"));
  const banner = document.getElementById("banner");
  const page_sheet = new CSSStyleSheet();
  page_sheet.replaceSync("main{letter-spacing:1px}");
  let seed = 0;
  /** A number below another: https://en.wikipedia.org/wiki/Xorshift. */
  const below = (/** @type {number} */ most) => {
    seed ^= seed << 13;
    seed ^= seed >>> 17;
    seed ^= seed << 5;
    return (seed >>> 0) % most;
  };
  /** @type {<T>(all: T[]) => T} */
  const pick = (all) => all[below(all.length)];

  /** The changes that pages make, each with what it needs to repeat it. */
  const PAGE_WRITES = [
    () => {
      const [element, important] = [pick([root, body]), pick(["", "important"])];
      const [name, value] = pick([
        ["overflow", "hidden"],
        ["overflow", "auto"],
        ["overflow-y", "scroll"],
        ["overflow", "clip"],
        ["padding-top", "10px"],
        ["padding-bottom", "30px"],
        ["scroll-padding-top", "5px"],
        ["scrollbar-gutter", "stable"],
        ["padding", "3px"],
      ]);
      return () => element.style.setProperty(name, value, important);
    },
    () => {
      const [element, name] = [
        pick([root, body]),
        pick(["overflow", "overflow-y", "padding-top", "padding", "scroll-padding-top", "scrollbar-gutter"]),
      ];
      return () => element.style.removeProperty(name);
    },
    () => {
      const [element, text] = [
        pick([root, body]),
        pick(["overflow:hidden", "padding-top:7px!important;overflow:auto", ""]),
      ];
      return () => element.setAttribute("style", text);
    },
    () => {
      const element = pick([root, body]);
      return () => element.removeAttribute("style");
    },
    () => {
      const [element, name] = [pick([root, body]), pick(["locked", "roomy"])];
      return () => element.classList.toggle(name);
    },
    () => {
      // A drawer: it locks the page, and later restores what it found.
      const element = pick([root, body]);
      return (/** @type {any} */ memory) => {
        if (memory.drawer) {
          memory.drawer.style.overflow = memory.found;
          memory.drawer = undefined;
        } else {
          memory.drawer = element;
          memory.found = element.style.overflow;
          element.style.overflow = "hidden";
        }
      };
    },
    () => () => main.toggleAttribute("inert"),
    () => {
      const value = pick(["a", "b"]);
      return () => root.setAttribute("data-page", value);
    },
    () => {
      // Not to its end, which is further down while a banner has room.
      const top = pick([0, 300, 1200, 2500]);
      return () => window.scrollTo({ top, behavior: "instant" });
    },
    () => () => {
      const others = document.adoptedStyleSheets.filter((sheet) => sheet !== page_sheet);
      document.adoptedStyleSheets =
        others.length < document.adoptedStyleSheets.length ? others : [...others, page_sheet];
    },
  ];
  const room = (/** @type {object} */ bundle) => {
    const onGone = /** @type {(() => void)[]} */ ([]);
    push({ host: banner, surface: banner, bundle, onGone, pageScrolls });
    return onGone;
  };
  /** The changes that forms make, and how they undo them. */
  const opens = [() => lockScroll(), () => room({ push: "top" }), () => room({ push: "bottom", edge: "bottom" })];

  const LOOKS = [
    "overflow-x",
    "overflow-y",
    "padding-top",
    "padding-bottom",
    "scroll-padding-top",
    "scroll-padding-bottom",
    "scrollbar-gutter",
  ];
  function state() {
    const looks = (/** @type {Element} */ element) =>
      LOOKS.map((name) => getComputedStyle(element).getPropertyValue(name)).join();
    const attributes = (/** @type {Element} */ element) =>
      [...element.attributes]
        .map(({ name, value }) => `${name}=${value}`)
        .sort()
        .join();
    const all = [root, body, main].map((element) => `${attributes(element)} ${looks(element)}`);
    return [
      ...all,
      document.adoptedStyleSheets.map((sheet) => sheet === page_sheet).join(),
      keeps_scroll ? `${scrollX} ${scrollY}` : "",
    ].join("\n");
  }

  function reset() {
    for (const element of [root, body]) {
      element.removeAttribute("style");
      element.removeAttribute("class");
    }
    root.removeAttribute("data-page");
    main.removeAttribute("inert");
    document.adoptedStyleSheets = [];
    window.scrollTo({ top: 0, behavior: "instant" });
  }

  const differences = [];
  let changes = 0;
  for (let order = 0; order < orders; order++) {
    seed = (first_seed + order) * 2654435761;
    const steps = /** @type {{ page?: (memory: any) => void, open?: () => (() => void)[], close?: number }[]} */ ([]);
    for (let i = 4 + below(10); i--;) {
      const kind = below(4);
      if (kind === 0) steps.push({ open: pick(opens) });
      else if (kind === 1) steps.push({ close: below(3) });
      else steps.push({ page: pick(PAGE_WRITES)() });
    }
    const results = [false, true].map((with_forms) => {
      reset();
      const memory = {};
      const open = /** @type {(() => void)[][]} */ ([]);
      for (const step of steps) {
        step.page?.(memory);
        if (step.open) {
          // Read in both runs: Chromium writes an empty `style` attribute only when a script reads it.
          const before = state();
          if (with_forms) open.push(step.open());
          if (state() !== before) changes++;
        }
        if (with_forms && step.close !== undefined) for (const undo of open.splice(step.close, 1)[0] ?? []) undo();
      }
      for (const undos of open) for (const undo of undos) undo();
      return state();
    });
    if (results[0] !== results[1])
      differences.push({ seed: first_seed + order, without: results[0], with: results[1] });
  }
  reset();
  return { differences, changes };
}
