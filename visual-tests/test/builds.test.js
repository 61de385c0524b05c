/** Differences between two compiled texts, and their components: without a browser. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { changesOf, nameComponents } from "../src/explain/builds.js";
import { cssChanges, rulesOf } from "../src/explain/css.js";

const HTML =
  '<dialog class="d" part="surface"><div class="p" part="panel"><form class="s" part="step"><div class="t" part="text"><h1>Hello</h1><p>A <a href="/x">link</a></p></div>' +
  '<div class="f" part="field"><label class="l" part="label" for="f0">Email</label><input id="f0" part="input"><p class="e" part="error"></p></div>' +
  '<button class="b" part="button block-1">Go</button><button class="b q" part="secondary-button">No</button></form></div></dialog>';
const CSS =
  ".d{--dormouse-b:#400;position:fixed}.b{padding:10px 20px;background:var(--dormouse-b)}.b:hover{filter:brightness(1.1)}.l{color:#111}.t h1{font-size:2em}.t a{color:red}" +
  "@media (max-width:640px){.f{margin:4px}}.d::backdrop{background:#0008}input::placeholder{opacity:.7}.b[aria-disabled]{opacity:.5}";

/** @param {Record<string, any>} [changes] @param {Record<string, string>} [modules] @returns {import("../src/build.js").Build} */
function build(changes = {}, modules = { "render.js": "1", "teaser.js": "1", "parts/coupon.js": "1" }) {
  const bundle = {
    version_id: "a",
    html: HTML,
    css: CSS,
    behavior: "s\nfe1254\temail\tPlease enter it\tWrong\nbn1\t\n",
    ...changes,
  };
  return { name: "x", modules, files: {}, inputs: "", data: {}, cases: { "form/a": [{ bundle }] } };
}

/** @param {string} from @param {string} to */
const css = (from, to) => {
  assert.ok(CSS.includes(from));
  return build({ css: CSS.replace(from, to) });
};

/** @param {import("../src/build.js").Build} current */
const texts = (current) => changesOf(build(), current, "form/a").map(({ text }) => text);

describe("a changed style sheet", () => {
  it("is described by its declarations", () => {
    assert.deepEqual(texts(css("10px 20px", "10px 21px")), [".b{padding:10px 20px → 10px 21px}"]);
    assert.deepEqual(texts(css("font-size:2em", "font-size:2em;margin:0")), [".t h1{margin:nothing → 0}"]);
    assert.deepEqual(texts(css(".l{color:#111}", "")), [".l{color:#111 → nothing}"]);
    assert.deepEqual(texts(css("640px", "641px")), ["@media (max-width:640px) → @media (max-width:641px) .f"]);
  });

  it("is nothing where only white space is other", () => {
    assert.deepEqual(cssChanges(".b{color:red}", ".b { color: red }"), []);
  });

  it("reports that rules have changed places", () => {
    assert.equal(cssChanges(".a{color:red}.b{color:blue}", ".b{color:blue}.a{color:red}")[0].kind, "order");
  });

  it("is split where rules end, whatever strings contain", () => {
    assert.deepEqual(rulesOf('.a{content:"}\\""}@media print{.b{color:red}}@import "x";.c{}'), [
      '.a{content:"}\\""}',
      "@media print{.b{color:red}}",
      '@import "x";',
      ".c{}",
    ]);
  });
});

describe("a component", () => {
  /** @param {import("../src/build.js").Build} current */
  const name = (current) => nameComponents(build(), current);

  it("is named by the elements that a selector means", () => {
    assert.deepEqual(name(css("10px 20px", "10px 21px")), ["button", "secondary-button"]);
    assert.deepEqual(name(css("brightness(1.1)", "none")), ["button", "secondary-button"]);
    assert.deepEqual(name(css("opacity:.5", "opacity:.6")), ["button", "secondary-button"]);
    assert.deepEqual(name(css("font-size:2em", "font-size:3em")), ["heading"]);
    assert.deepEqual(name(css("color:red", "color:blue")), ["link"]);
    assert.deepEqual(name(css("#0008", "#0009")), ["overlay"]);
    assert.deepEqual(name(css("opacity:.7", "opacity:.8")), ["input"]);
    assert.deepEqual(name(css("640px", "700px")), ["field"]);
  });

  it("is the element that uses a custom property, before the one that sets it", () => {
    assert.deepEqual(name(css("#400", "#401")), ["button", "secondary-button", "surface"]);
  });

  it("is named by changed HTML, tables and modules", () => {
    assert.deepEqual(name(build({ html: HTML.replace(">Email<", ">E-mail<") })), ["label"]);
    assert.deepEqual(name(build({ html: HTML.replace('<p class="e" part="error"></p>', "") })), ["error"]);
    assert.deepEqual(name(build({ behavior: "s\nfe1254\temail\tPlease\tWrong\nbn1\t\n" })), ["field"]);
    assert.deepEqual(
      name(build({ parts: ["coupon"] }, { "render.js": "1", "teaser.js": "1", "parts/coupon.js": "2" })),
      ["form", "coupon"],
    );
    assert.deepEqual(name(build({}, { "render.js": "2", "teaser.js": "2", "parts/coupon.js": "2" })), [
      "render module",
    ]);
  });

  it("is empty if only names by content differ", () => {
    assert.deepEqual(name(build({ version_id: "b" })), []);
  });
});
