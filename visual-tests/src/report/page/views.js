/** The report's page: shows the expected picture and the new one side by side, one over the other, in turn, or what differs. */

import { acceptButton } from "./accepting.js";
import { make, counted } from "./make.js";

const is_still = matchMedia("(prefers-reduced-motion: reduce)").matches;
/** How long a picture shows while blinking. */
const BLINK_MS = 600;
/** @param {string} source @param {string} alt */
export const imageOf = (source, alt) => make("img", { src: source, alt });

/** @param {any} picture */
function boxesOf({ regions, size }) {
  return regions.map((/** @type {any} */ { x, y, width, height }, /** @type {number} */ i) => {
    const percent = (/** @type {number} */ part, /** @type {number} */ all) => `${(100 * part) / all}%`;
    const box = make(
      "div",
      { class: y < 20 ? "mark-box high" : "mark-box", "aria-hidden": "true" },
      make("span", {}, String(i + 1)),
    );
    Object.assign(box.style, {
      left: percent(x, size.width),
      top: percent(y, size.height),
      width: percent(width, size.width),
      height: percent(height, size.height),
    });
    return box;
  });
}

/** The images drawn from both pictures. @param {any} images */
export async function loaded(images) {
  const load = async (/** @type {string} */ source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    return image;
  };
  return await Promise.all([load(images.expected), load(images.actual)]);
}

/** @param {any} image @param {{ width: number, height: number }} size */
function pixelsOf(image, { width, height }) {
  const canvas = make("canvas", { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, width, height);
}

/** The pixels that differ, over the paled picture. @param {any} picture @param {any} canvas */
async function drawDifference({ images, size }, canvas) {
  const [expected, actual] = (await loaded(images)).map((image) => pixelsOf(image, size));
  const out = new ImageData(size.width, size.height);
  const [a, b] = [new Uint32Array(expected.data.buffer), new Uint32Array(actual.data.buffer)];
  for (let i = 0; i < a.length; i++) {
    const at = i * 4;
    const gray = 200 + (actual.data[at] + actual.data[at + 1] + actual.data[at + 2]) / 14;
    out.data.set(a[i] === b[i] ? [gray, gray, gray, 255] : [224, 0, 122, 255], at);
  }
  canvas.getContext("2d").putImageData(out, 0, 0);
}

const VIEWS = /** @type {[string, (picture: any) => any][]} */ ([
  ["Side by side", sideBySide],
  ["Slider", slider],
  ["Blink", blink],
  ["Difference", differenceView],
]);

/** @param {any} picture */
function sideBySide(picture) {
  const { images, id, size } = picture;
  const pair = make(
    "div",
    { class: "pair" },
    make(
      "figure",
      {},
      make("figcaption", {}, "Expected"),
      make("div", { class: "frame" }, imageOf(images.expected, `Expected picture of ${id}`), ...boxesOf(picture)),
    ),
    make(
      "figure",
      {},
      make("figcaption", {}, "Actual"),
      make("div", { class: "frame" }, imageOf(images.actual, `Actual picture of ${id}`), ...boxesOf(picture)),
    ),
  );
  pair.style.setProperty("--natural", `${size.width}px`);
  return pair;
}

/** @param {any} picture @param {...any} children */
function single({ size }, ...children) {
  const view = make("div", { class: "single" }, ...children);
  view.style.setProperty("--natural", `${size.width}px`);
  return view;
}

/** @param {any} picture */
function slider(picture) {
  const { images, id } = picture;
  const frame = make(
    "div",
    { class: "frame slide" },
    imageOf(images.expected, `Expected picture of ${id}`),
    make("div", { class: "over" }, imageOf(images.actual, `Actual picture of ${id}`)),
    make("div", { class: "edge", "aria-hidden": "true" }),
    make("span", { class: "tag left", "aria-hidden": "true" }, "Expected"),
    make("span", { class: "tag right", "aria-hidden": "true" }, "Actual"),
  );
  const range = make("input", {
    type: "range",
    min: 0,
    max: 100,
    step: 1,
    value: 50,
    "aria-label": `How much of the expected picture shows, of ${id}`,
  });
  const set = () => {
    frame.style.setProperty("--at", `${range.value}%`);
    range.setAttribute("aria-valuetext", `${range.value} % expected`);
  };
  range.addEventListener("input", set);
  set();
  return single(picture, frame, range);
}

/** @param {any} picture */
function blink(picture) {
  const { images, id } = picture;
  const over = make("div", { class: "over" }, imageOf(images.actual, `Actual picture of ${id}`));
  const tag = make("span", { class: "tag left" }, "");
  let timer = 0;
  const show = (/** @type {boolean} */ is_actual) => {
    over.hidden = !is_actual;
    tag.textContent = is_actual ? "Actual" : "Expected";
    other.textContent = is_actual ? "Show expected" : "Show actual";
  };
  const other = make("button", { type: "button", onclick: () => (run(false), show(over.hidden)) }, "");
  const play = make("button", { type: "button", onclick: () => run(!timer) }, "");
  const run = (/** @type {boolean} */ on) => {
    clearInterval(timer);
    timer = on ? window.setInterval(() => (frame.isConnected ? show(over.hidden) : run(false)), BLINK_MS) : 0;
    play.textContent = on ? "Pause" : "Blink";
  };
  const frame = make("div", { class: "frame" }, imageOf(images.expected, `Expected picture of ${id}`), over, tag);
  show(true);
  // Visitors who prefer no motion start it themselves.
  run(!is_still);
  return single(picture, frame, make("div", { class: "controls" }, play, other));
}

/** @param {any} picture */
function differenceView(picture) {
  const { size, id, pixels } = picture;
  const canvas = make("canvas", {
    width: size.width,
    height: size.height,
    role: "img",
    "aria-label": `The ${counted(pixels, "pixel")} of ${id} that differ`,
  });
  drawDifference(picture, canvas);
  return single(picture, make("div", { class: "frame" }, canvas));
}

/** @param {any} picture */
export function comparison(picture) {
  const place = make("div", { class: "stage" });
  const buttons = VIEWS.map(([name, view]) =>
    make("button", { type: "button", "aria-pressed": "false", onclick: () => choose(name, view) }, name),
  );
  const choose = (/** @type {string} */ name, /** @type {(picture: any) => any} */ view) => {
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.textContent === name));
    place.replaceChildren(view(picture));
  };
  choose(...VIEWS[0]);
  const views = make(
    "div",
    { class: "views", role: "group", "aria-label": `How to compare ${picture.id}` },
    ...buttons,
  );
  return [
    make("div", { class: "bar" }, views, make("div", { class: "end" }, acceptButton("Accept", [picture], picture.id))),
    place,
  ];
}
