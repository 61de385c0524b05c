/** The report's page: draws the entries from the data in the page. */

import { accepted, keyOf, acceptable, acceptButton } from "./page/accepting.js";
import { make, counted, commandLine } from "./page/make.js";
import { imageOf, loaded, comparison } from "./page/views.js";

/** @typedef {any} Data */
const data = /** @type {Data} */ (
  JSON.parse(/** @type {HTMLElement} */ (document.getElementById("data")).textContent ?? "{}")
);

/** Room around a region in its enlargement, in px of the picture. */
const ROOM = 12;

/** An enlargement is as large as this, and at most so many times. */
const CROP = { width: 360, most: 8 };

/** In so many groups the first picture is open at the start. */
const OPEN_GROUPS = 2;

const KINDS = /** @type {Record<string, string>} */ ({
  cause: "Changed",
  environment: "Browser or machine",
  unsteady: "Unsteady",
  unexplained: "Unexplained",
  new: "New",
  broken: "Broken file",
  failed: "Failed",
});
const ENGINES = /** @type {Record<string, string>} */ ({
  chromium: "Chromium",
  firefox: "Firefox",
  webkit: "WebKitGTK",
});

// What changed in a region ---------------------------------------------------------------------------------------

/** @param {string} from @param {string} to */
const fromTo = (from, to) => [make("del", {}, from || "nothing"), " → ", make("ins", {}, to || "nothing")];

/** @param {number} px */
const signed = (px) => `${px > 0 ? "+" : px < 0 ? "−" : ""}${Math.abs(px)}`;

/** @param {any} change */
function elementOf({ path, component, what, moved, resized, styles, follows, text, attributes, accessibility, fonts }) {
  const line = (/** @type {string} */ name, /** @type {string} */ from, /** @type {string} */ to) =>
    make("li", {}, `${name}: `, ...fromTo(from, to));
  const lines = [
    what === "added" && make("li", {}, make("ins", {}, "is new")),
    what === "removed" && make("li", {}, make("del", {}, "is not there any more")),
    moved && make("li", {}, `moved by ${signed(moved.x)}, ${signed(moved.y)} px`),
    resized && make("li", {}, `size by ${signed(resized.width)} × ${signed(resized.height)} px`),
    ...styles.map((/** @type {any} */ { property, from, to }) => line(property, from, to)),
    text && what === "changed" && line("text", text[0], text[1]),
    ...attributes.map((/** @type {any} */ { name, from, to }) => line(name, from, to)),
    accessibility && line("accessibility", accessibility[0], accessibility[1]),
    fonts && line("fonts", fonts[0], fonts[1]),
  ];
  return make(
    "div",
    { class: "element" },
    make("h4", {}, component, " ", make("small", {}, path)),
    make("ul", {}, ...lines),
    follows.length > 0 &&
      make(
        "p",
        { class: "hint follows" },
        `What follows from that: ${follows.slice(0, 6).join(", ")}${follows.length > 6 ? ` and ${follows.length - 6} more` : ""}`,
      ),
  );
}

/** @param {any} picture @param {any} region @param {number} i */
function regionOf(picture, region, i) {
  const { x, y, width, height, label, pixels, largest, components, changes } = region;
  const [left, top] = [Math.max(x - ROOM, 0), Math.max(y - ROOM, 0)];
  const box = {
    x: left,
    y: top,
    width: Math.min(x + width + ROOM, picture.size.width) - left,
    height: Math.min(y + height + ROOM, picture.size.height) - top,
  };
  const scale = Math.min(CROP.most, Math.max(1, Math.floor(CROP.width / box.width)));
  const crops = make("div", {
    class: scale > 1 && box.width * scale <= CROP.width / 2 ? "crops" : scale > 1 ? "crops wide" : "crops wide whole",
  });
  const canvases = ["Expected", "Actual"].map((name) => {
    const canvas = make("canvas", {
      width: box.width * scale,
      height: box.height * scale,
      role: "img",
      "aria-label": `${name}, region ${i + 1}, enlarged`,
    });
    crops.append(
      make(
        "figure",
        {},
        make("figcaption", {}, `${name}${scale > 1 ? `, ${scale} times` : ""}`),
        make("div", { class: "frame" }, canvas),
      ),
    );
    return canvas;
  });
  loaded(picture.images).then((images) =>
    images.forEach((image, i) => {
      const context = canvases[i].getContext("2d");
      context.imageSmoothingEnabled = false;
      context.drawImage(image, box.x, box.y, box.width, box.height, 0, 0, box.width * scale, box.height * scale);
    }),
  );
  const list = changes.length
    ? changes.map(elementOf)
    : [
        make(
          "p",
          { class: "hint" },
          picture.is_looked_at
            ? "No element here differs from the accepted build."
            : "The elements of this picture were not examined; those of some other pictures were.",
        ),
      ];
  return make(
    "li",
    { class: "region" },
    crops,
    make(
      "div",
      {},
      make("h3", {}, `${i + 1}. ${components[0] ?? "Region"}: ${label}`),
      make(
        "p",
        { class: "where" },
        `${width} × ${height} px at ${x}, ${y} · ${counted(pixels, "pixel")}, by up to ${largest} of 255`,
      ),
      ...list,
    ),
  );
}

