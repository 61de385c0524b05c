/** What changed between two builds in their compiled output: causes, named by component. Needs no browser. */

import { componentOf, componentsOf } from "./components.js";
import { cssChanges, usersOf } from "./css.js";
import { htmlChanges } from "./html.js";

/** Names derived from content: they change with it. */
const IDENTITIES = ["version_id", "light"];

/** Bundle members that are compared separately. */
const OWN = ["html", "css", "behavior"];

/** What lines of the behavior table describe, by their first character. */
const TABLE = /** @type {Record<string, string>} */ ({ f: "field", c: "consent", b: "button" });

/** A module that shows nothing itself is named by what it does. */
const MODULES = /** @type {Record<string, string>} */ ({
  "render.js": "render module",
  "teaser.js": "teaser",
  "parts/light.js": "light DOM",
  "parts/back.js": "back button",
});

/**
 * @typedef {object} Change
 * @property {string} key Equal where it is the same change, whatever the values are in one form or another.
 * @property {"css" | "html" | "table" | "module"} kind
 * @property {string[]} components The first is the one that it is named by.
 * @property {string} text As the compiled texts show it: `.b{padding:10px 20px → 10px 21px}`.
 * @property {string} property In words, without values: `padding`, `text`, `render.js`.
 * @property {string} selector Of CSS; else empty.
 * @property {string} from
 * @property {string} to
 * @property {boolean} light_only Only forms in light DOM can look otherwise because of it.
 */

/** @typedef {import("../build.js").Build} Build */

/**
 * Possible reasons why a case looks different.
 * @param {Build} accepted
 * @param {Build} current
 * @param {string} id Of the case.
 * @returns {Change[]} Each once.
 */
export function changesOf(accepted, current, id) {
  const [was, is] = [accepted.cases[id] ?? [], current.cases[id] ?? []];
  const changes = /** @type {Map<string, Change>} */ (new Map());
  const add = (/** @type {Change} */ change) => {
    const known = changes.get(`${change.key}\n${change.text}`);
    if (!known) changes.set(`${change.key}\n${change.text}`, change);
    else known.components = [...new Set([...known.components, ...change.components])];
  };
  for (let i = 0; i < Math.min(was.length, is.length); i++) {
    if (was[i] !== is[i]) for (const change of itemChanges(accepted, current, was[i], is[i])) add(change);
  }
  if (was.length !== is.length) {
    add(
      changeOf("table", ["form"], "number of forms", `forms: ${was.length} → ${is.length}`, {
        from: `${was.length}`,
        to: `${is.length}`,
      }),
    );
  }
  for (const change of moduleChanges(accepted, current, is)) add(change);
  return [...changes.values()];
}

/**
 * Names the components that differ between two builds.
 * @param {Build} accepted
 * @param {Build} current
 * @returns {string[]} Those that differ in most cases first.
 */
