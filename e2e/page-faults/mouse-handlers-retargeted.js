/** A page that looks at the target of a press does not mistake a form's field for something else. */

/** @param {string} script */
const shop = (script) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>{{TAG}}</head>
<body><h1>Shop</h1><p>A page</p><div id="slider" style="position:fixed;left:8px;bottom:8px;width:600px;height:20px;background:#ddd"></div>
<script>${script}</script></body></html>`;

const ADDRESS = "ada@example.com";

/**
 * Presses the field and types.
 * @param {import("../support/page-faults.js").Stage} stage
 */
async function takesText({ visitor, formShows }) {
  await formShows();
  await visitor.fill("input[type=email]", ADDRESS);
  await visitor.waitFor((address) => {
    const host = document.querySelector("dormouse-form");
    return (host?.shadowRoot ?? host)?.querySelector("input")?.value === address;
  }, ADDRESS);
}

/** @type {import("../support/page-faults.js").Case[]} */
export default [
  { shows: "the field accepts typing if the page allows presses on its own fields only", run: takesText },
  {
    shows: "the field accepts typing if the window prevents presses in the capture phase",
    page: shop(`for (const type of ["pointerdown", "mousedown", "touchstart", "selectstart", "contextmenu", "dragstart", "click"])
      addEventListener(type, (e) => { if (e.target.localName !== "input") { e.preventDefault(); e.stopPropagation(); } }, { capture: true, passive: false });`),
    run: takesText,
  },
  {
    shows: "the page gets only our own events and submit",
    page: shop(`window.seen = new Set();
      addEventListener("dormouse", (e) => {
        if (e.detail.type !== "open") return;
        const types = ["focusin", "focusout", "compositionstart"];
        for (const name in HTMLElement.prototype) if (/^on/.test(name)) types.push(name.slice(2));
        for (const target of [window, document, document.body]) for (const capture of [true, false]) for (const type of types)
          target.addEventListener(type, (e) => e.target.closest?.("dormouse-form") && seen.add(type), capture);
      });`),
    async run(stage) {
      await stage.formShows();
      await takesText(stage);
      await stage.visitor.press("Enter");
      await stage.tells("submit");
      const seen = await stage.visitor.evaluate(() => [.../** @type {any} */ (window).seen]);
      // To listen to the last of these costs every move of the pointer.
      const others = seen.filter((/** @type {string} */ type) => !/^(submit|load|error|pointerrawupdate)$/.test(type));
      if (others.length) throw new Error(`the page saw ${others}`);
    },
  },
  {
    shows: "a slider of the page that is dragged across the form is released at the pointer",
    page: shop(`window.drags = []; const note = (e) => drags.push(e.type);
      slider.addEventListener("mousedown", () => {
        note({ type: "down" });
        document.addEventListener("mousemove", note);
        document.addEventListener("mouseup", () => { note({ type: "up" }); document.removeEventListener("mousemove", note); }, { once: true });
      });`),
    async run(stage) {
      await stage.formShows();
      await stage.visitor.evaluate(() => {
        const host = /** @type {Element} */ (document.querySelector("dormouse-form"));
        const field = /** @type {Element} */ ((host.shadowRoot ?? host).querySelector("input"));
        const drag = (/** @type {Element | null} */ element, /** @type {string} */ what, buttons = 0) => {
          const init = { bubbles: true, composed: true, cancelable: true, buttons };
          element?.dispatchEvent(new PointerEvent(`pointer${what}`, init));
          element?.dispatchEvent(new MouseEvent(`mouse${what}`, init));
        };
        drag(document.getElementById("slider"), "down", 1);
        drag(field, "move", 1);
        drag(field, "up");
      });
      const drags = await stage.visitor.evaluate(() => /** @type {any} */ (window).drags.join());
      if (drags !== "down,mousemove,up") throw new Error(`the slider heard ${drags}`);
      await takesText(stage);
    },
  },
];