/** @param {string} title @param {string[]} lines @param {boolean} is_open */
function listing(title, lines, is_open) {
  if (!lines.length) return undefined;
  const marked = lines.flatMap((line) => [
    line.startsWith("- ") ? make("del", {}, line) : line.startsWith("+ ") ? make("ins", {}, line) : line,
    "\n",
  ]);
  return make(
    "details",
    { class: "more", open: is_open },
    make("summary", {}, title),
    make("pre", { tabindex: 0 }, ...marked),
  );
}

/** @param {any} picture */
function bodyOf(picture) {
  const { images = {}, outcome, regions, accessibility, log, problem, id, note } = picture;
  const parts = [];
  if (note) parts.push(make("p", { class: "hint" }, `${note[0].toUpperCase()}${note.slice(1)}.`));
  if (problem) parts.push(make("pre", { class: "problem", tabindex: 0 }, problem));
  if (outcome === "changed" && images.expected) {
    parts.push(...comparison(picture));
    parts.push(
      make(
        "ol",
        { class: "regions", "aria-label": "What changed, region by region" },
        ...regions.map((/** @type {any} */ region, /** @type {number} */ i) => regionOf(picture, region, i)),
      ),
    );
  } else if (images.actual || images.small) {
    const image = imageOf(
      images.actual ?? images.small,
      `${images.small ? "Small actual" : "Actual"} picture of ${id}`,
    );
    const frame = make(
      "figure",
      { class: "single" },
      make("figcaption", {}, images.small ? "Actual, small" : "Actual"),
      make("div", { class: "frame" }, image),
    );
    image.addEventListener("load", () => frame.style.setProperty("--natural", `${image.naturalWidth}px`));
    parts.push(
      make("div", { class: "bar" }, make("div", { class: "end" }, acceptButton("Accept", [picture], id))),
      frame,
    );
  }
  if (outcome !== "failed" && !images.actual)
    parts.push(
      make("p", { class: "hint" }, `In full: ${picture.expected ? `${picture.expected} and ` : ""}${picture.actual}`),
    );
  parts.push(
    listing("Accessibility tree", accessibility, true),
    listing("Console and network", log, outcome === "failed"),
  );
  if (outcome !== "failed") parts.push(commandLine(picture.command));
  return make("div", { class: "body" }, ...parts.filter(Boolean));
}

/** @param {any} picture @param {boolean} is_open */
function pictureOf(picture, is_open) {
  const { id, engine, label, pixels, largest } = picture;
  const badge = make("span", { class: "badge accepted", hidden: true }, "Accepted");
  const summary = make(
    "summary",
    {},
    make("span", { class: "id" }, id),
    make("span", { class: "badge" }, ENGINES[engine] ?? engine),
    make("span", { class: "label" }, label),
    badge,
    pixels > 0 && make("span", { class: "numbers" }, `${counted(pixels, "pixel")}, by up to ${largest}`),
  );
  const details = make("details", { class: "picture" }, summary);
  // Drawn when it is looked at: there may be hundreds.
  const fill = () => details.open && details.children.length === 1 && details.append(bodyOf(picture));
  details.addEventListener("toggle", fill);
  details.open = is_open;
  fill();
  document.addEventListener("accepted", () => {
    badge.hidden = !accepted.has(keyOf(picture));
    details.classList.toggle("is-accepted", !badge.hidden);
  });
  return details;
}