export function nameComponents(accepted, current) {
  const counts = /** @type {Map<string, number>} */ (new Map());
  const seen = /** @type {Map<string, string[]>} */ (new Map());
  for (const [id, items] of Object.entries(current.cases)) {
    const same_modules = accepted.modules === current.modules;
    if (same_modules && accepted.files === current.files && items === accepted.cases[id]) continue;
    const found = changesOf(accepted, current, id);
    // Named alike in most cases, and looked at once.
    for (const { key, components } of found) {
      if (!seen.has(key)) seen.set(key, components);
      for (const component of seen.get(key) ?? []) counts.set(component, (counts.get(component) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name);
}

/** @param {Build} accepted @param {Build} current @param {Build["cases"][string][number]} was @param {Build["cases"][string][number]} is @returns {Change[]} */
function itemChanges(accepted, current, was, is) {
  const changes = /** @type {Change[]} */ ([]);
  const [old_bundle, bundle] = [was.bundle, is.bundle];
  const otherwise = bundle.behavior === undefined ? "teaser" : "form";
  const named = { html: bundle.html, css: bundle.css, otherwise };
  const own = cssChanges(old_bundle.css, bundle.css);
  for (const change of own) changes.push(fromCss(change, named, false));
  for (const { node, what, from, to } of htmlChanges(old_bundle.html, bundle.html)) {
    const component = componentOf(node, otherwise);
    const text =
      what === "element"
        ? `${from || "nothing"} → ${to || "nothing"}`
        : `${node.tag}[${what}: ${quoted(from)} → ${quoted(to)}]`;
    changes.push(changeOf("html", [component], what, text, { from, to }));
  }
  for (const change of tableChanges(old_bundle.behavior ?? "", bundle.behavior ?? "")) changes.push(change);
  for (const name of new Set([...Object.keys(old_bundle), ...Object.keys(bundle)])) {
    if (OWN.includes(name) || IDENTITIES.includes(name)) continue;
    const [from, to] = [old_bundle[name], bundle[name]].map((value) =>
      value === undefined ? "" : JSON.stringify(value),
    );
    if (from !== to)
      changes.push(
        changeOf(
          "table",
          [name === "fonts" ? "fonts" : "form"],
          name,
          `${name}: ${cut(from) || "nothing"} → ${cut(to) || "nothing"}`,
          { from, to },
        ),
      );
  }
  if (was.light && is.light && (was.light !== is.light || accepted.files !== current.files)) {
    const known = new Set(own.map(({ property, from, to }) => `${property}\n${from}\n${to}`));
    for (const change of cssChanges(accepted.files[was.light]?.text ?? "", current.files[is.light]?.text ?? "")) {
      // The light sheet has the same rules, with longer selectors and more weight.
      const plain = [change.from, change.to].map((value) => value.replace(/!important$/, ""));
      if (
        !known.has(`${change.property}\n${plain.join("\n")}`) &&
        !known.has(`${change.property}\n${change.from}\n${change.to}`)
      )
        changes.push(fromCss(change, named, true));
    }
  }
  return changes;
}

/**
 * @param {import("./css.js").CssChange} change
 * @param {{ html: string, css: string, otherwise: string }} named
 * @param {boolean} light_only
 */
function fromCss({ kind, at, selector, property, from, to }, { html, css, otherwise }, light_only) {
  const plain = light_only ? withoutScope(selector) : selector;
  const components = componentsOf(plain, html, otherwise);
  // A rule that sets a custom property does not show it; elements that show it directly come first.
  const users = property.startsWith("--")
    ? usersOf(css, property)
        .sort((a, b) => Number(a.includes(":")) - Number(b.includes(":")))
        .flatMap((user) => componentsOf(user, html, otherwise))
    : [];
  const text =
    kind === "declaration"
      ? `${plain}{${property}:${from || "nothing"} → ${to || "nothing"}}`
      : kind === "order"
        ? from === to
          ? `order of declarations: ${from}`
          : `order of rules: ${from} → ${to}`
        : kind === "selector"
          ? `${from} → ${to}`
          : `${from || "always"} → ${to || "always"} ${plain}`;
  const whole = at && kind !== "condition" ? `${at} ${text}` : text;
  return changeOf("css", [...new Set([...users, ...components])], property || kind, whole, {
    selector: plain,
    from,
    to,
    light_only,
    more: `${kind} ${at}`,
  });
}

/** The prefix of every selector in a light sheet. @param {string} selector */
const withoutScope = (selector) =>
  selector.replace(/dormouse-form(?:\[[^\]]*\])?(?::not\(#\\#\))*/g, "").trim() || ":host";

/**
 * @param {string} was
 * @param {string} is
 * @returns {Change[]}
 */
function tableChanges(was, is) {
  if (was === is) return [];
  const [old_lines, lines] = [was.split("\n"), is.split("\n")];
  const changes = [];
  for (let i = 0; i < Math.max(old_lines.length, lines.length); i++) {
    const [from, to] = [old_lines[i] ?? "", lines[i] ?? ""];
    if (from === to) continue;
    const component = TABLE[(to || from)[0]] ?? "form";
    changes.push(changeOf("table", [component], "behavior", `behavior: ${cellChanges(from, to)}`, { from, to }));
  }
  return changes;
}

/** The cells of a line that differ. @param {string} from @param {string} to */
function cellChanges(from, to) {
  const [was, is] = [from.split("\t"), to.split("\t")];
  if (!from || !to || was.length !== is.length) return `${cut(from) || "nothing"} → ${cut(to) || "nothing"}`;
  return was.flatMap((cell, i) => (cell === is[i] ? [] : [`${quoted(cut(cell))} → ${quoted(cut(is[i]))}`])).join(", ");
}

/** @param {Build} accepted @param {Build} current @param {import("../build.js").CompiledCase} items @returns {Change[]} */
function moduleChanges(accepted, current, items) {
  if (accepted.modules === current.modules) return [];
  const is_teaser = items.length > 0 && items.every(({ bundle }) => bundle.behavior === undefined);
  const parts = new Set(items.flatMap(({ bundle }) => bundle.parts ?? []));
  const changes = [];
  for (const file of new Set([...Object.keys(accepted.modules), ...Object.keys(current.modules)])) {
    const [from, to] = [accepted.modules[file], current.modules[file]];
    const part = file.match(/^parts\/(.*)\.js$/)?.[1];
    const is_used = part ? part === "light" || parts.has(part) : (file === "teaser.js") === is_teaser;
    if (from === to || !is_used) continue;
    const sizes = [from, to].map((source) => (source === undefined ? "nothing" : `${source.length} characters`));
    const light_only = part === "light";
    changes.push(
      changeOf(
        "module",
        [MODULES[file] ?? part ?? file],
        file,
        `${file}: ${sizes[0] === sizes[1] ? "another text" : sizes.join(" → ")}`,
        { light_only },
      ),
    );
  }
  return changes;
}

/**
 * @param {Change["kind"]} kind
 * @param {string[]} components
 * @param {string} property
 * @param {string} text
 * @param {{ selector?: string, from?: string, to?: string, light_only?: boolean, more?: string }} rest
 * @returns {Change}
 */
function changeOf(
  kind,
  components,
  property,
  text,
  { selector = "", from = "", to = "", light_only = false, more = "" },
) {
  const key = [kind, more, selector || components[0], property, light_only].join("|");
  return { key, kind, components, text, property, selector, from, to, light_only };
}

/** @param {string} text */
const quoted = (text) => (text ? JSON.stringify(text) : "nothing");

/** @param {string} text */
const cut = (text) => (text.length > 100 ? `${text.slice(0, 100)}…` : text);
