/** Changes are read, applied and made as `src/mutations/README.md` says. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { applyChange } from "../src/mutations/apply.js";
import { changeSheet } from "../src/mutations/apply/css.js";
import { readChanges } from "../src/mutations/change.js";
import { KINDS, generate } from "../src/mutations/generate.js";
import { shifted } from "../src/mutations/kinds/colors.js";
import { longerValues } from "../src/mutations/kinds/lengths.js";
import { readSheet } from "../src/mutations/sheet.js";
import { worldOf } from "../src/mutations/world.js";

const CSS =
  ".b{margin:0;padding:10px 20px}.b:hover{color:#fff}@media (max-width:640px){.b{padding:1px}.c{top:0}}:host{all:initial!important;display:block!important}";
const LIGHT = String.raw`dormouse-form[data-form-id="f"]:not(#\#):not(#\#) .b{margin:0!important;padding:10px 20px!important}dormouse-form[data-form-id="f"]:not(#\#):not(#\#):not(#\#){all:initial!important}`;
const HTML =
  '<section class="d" part="surface"><div class="p"><form class="s" hidden><label class="l h" for="f0">A</label><input id="f0" placeholder="B"><button class="b">Go</button></form></div></section>';

/** @param {any} [more] */
function buildOf(more) {
  const bundle = {
    type: "embed",
    behavior: "s\nfe1\temail\tPlease fill this in\t\n",
    push: "top",
    css: CSS,
    html: HTML,
    ...more,
  };
  return {
    name: "test",
    modules: { "render.js": "a(1)" },
    cases: { "form/one": [{ bundle, light: "/a/x.css" }] },
    files: { "/a/x.css": { text: LIGHT } },
    inputs: "",
    data: {},
  };
}

/** @param {any} change */
function apply(change) {
  const { build, cases, matches } = applyChange(buildOf(), readChanges([change])[0], () => true);
  const [{ bundle, light }] = build.cases["form/one"];
  return { bundle, light: build.files[light ?? ""].text ?? "", cases, matches, modules: build.modules };
}

/** @param {any} change @param {string} part @param {string} wanted */
function checkCss(change, part, wanted) {
  const { bundle } = apply({ in: "css", ...change });
  assert.equal(bundle.css, CSS.replace(part, wanted));
}

test("a declaration is changed in its own rule, under its own condition", () => {
  checkCss({ selector: ".b", property: "padding", from: "10px 20px", to: "10px 21px" }, "10px 20px", "10px 21px");
  checkCss({ selector: ".b", property: "padding", from: "20px", to: "21px" }, "20px", "21px");
  checkCss(
    { selector: ".b", property: "padding", media: "(max-width: 640px)", to: "2px" },
    "padding:1px",
    "padding:2px",
  );
  checkCss({ selector: ".b", property: "padding", media: "@media (max-width:640px)", to: null }, "padding:1px", "");
  checkCss({ selector: ".b", property: "opacity", to: ".98" }, "10px 20px", "10px 20px;opacity:.98");
  checkCss({ selector: ":host", property: "all", to: null }, "all:initial!important;", "");
  checkCss({ selector: ":host", property: "display", to: "flex" }, "display:block", "display:flex");
});

test("a rule or a condition is taken away, changed or opened", () => {
  checkCss({ selector: ".b:hover", remove: true }, ".b:hover{color:#fff}", "");
  checkCss({ selector: ".b:hover", drop: true }, ".b:hover{color:#fff}", "");
  checkCss({ media: "(max-width:640px)", remove: true }, "@media (max-width:640px){.b{padding:1px}.c{top:0}}", "");
  checkCss({ media: "(max-width:640px)", to_media: "(max-width:700px)" }, "(max-width:640px)", "(max-width:700px)");
  checkCss(
    { selector: ".c", media: "(max-width:640px)", to_media: "(max-width:700px)" },
    "(max-width:640px)",
    "(max-width:700px)",
  );
  checkCss(
    { media: "(max-width:640px)", unwrap: true },
    "@media (max-width:640px){.b{padding:1px}.c{top:0}}",
    ".b{padding:1px}.c{top:0}",
  );
  checkCss({ selector: ".b:hover", to_selector: ".b:focus" }, ".b:hover", ".b:focus");
});

test("a text is found as compiled, as in the source, and as a pattern", () => {
  checkCss({ find: "10px 20px", replace: "11px" }, "10px 20px", "11px");
  checkCss({ find: "padding: 10px 20px;", replace: "padding: 11px" }, "padding:10px 20px", "padding:11px");
  checkCss({ search: "/padding:10px (\\d+)px/", replacement: "padding:$1px" }, "padding:10px 20px", "padding:20px");
  checkCss(
    { add: "p{margin:0}" },
    "all:initial!important;display:block!important}",
    "all:initial!important;display:block!important}p{margin:0}",
  );
});