/** @param {any} group @param {number} g */
function groupOf(group, g) {
  const { id, kind, title, about, causes, pictures, components } = group;
  const section = make("section", { class: "group", "aria-labelledby": id });
  const count = make("span", { class: "count" }, "");
  section.append(
    make(
      "header",
      {},
      make(
        "div",
        {},
        make(
          "ul",
          { class: "badges", "aria-label": "Kind and components" },
          make("li", { class: `badge ${kind}` }, KINDS[kind] ?? kind),
          ...components.slice(0, 6).map((/** @type {string} */ name) => make("li", { class: "badge" }, name)),
        ),
        make("h2", { id }, title),
      ),
      make("p", { class: "about" }, about),
      make(
        "div",
        { class: "act" },
        count,
        acceptButton(pictures.length > 1 ? `Accept these ${pictures.length}` : "Accept", pictures, title),
      ),
    ),
  );
  if (causes.length) {
    section.append(
      make(
        "ul",
        { class: "causes", "aria-label": "What was compiled otherwise" },
        ...causes.map((/** @type {any} */ cause) => make("li", {}, ...marked(cause))),
      ),
    );
  }
  const entries = pictures.map((/** @type {any} */ picture, /** @type {number} */ i) => ({
    picture,
    element: pictureOf(picture, g < OPEN_GROUPS && i === 0),
  }));
  section.append(...entries.map((/** @type {any} */ { element }) => element));
  return {
    section,
    /** @param {(picture: any) => boolean} isWanted @returns {number} How many are shown. */
    filter(isWanted) {
      let shown = 0;
      for (const { picture, element } of entries) {
        element.hidden = !isWanted(picture);
        if (!element.hidden) shown += 1;
      }
      section.hidden = !shown;
      count.textContent =
        shown === entries.length ? counted(shown, "picture") : `${shown} of ${counted(entries.length, "picture")}`;
      return shown;
    },
  };
}

/** A change as compiled, with the old and new values and marks. @param {any} cause */
function marked({ text, from, to }) {
  for (const quote of ["", '"']) {
    const [was, is] = [from, to].map((value) => (value ? `${quote}${value}${quote}` : "nothing"));
    const at = text.indexOf(`${was} → ${is}`);
    if (at >= 0) return [text.slice(0, at), ...fromTo(was, is), text.slice(at + was.length + is.length + 3)];
  }
  return [text];
}

// The page -------------------------------------------------------------------------------------------------------

const all = data.groups.flatMap((/** @type {any} */ { pictures }) => pictures);

function headline() {
  if (!all.length) return "Nothing changed";
  const outcomes = [
    ["changed", "changed"],
    ["new", "new"],
    ["broken", "with a broken file"],
    ["unsteady", "unsteady"],
    ["failed", "failed"],
  ].flatMap(([outcome, word]) => {
    const count = all.filter((/** @type {any} */ picture) => picture.outcome === outcome).length;
    return count ? [`${count.toLocaleString("en")} ${word}`] : [];
  });
  return `${counted(all.length, "picture")} to look at: ${outcomes.join(", ")}, in ${counted(data.groups.length, "entry", "entries")}`;
}

function facts() {
  const seconds = (/** @type {number} */ ms) => `${(ms / 1000).toFixed(1)} s`;
  const list = /** @type {HTMLElement} */ (document.getElementById("facts"));
  const fact = (/** @type {string} */ strong, /** @type {string} */ rest) =>
    list.append(make("li", {}, make("b", {}, strong), rest));
  fact(counted(data.pictures, "picture"), ` compared in ${seconds(data.duration_ms)}`);
  for (const { name, version, pictures, duration_ms } of data.engines)
    fact(`${ENGINES[name] ?? name} ${version}`, `, ${counted(pictures, "picture")} in ${seconds(duration_ms)}`);
  if (data.mutated) fact("Changed on purpose:", ` ${data.mutated}`);
  for (const note of data.notes) list.append(make("li", {}, note));
}

