/**
 * What must hold for every form on every screen, whatever pictures were accepted: our elements are not scrolled without
 * the visitor, cut, covered or out of reach. Runs in the page, after `stage.js`; checks the visible state, and leaves
 * it unchanged.
 */
(() => {
  /** Rounding of a layout engine, in px. */
  const ROUNDING = 0.6;

  /** https://www.w3.org/TR/WCAG22/#target-size-minimum */
  const LEAST_TARGET_PX = 24;

  /** A gap this narrow between a picture and the panel's edge was not meant. */
  const WIDEST_SEAM_PX = 4;

  /** Elements that a visitor uses or agrees to. */
  const NEEDED = "button, input, select, textarea, a[href], [part~=consent]";

  /** @typedef {{ left: number, top: number, right: number, bottom: number }} Box */

  /** @param {Box} box @param {Box} around How far it extends beyond the other, in px. */
  const sticksOut = (box, around) =>
    Math.max(around.left - box.left, around.top - box.top, box.right - around.right, box.bottom - around.bottom);

  const viewport = () => ({ left: 0, top: 0, right: innerWidth, bottom: innerHeight });

  /** @param {number} px */
  const rounded = (px) => Math.round(px * 10) / 10;

  /** @param {Element} element Its part and the first words in it. */
  function nameOf(element) {
    const part = element.closest("[part]")?.getAttribute("part")?.split(" ")[0];
    const words = (element.getAttribute("aria-label") ?? element.textContent ?? "").trim().replace(/\s+/g, " ");
    const role = element.getAttribute("role") ?? element.localName;
    return `the ${part ?? role}${words ? ` ${JSON.stringify(words.length > 30 ? `${words.slice(0, 30)}…` : words)}` : ""}`;
  }

  /** Shown to the ear alone. @param {Element} element */
  const isForTheEar = (element) => element.matches(".h");

  /** @param {Element} element */
  const isSeen = (element) =>
    element.getClientRects().length > 0 && getComputedStyle(element).visibility === "visible" && !element.closest(".h");

  /** The area inside an element's borders. @param {Element} element */
  function inside(element) {
    const { left, top } = element.getBoundingClientRect();
    // On a page that is zoomed, sizes are those without it.
    const zoom = /** @type {any} */ (element).currentCSSZoom ?? 1;
    const [x, y] = [left + element.clientLeft * zoom, top + element.clientTop * zoom];
    return { left: x, top: y, right: x + element.clientWidth * zoom, bottom: y + element.clientHeight * zoom };
  }

  /**
   * Elements up to the form's root, nearest first.
   * @param {Element} element @param {Node} root
   */
  function around(element, root) {
    const found = [];
    for (let up = element.parentElement; up && up !== root; up = up.parentElement) found.push(up);
    return found;
  }

  /** @param {Element} element */
  const scrollsForVisitors = (element) => /auto|scroll/.test(getComputedStyle(element).overflowY);

  /**
   * Our elements are not scrolled unless the visitor did it, and elements that visitors cannot scroll have no overflow.
   * @param {Element[]} elements @param {boolean} has_acted
   */
  function* scrolled(elements, has_acted) {
    for (const element of elements) {
      const { scrollTop, scrollLeft, scrollHeight, clientHeight, scrollWidth, clientWidth } = element;
      if (element instanceof HTMLInputElement || (!clientHeight && !clientWidth)) continue;
      const { overflowX, overflowY } = getComputedStyle(element);
      if (overflowX === "visible" || isForTheEar(element)) continue;
      const free = scrollsForVisitors(element);
      if (scrollLeft || (scrollTop && !(free && has_acted)))
        yield `${nameOf(element)} is scrolled by ${scrollLeft}, ${scrollTop} px`;
      if (scrollWidth > clientWidth + 1)
        yield `${nameOf(element)} is ${clientWidth} px wide, and what is in it ${scrollWidth} px`;
      if (!free && overflowY === "hidden" && scrollHeight > clientHeight)
        yield `${nameOf(element)} cuts ${scrollHeight - clientHeight} px of what is in it`;
    }
  }

  /** The panel and the close button are completely on the screen. @param {Element} root_element @param {Element}
   * panel @param {boolean} floats */
  function* onScreen(root_element, panel, floats) {
    const box = panel.getBoundingClientRect();
    const screen = floats ? viewport() : { ...viewport(), top: -Infinity, bottom: Infinity };
    const out = sticksOut(box, screen);
    if (out > ROUNDING) yield `the panel extends ${rounded(out)} px beyond the screen`;
    for (const button of root_element.querySelectorAll("[data-dormouse-close], [data-dormouse-teaser-close]")) {
      const { left, top, right, bottom } = button.getBoundingClientRect();
      const here = { left, top, right, bottom };
      const out_of_panel = button.matches("[data-dormouse-close]") ? sticksOut(here, box) : 0;
      const most = Math.max(out_of_panel, floats ? sticksOut(here, viewport()) : 0);
      if (right <= left || bottom <= top) yield `${nameOf(button)} is not displayed`;
      else if (most > ROUNDING) yield `${nameOf(button)} extends ${rounded(most)} px beyond the panel or the screen`;
    }
  }

  /** A picture at the edge of the panel reaches it. @param {Element} root_element @param {Element} panel */
  function* seams(root_element, panel) {
    const edge = inside(panel);
    for (const image of root_element.querySelectorAll("[part~=column] img")) {
      if (!isSeen(image)) continue;
      const box = image.getBoundingClientRect();
      const column = /** @type {Element} */ (image.closest("[part~=column]")).getBoundingClientRect();
      const scroller = around(image, root_element).find(scrollsForVisitors);
      const is_whole = !scroller || scroller.scrollHeight <= scroller.clientHeight;
      for (const side of /** @type {const} */ (["left", "top", "right", "bottom"])) {
        // A scrolled element has its edge somewhere else.
        if (!is_whole && (side === "top" || side === "bottom")) continue;
        const gap = Math.abs(box[side] - edge[side]);
        if (Math.abs(column[side] - edge[side]) < WIDEST_SEAM_PX && gap > ROUNDING && gap < WIDEST_SEAM_PX)
          yield `${nameOf(image)} leaves a seam of ${rounded(gap)} px at its ${side} edge`;
      }
    }
  }

  /**
   * Lines of text, each with its element.
   * @param {Element} root_element
   */
  function linesOf(root_element) {
    const found = /** @type {{ element: Element, box: DOMRect, text: string }[]} */ ([]);
    const walker = document.createTreeWalker(root_element, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = /** @type {Element} */ (node.parentElement);
      const text = (node.nodeValue ?? "").trim();
      if (!text || element.localName === "style" || !isSeen(element)) continue;
      // WebKit measures vertical lines as if they ran across.
      if (getComputedStyle(element).writingMode !== "horizontal-tb") {
        found.push({ element, box: element.getBoundingClientRect(), text });
        continue;
      }
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) if (box.width > 1 && box.height > 1) found.push({ element, box, text });
    }
    return found;
  }

  /** Text is not cut by its container, and does not overflow its button. @param {Element} root_element */
  function* cut(root_element) {
    for (const { element, box, text } of linesOf(root_element)) {
      const quoted = JSON.stringify(text.length > 30 ? `${text.slice(0, 30)}…` : text);
      // A line is higher than its painted glyphs.
      const blank = Math.max(1, box.height / 4);
      for (const up of [element, ...around(element, root_element)]) {
        const style = getComputedStyle(up);
        const is_button = up.localName === "button";
        const limit = is_button ? up.getBoundingClientRect() : inside(up);
        const [cuts_x, cuts_y] = [
          style.overflowX !== "visible" || is_button,
          (style.overflowY !== "visible" && !scrollsForVisitors(up)) || is_button,
        ];
        const x = cuts_x ? Math.max(limit.left - box.left, box.right - limit.right) : 0;
        const y = cuts_y ? Math.max(limit.top - box.top, box.bottom - limit.bottom) : 0;
        if ((x > 1 || y > blank) && style.display !== "inline") {
          yield `the text ${quoted} extends ${rounded(Math.max(x, y))} px beyond ${nameOf(up)}`;
          break;
        }
        if (scrollsForVisitors(up)) break;
      }
    }
  }

  /**
   * The element of ours that covers a point of an element.
   * @param {ShadowRoot | HTMLElement} root @param {Element} element @param {number} x @param {number} y
   */
  function coverAt(root, element, x, y) {
    const hit = root instanceof ShadowRoot ? root.elementFromPoint(x, y) : document.elementFromPoint(x, y);
    if (!hit || !root.contains(hit) || hit.contains(element) || element.contains(hit)) return undefined;
    // A label inside its field lets presses through to it.
    const label = element.closest("label");
    if (label && (label.control === hit || getComputedStyle(label).pointerEvents === "none")) return undefined;
    return hit;
  }

  /**
   * The problems of elements at their current position: that they are out of view, or what covers them.
   * @param {ShadowRoot | HTMLElement} root @param {{ element: Element, box: Box, is_line: boolean }} thing @param {Box} view
   */
  function stateOf(root, { element, box, is_line }, view) {
    if (sticksOut(box, view) > (is_line ? 2 : ROUNDING)) return { is_away: true };
    const [middle_x, middle_y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const points = is_line
      ? [
          [middle_x, middle_y],
          [box.left + 2, middle_y],
          [box.right - 2, middle_y],
        ]
      : [
          [middle_x, middle_y],
          [box.left + 3, middle_y],
          [box.right - 3, middle_y],
          [middle_x, box.top + 3],
          [middle_x, box.bottom - 3],
        ];
    for (const [x, y] of points) {
      const cover = coverAt(root, element, x, y);
      if (cover) return { cover };
    }
    return {};
  }

  /**
   * Everything can be scrolled into view, and nothing covers it there.
   * @param {ShadowRoot | HTMLElement} root @param {Element} root_element @param {boolean} floats
   */
  function* reach(root, root_element, floats) {
    const scroller = [...root_element.querySelectorAll("*")].find(
      (element) =>
        scrollsForVisitors(element) && element.clientHeight > 0 && element.scrollHeight > element.clientHeight,
    );
    const page = /** @type {Element} */ (document.scrollingElement);
    const scrollers = [...(scroller ? [scroller] : []), ...(floats ? [] : [page])];
    const before = scrollers.map(({ scrollTop }) => scrollTop);
    const faults = /** @type {Map<Element | string, string>} */ (new Map());
    const good = /** @type {Set<Element | string>} */ (new Set());
    const look = () => {
      const view = viewport();
      if (scroller)
        Object.assign(view, {
          top: Math.max(0, inside(scroller).top),
          bottom: Math.min(innerHeight, inside(scroller).bottom),
        });
      for (const { key, name, thing } of things(root_element)) {
        if (good.has(key)) continue;
        const within = scroller?.contains(thing.element) ? view : floats ? viewport() : { ...viewport() };
        const { is_away, cover } = stateOf(root, thing, within);
        if (is_away) faults.set(key, faults.get(key) ?? `${name} cannot be scrolled into view`);
        else if (cover) faults.set(key, `${name} is covered by ${nameOf(cover)}`);
        else {
          good.add(key);
          faults.delete(key);
        }
      }
    };
    const [moved] = scrollers;
    if (!moved) look();
    else {
      const step = Math.max(40, moved.clientHeight / 3);
      // A form that was scrolled at the start of the state is checked there, too, but the scrolling starts at its top.
      for (let top = 0; ; top += step) {
        moved.scrollTo({ top, behavior: "instant" });
        look();
        if (top >= moved.scrollHeight - moved.clientHeight) break;
      }
    }
    scrollers.forEach((element, i) => element.scrollTo({ top: before[i], behavior: "instant" }));
    yield* new Set(faults.values());
  }

  /** What is checked: needed elements, and every line of text. @param {Element} root_element */
  function* things(root_element) {
    let i = 0;
    for (const element of root_element.querySelectorAll(NEEDED)) {
      if (!isSeen(element) || element.closest("[hidden]")) continue;
      // A long text is looked at line by line.
      if (element.matches("[part~=consent], a")) continue;
      yield {
        key: element,
        name: nameOf(element),
        thing: { element, box: element.getBoundingClientRect(), is_line: false },
      };
    }
    for (const { element, box, text } of linesOf(root_element)) {
      const quoted = JSON.stringify(text.length > 30 ? `${text.slice(0, 30)}…` : text);
      yield { key: `${i++} ${text}`, name: `the text ${quoted}`, thing: { element, box, is_line: true } };
    }
  }

  /** Everything that can be pressed is large enough for a finger. @param {Element} root_element */
  function* targets(root_element) {
    for (const element of root_element.querySelectorAll("button, input, select, textarea")) {
      if (!isSeen(element)) continue;
      const { width, height } = element.getBoundingClientRect();
      if (Math.min(width, height) < LEAST_TARGET_PX - ROUNDING)
        yield `${nameOf(element)} is ${rounded(width)} × ${rounded(height)} px, and ${LEAST_TARGET_PX} px is the least`;
    }
  }

  /**
   * The problems of the visible forms; empty if there are none.
   * @param {{ has_acted: boolean, moves: boolean }} state Whether an action ran before, and whether it still moves.
   */
  /** @type {any} */ (window).stageInvariants = ({ has_acted, moves }) => {
    const faults = new Set();
    for (const host of document.querySelectorAll("dormouse-form")) {
      const root = host.shadowRoot ?? /** @type {HTMLElement} */ (host);
      const surface = /** @type {Element | null} */ (root.querySelector(".d"));
      const panel = surface?.firstElementChild;
      // A form or teaser may be for other screens alone.
      if (!surface?.getClientRects().length || !panel) continue;
      const floats = getComputedStyle(surface).position === "fixed";
      const all = [surface, ...surface.querySelectorAll("*")];
      for (const fault of scrolled(all, has_acted)) faults.add(fault);
      // An element that is still opening is at another position.
      if (moves) continue;
      for (const check of [
        onScreen(surface, panel, floats),
        seams(surface, panel),
        cut(surface),
        targets(surface),
        reach(root, surface, floats),
      ])
        for (const fault of check) faults.add(fault);
    }
    return [...faults];
  };
})();