test("a sheet for light DOM changes with its source", () => {
  const { light } = apply({ in: "css", selector: ".b", property: "padding", from: "10px 20px", to: "10px 21px" });
  assert.equal(light, LIGHT.replace("10px 20px", "10px 21px"));
  assert.equal(apply({ in: "css", selector: ":host", property: "all", to: null }).light.includes("all:"), false);
  assert.deepEqual(
    readSheet(LIGHT).map(({ selector }) => selector),
    [".b", ":host"],
  );
});

test("elements lose attributes, classes, places and themselves", () => {
  const html = (/** @type {any} */ change) => apply({ in: "html", ...change }).bundle.html;
  assert.match(html({ selector: "input", attribute: "placeholder", to: "C" }), /placeholder="C"/);
  assert.doesNotMatch(html({ selector: "input", attribute: "placeholder", to: null }), /placeholder/);
  assert.match(html({ selector: ".l", class: "h", remove: true }), /<label class="l"/);
  assert.match(html({ selector: ".l", swap: true }), /<input[^>]*><label/);
  assert.doesNotMatch(html({ selector: ".b", remove: true }), /button/);
  assert.match(html({ selector: ".b", to: "Stop" }), />Stop</);
  assert.doesNotMatch(html({ find: "/ hidden(?=>)/", replace: "" }), /hidden/);
});

test("tables and modules are changed by text or by member", () => {
  assert.match(apply({ in: "tables", find: "Please fill this in", replace: "Oops" }).bundle.behavior, /\tOops\t/);
  assert.equal(apply({ in: "tables", member: "push", to: null }).bundle.push, undefined);
  assert.equal(apply({ in: "tables", find: '"push":"top"', replace: '"push":"bottom"' }).bundle.push, "bottom");
  assert.equal(apply({ in: "modules", find: "a(1)", replace: "a(2)" }).modules["render.js"], "a(2)");
});

test("a change that finds nothing matches nothing", () => {
  for (const change of [
    { in: "css", selector: ".nowhere", remove: true },
    { in: "css", selector: ".b", property: "padding", from: "99px", to: "1px" },
    { in: "html", selector: ".nowhere", remove: true },
    { in: "tables", find: "nowhere", replace: "" },
  ])
    assert.deepEqual([apply(change).matches, apply(change).cases.size], [false, 0], JSON.stringify(change));
});

test("an unreadable change is reported with its place", () => {
  assert.throws(
    () =>
      readChanges([
        { in: "css", selector: ".b" },
        { in: "pdf", find: "a" },
      ]),
    /\[0\]: does not say how[^]*\[1\]: `in`: "pdf"/,
  );
  assert.throws(() => readChanges({}), /a list of changes is an array/);
  assert.throws(() => readChanges([{ in: "css", find: "/(/" }]), /`find`/);
});

test("lengths and colors change one at a time", () => {
  assert.deepEqual(longerValues("10px 1.5em"), ["11px 1.5em", "10px 1.55em"]);
  assert.deepEqual(longerValues("calc(100% - var(--x,3px))"), []);
  assert.deepEqual(longerValues("0"), ["1px"]);
  assert.equal(shifted("#fff", 0, 1), "#feffff");
  assert.equal(shifted("#00000080", 1, 1), "#00020080", "what half shines through takes twice the steps");
});

test("the same seed makes the same mutations, spread over all kinds, and every one is data", () => {
  const build = buildOf();
  const world = worldOf(build);
  const all = generate(world, { count: 40, seed: 7 });
  assert.deepEqual(generate(world, { count: 40, seed: 7 }), all);
  assert.notDeepEqual(generate(world, { count: 40, seed: 8 }), all);
  assert.ok(new Set(all.map(({ kind }) => kind)).size > 12, "kinds");
  assert.equal(new Set(all.map(({ id }) => id)).size, all.length, "each has a unique id");
  for (const change of all.filter(({ find }) => typeof find !== "object")) {
    const [read] = readChanges(JSON.parse(JSON.stringify([change])));
    assert.deepEqual(changeSheet(CSS, read), changeSheet(CSS, change));
  }
});

test("each kind says why it can be seen, and the format's own examples can be read", async () => {
  for (const { kind, visible } of KINDS) assert.match(visible, /\.$/, kind);
  const readme = await readFile(new URL("../src/mutations/README.md", import.meta.url), "utf8");
  const examples = JSON.parse(readme.split("```json")[1].split("```")[0]);
  assert.equal(readChanges(examples).length, examples.length);
});