function leftOut() {
  const { small = 0, none = 0 } = data.left_out ?? {};
  if (!small && !none) return;
  const place = /** @type {HTMLElement} */ (document.getElementById("left-out"));
  place.hidden = false;
  const parts = [
    small && `${counted(small, "picture")} small`,
    none && `${counted(none, "picture")} not at all`,
  ].filter(Boolean);
  place.textContent = `So that this page opens quickly it shows ${parts.join(" and ")}. In full they are in target/visual/actual and beside their cases; each entry says where.`;
}

/** @param {string} name @param {string} text @param {string[]} values @param {(value: string) => string} [shown] */
function choice(name, text, values, shown = (value) => value) {
  const options = [...new Set(values)].sort();
  return make(
    "label",
    {},
    text,
    make(
      "select",
      { name, onchange: applyFilters },
      make("option", { value: "" }, "All"),
      ...options.map((value) => make("option", { value }, shown(value))),
    ),
  );
}

const groups = data.groups.map(groupOf);
const form = /** @type {HTMLFormElement} */ (document.getElementById("filters"));
const main = /** @type {HTMLElement} */ (document.getElementById("groups"));
const nothing = make("p", { class: "hint", hidden: true }, "No picture is like that.");

function applyFilters() {
  const wanted = Object.fromEntries(new FormData(form));
  const isWanted = (/** @type {any} */ picture) => {
    const group = data.groups.find((/** @type {any} */ { pictures }) => pictures.includes(picture));
    const components = [picture.component, ...group.components];
    return (
      (!wanted.component || components.includes(String(wanted.component))) &&
      (!wanted.engine || picture.engine === wanted.engine) &&
      (!wanted.outcome || picture.outcome === wanted.outcome)
    );
  };
  const chosen = new Set(all.filter(isWanted));
  let shown = 0;
  for (const group of groups) shown += group.filter((/** @type {any} */ picture) => chosen.has(picture));
  nothing.hidden = shown > 0;
  const count = document.getElementById("shown");
  if (count) count.textContent = shown === all.length ? "" : `${shown} of ${all.length} shown`;
}

/** A drawing of two frames that are the same. */
function drawing() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [name, value] of Object.entries({
    viewBox: "0 0 120 120",
    fill: "none",
    stroke: "currentColor",
    "stroke-width": "4",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
    "aria-hidden": "true",
  }))
    svg.setAttribute(name, value);
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute(
    "d",
    "M18 34a8 8 0 0 1 8-8h44a8 8 0 0 1 8 8v44a8 8 0 0 1-8 8H26a8 8 0 0 1-8-8ZM86 42h8a8 8 0 0 1 8 8v44a8 8 0 0 1-8 8H50a8 8 0 0 1-8-8v-4M34 56l11 11 19-22",
  );
  svg.append(path);
  return svg;
}

/** @type {HTMLElement} */ (document.getElementById("headline")).textContent = headline();
document.title = `${headline()} · Visual report`;
facts();
leftOut();
if (all.length) drawEntries();
else drawNothing();

function drawNothing() {
  main.append(
    make(
      "div",
      { class: "empty" },
      drawing(),
      make("h2", {}, "Every pixel is as expected"),
      make(
        "p",
        {},
        `All ${counted(data.pictures, "picture")} are the same as those that were accepted, in every channel of every pixel.`,
      ),
    ),
  );
}

function drawEntries() {
  form.hidden = false;
  form.append(
    choice(
      "component",
      "Component",
      data.groups.flatMap((/** @type {any} */ { components, pictures }) => [
        ...components,
        ...pictures.map((/** @type {any} */ { component }) => component),
      ]),
    ),
    choice(
      "engine",
      "Engine",
      all.map((/** @type {any} */ { engine }) => engine),
      (engine) => ENGINES[engine] ?? engine,
    ),
    choice(
      "outcome",
      "Outcome",
      all.map((/** @type {any} */ { outcome }) => outcome),
    ),
    make("span", { id: "shown", role: "status" }),
    make(
      "div",
      { class: "end" },
      acceptButton(`Accept all ${acceptable(all).length}`, all, "every picture of this report"),
    ),
  );
  form.addEventListener("submit", (event) => event.preventDefault());
  main.append(nothing, ...groups.map((/** @type {any} */ { section }) => section));
  applyFilters();
}
