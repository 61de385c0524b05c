/**
 * The stage: what a page does for a picture. It shows the compiled output with the real render module, acts as a
 * visitor would, waits until everything is there, and cleans up after each picture. Runs in the page, after `clock.js`.
 */
(() => {
  const clock = /** @type {any} */ (window).stageClock;

  /** How long a form may take until it shows, in real time: it fetches fonts, pictures and parts from loopback. */
  const SHOW_MS = 10_000;

  /** How much of the frozen time passes after each action: longer than a form's pause between presses. */
  const ACTION_MS = 500;

  /** Every animation that was started since the last reset. */
  let animations = /** @type {Animation[]} */ ([]);
  let holds = false;
  const animate = Element.prototype.animate;
  Element.prototype.animate = function (...all) {
    const animation = animate.apply(this, all);
    animations.push(animation);
    // Held at its start until an action says at which time it is looked at.
    if (holds) animation.pause();
    return animation;
  };

  // A real clipboard belongs to the whole machine, and answers when it likes; that copying works is not for pictures to show.
  if (navigator.clipboard) navigator.clipboard.writeText = async () => {};

  const modules = /** @type {Record<string, Promise<any>>} */ ({});
  const decoded = /** @type {Record<string, Promise<unknown>>} */ ({});
  let pristine = "";
  let sheets = /** @type {CSSStyleSheet[]} */ ([]);

  /** @param {string} address */
  const importOnce = (address) => (modules[address] ??= import(address));

  const hosts = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll("dormouse-form")]);
  const roots = () => hosts().map((host) => host.shadowRoot ?? host);

  /** The state of the page itself: everything that a form may change in it, and must restore. */
  const pageNow = () =>
    [document.documentElement, document.body]
      .map((element) => /** @type {Element} */ (element.cloneNode(false)).outerHTML)
      .join("") + ` ${document.body.children.length} children, scrolled to ${scrollX}, ${scrollY}`;

  /** @param {string} css */
  function sheetOf(css) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return sheet;
  }

  /**
   * Waits for every picture that a bundle names; the fonts are waited for in `settle`.
   * @param {string} text
   */
  async function decodePictures(text) {
    const addresses = text.match(/\.\/a\/\w+\.(?:png|jpg|jpeg|webp|avif|gif|svg)/g) ?? [];
    for (const address of addresses) {
      decoded[address] ??= (async () => {
        const image = new Image();
        image.src = address;
        await image.decode();
      })();
      await decoded[address];
    }
  }

  /**
   * @template T
   * @param {Promise<T>} promise
   * @param {string} what
   * @returns {Promise<T>}
   */
  function within(promise, what) {
    return Promise.race([
      promise,
      new Promise((_, reject) =>
        clock.realTimeout(() => reject(new Error(`${what} took longer than ${SHOW_MS} ms`)), SHOW_MS),
      ),
    ]);
  }

  /** Waits until fonts and pictures are loaded, and pending promises are done. */
  async function settle() {
    await clock.idle();
    // Before they are painted: `document.fonts.ready` may resolve before a face that is first needed later.
    // The page's own faces do not matter.
    const own = [...document.fonts].filter(({ family }) => /^["']?dormouse-/.test(family));
    await Promise.all(own.map((face) => face.load().catch(() => {})));
    for (const root of roots()) {
      // An invisible picture may never load.
      const seen = [...root.querySelectorAll("img")].filter((image) => image.getClientRects().length);
      await Promise.all(seen.map((image) => image.decode().catch(() => {})));
    }
    for (const root of roots()) if (root instanceof ShadowRoot) addSheets(root);
    // A caret blinks; without a selection there is no caret, and the focus stays.
    getSelection()?.removeAllRanges();
    await clock.idle();
  }

  /** @param {ShadowRoot | Document} root */
  function addSheets(root) {
    const missing = sheets.filter((sheet) => !root.adoptedStyleSheets.includes(sheet));
    if (missing.length) root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...missing];
  }

  /**
   * The grid of variations, each with its name.
   * @param {{ columns: number, cell_width: number, names: string[] }} canvas
   */
  function makeCanvas({ columns, cell_width, names }) {
    const grid = document.createElement("div");
    grid.id = "stage-canvas";
    grid.style.cssText = `all:initial;display:grid;grid-template-columns:repeat(${columns},${cell_width}px);gap:24px;padding:24px;width:max-content;align-items:start;background:#fff;box-sizing:border-box`;
    const places = names.map((name) => {
      const cell = document.createElement("div");
      cell.style.cssText = "all:initial;display:block";
      const caption = document.createElement("p");
      caption.style.cssText =
        "all:initial;display:block;font:11px/16px 'DejaVu Sans Mono';color:#666;margin:0 0 8px;white-space:pre-wrap";
      caption.textContent = name;
      const place = document.createElement("div");
      place.style.cssText = "all:initial;display:block";
      cell.append(caption, place);
      grid.append(cell);
      return place;
    });
    document.body.append(grid);
    return places;
  }

  /** The place of an embed on a page that has no canvas for it: whatever the page says, always at the same position. */
  function makePlace() {
    const place = document.createElement("div");
    place.dataset.stagePlace = "";
    place.style.cssText =
      "all:initial!important;display:block!important;position:absolute!important;left:16px!important;top:16px!important;width:calc(100% - 32px)!important;max-width:640px!important;z-index:2147483647!important";
    document.body.append(place);
    return place;
  }

  /**
   * The first visible element of the form that a selector finds; `page: …` looks in the page.
   * @param {string} selector
   */
  function find(selector) {
    const inPage = selector.startsWith("page:");
    const within = inPage ? [document] : roots().reverse();
    const found = within.flatMap((root) => [...root.querySelectorAll(inPage ? selector.slice(5).trim() : selector)]);
    const element =
      found.find((element) => element.checkVisibility?.() ?? element.getClientRects().length > 0) ?? found[0];
    if (!element) throw new Error(`nothing matches ${JSON.stringify(selector)}`);
    return /** @type {HTMLElement} */ (element);
  }

  /** All animations, including transitions and animations of the sheet. */
  function allAnimations() {
    const all = new Set(animations);
    for (const root of [document, ...roots()]) {
      const tree = /** @type {Document} */ (root instanceof HTMLElement ? document : root);
      for (const animation of tree.getAnimations()) all.add(animation);
    }
    return [...all];
  }

  const frames = () => new Promise((resolve) => clock.realFrame(() => clock.realFrame(resolve)));

  async function afterAction() {
    await clock.idle();
    clock.advance(ACTION_MS);
    await settle();
  }

  /** The actions of a case: each takes a selector, a value, or both. */
  const actions = /** @type {Record<string, (selector: string, value: string) => unknown>} */ ({
    press: (selector) => find(selector).click(),
    focus: (selector) => find(selector).focus(),
    fill(selector, value) {
      const input = /** @type {HTMLInputElement} */ (find(selector));
      input.focus();
      input.value = value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    },
    /** `set SELECTOR = name value` */
    set(selector, value) {
      const [name, ...words] = value.split(" ");
      find(selector).setAttribute(name, words.join(" "));
    },
    text(selector, value) {
      find(selector).textContent = value;
    },
    scroll(selector, value) {
      find(selector).scrollTop = Number(value);
    },
    blur: () =>
      /** @type {HTMLElement | null} */ (hosts()[0]?.shadowRoot?.activeElement ?? document.activeElement)?.blur(),
    advance: (_, value) => clock.advance(Number(value)),
  });

  /** @type {any} */ (window).stage = {
    /**
     * Shows the form of a case.
     * @param {{ build: string, items: { bundle: any, light?: string }[], parts: Record<string, string>, teaser: boolean,
     *   is_light: boolean, holds: boolean, sheet: string, canvas?: { columns: number, cell_width: number, names: string[] } }} showing
     */
    async show({ build, items, parts, teaser, is_light, holds: hold, sheet, canvas }) {
      pristine ||= pageNow();
      holds = hold;
      sheets = sheet ? [sheetOf(sheet)] : [];
      addSheets(document);
      const render = await importOnce(`${build}/${teaser ? "teaser" : "render"}.js`);
      const places = canvas && makeCanvas(canvas);
      for (let i = 0; i < items.length; i++) {
        const { bundle, light } = items[i];
        await decodePictures(bundle.html + bundle.css);
        if (teaser) {
          render.show(
            { settings: {} },
            bundle,
            () => {},
            () => {},
            false,
          );
          continue;
        }
        if (is_light) bundle.isolation = "light";
        const addresses = { ...parts, "light.css": light };
        const place = bundle.type === "embed" ? (places?.[i] ?? makePlace()) : undefined;
        const reason = await within(render.show(bundle, null, 0, place, addresses), `showing form ${i + 1}`);
        if (reason) throw new Error(`the form does not show: ${reason}`);
        await Promise.all((bundle.parts ?? []).map((/** @type {string} */ name) => importOnce(parts[name])));
      }
      await clock.idle();
      clock.advance(ACTION_MS);
      await within(settle(), "fonts and pictures");
      // Observers of sizes are called in a real frame.
      if (items.some(({ bundle }) => bundle.push)) await frames();
    },

    /**
     * Does one thing.
     * @param {string} verb
     * @param {string} selector
     * @param {string} value
     */
    async act(verb, selector, value) {
      // All at once: nothing may move between the press and the hold.
      if (verb === "at") {
        for (const animation of allAnimations()) {
          animation.pause();
          animation.currentTime = Number(value);
        }
        return await settle();
      }
      if (verb === "end") {
        for (const animation of allAnimations()) animation.finish();
        return await afterAction();
      }
      await actions[verb](selector, value);
      if (holds) for (const animation of allAnimations()) animation.pause();
      else if (verb !== "advance") await afterAction();
      await settle();
    },

    /** Stops the motion that an action of the driver has started. */
    async hold() {
      if (holds) for (const animation of allAnimations()) animation.pause();
      await settle();
    },

    /**
     * The middle of an element, for the pointer.
     * @param {string} selector
     */
    middle(selector) {
      const element = find(selector);
      element.scrollIntoView({ block: "nearest", behavior: "instant" });
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    },

    /** The area of a canvas picture. */
    canvasSize() {
      const { width, height } = /** @type {Element} */ (
        document.getElementById("stage-canvas")
      ).getBoundingClientRect();
      return { width: Math.ceil(width), height: Math.ceil(height) };
    },

    /** Two real frames: the second paints what the first has laid out. */
    frames,

    /** Cleans up, and returns what the page has not got back; empty if it is as before. */
    async reset() {
      for (const animation of allAnimations()) animation.cancel();
      for (const host of hosts()) host.remove();
      for (const place of document.querySelectorAll("#stage-canvas, [data-stage-place]")) place.remove();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => !sheets.includes(sheet));
      animations = [];
      sheets = [];
      holds = false;
      clock.advance(60_000);
      await clock.idle();
      clock.reset();
      scrollTo(0, 0);
      const now = pageNow();
      return pristine && now !== pristine ? `before: ${pristine}\nafter:  ${now}` : "";
    },
  };
})();
