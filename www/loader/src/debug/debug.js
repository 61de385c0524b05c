/** The overlay that `dormouse.debug()` shows to a merchant, live: each form, each rule, whether it matches, and why. */

import { CSS } from "./css.js";
import { describeCondition, readGroups } from "./describe.js";

const REFRESH_MS = 500;
/** How many of the last events are listed. */
const EVENTS = 12;

/** Reasons that do not belong to a rule. */
const REASONS = /** @type {Record<string, string>} */ ({
  disabled: "switched off until the page is loaded again",
  unavailable: "the trigger module could not be started",
});

/** The action of each button. */
const acts = /** @type {WeakMap<any, () => void>} */ (new WeakMap());

/** @type {(() => void) | undefined} */
let close;

/**
 * Shows the overlay, or removes it if it already shows.
 * @param {import("../types").Core} core
 */
export default function (core) {
  if (close) return close();
  const host = document.createElement("dormouse-debug");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  root.adoptedStyleSheets = [sheet];

  // Presses in our dialog do not reach anything else in it, but submit events do.
  const form = /** @type {HTMLFormElement} */ (element("form", ""));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    acts.get(event.submitter)?.();
  });
  const panel = element("section", "panel", form);
  panel.setAttribute("role", "region");
  panel.setAttribute("aria-label", "Dormouse: why forms show");
  const head = element("header", "head", panel);
  element("strong", "", head).textContent = `Dormouse · ${core.manifest.site_id}`;
  const status = element("span", "status", head);
  button(head, "Forget this visitor", "Empties the visitor record and the session record of this browser", () => {
    core.writeRecord("", false);
    core.writeRecord("", true);
    core.routeChanged();
  });
  button(head, "Close", "Closes this overlay", () => close?.());
  const list = element("div", "forms", panel);
  element("h2", "", panel).textContent = "Events";
  const log = element("ol", "events", panel);
  root.append(form);

  const forms = core.manifest.forms.map((_, index) => formView(core, index, list));
  if (!forms.length) element("p", "none", list).textContent = "No form of this site is live.";

  function refresh() {
    place();
    const seconds = Math.floor(core.visibleMs() / 1000);
    status.textContent = `${seconds} s on this page${core.must_forget ? " · nothing may be stored" : ""}`;
    for (const show of forms) show();
  }
  /** @param {Event} event */
  function onEvent(event) {
    const { type, formId, metaData } = /** @type {CustomEvent} */ (event).detail;
    const line = element("li", "");
    line.textContent = [type, formId, metaData?.reason].filter(Boolean).join(" · ");
    log.prepend(line);
    while (log.childElementCount > EVENTS) log.lastElementChild?.remove();
    refresh();
  }
  /** Puts the overlay into the modal dialog that shows, around which nothing can be seen or pressed; else into the page. */
  function place() {
    const dialog = core.manifest.forms.map((_, index) => dialogOf(core, index)).find(Boolean);
    const parent = dialog || document.body || document.documentElement;
    if (host.parentNode !== parent) parent.append(host);
  }
  const timer = setInterval(refresh, REFRESH_MS);
  addEventListener("dormouse", onEvent);
  close = () => {
    close = undefined;
    clearInterval(timer);
    removeEventListener("dormouse", onEvent);
    host.remove();
  };
  host.addEventListener("keydown", (event) => event.key === "Escape" && close?.());
  refresh();
}

/**
 * The dialog that a form shows in, while it is open and does not leave.
 * @param {import("../types").Core} core
 * @param {number} index
 */
function dialogOf(core, index) {
  const { form_id } = core.manifest.forms[index];
  const host = document.querySelector(
    `dormouse-form[data-form-id="${form_id}"]:not([data-state=closing], [data-state=teaser])`,
  );
  return (host?.shadowRoot || host)?.querySelector("dialog:modal");
}

/**
 * Shows one form, and returns a function that updates it.
 * @param {import("../types").Core} core
 * @param {number} index
 * @param {HTMLElement} list
 */
function formView(core, index, list) {
  const { form_id, rules } = core.manifest.forms[index];
  const groups = readGroups(rules);
  const details = /** @type {HTMLDetailsElement} */ (element("details", "form", list));
  details.open = core.manifest.forms.length < 4;
  const summary = element("summary", "", details);
  const name = element("strong", "", summary);
  name.textContent = form_id;
  const state = element("span", "state", summary);
  const table = element("table", "", details);
  const rows = groups.map((group) => {
    const row = element("tr", "", table);
    const mark = element("td", "mark", row);
    const code = element("th", "", row);
    code.scope = "row";
    code.textContent = group.code;
    element("td", "kind", row).textContent = group.name;
    return { group, mark, detail: element("td", "detail", row) };
  });
  button(details, "Show it now", "Opens the form, whatever its rules say", () => {
    core.api.open(form_id, { ignoreTargeting: true });
  });

  return () => {
    const judged = /** @type {boolean[]} */ ([]);
    core.onJudged = (holds) => judged.push(Boolean(holds));
    const refusal = core.refusal(index, true, true);
    core.onJudged = undefined;
    const [armed, done, fired] = core.stateOf(index);
    state.textContent = describeState({
      refusal: `${refusal || ""}`,
      armed,
      done,
      shows: Boolean(core.shown[index]),
      due: fired < 0,
    });
    details.classList.toggle("refused", Boolean(refusal));
    let trigger = 0;
    let rule = 0;
    for (const { group, mark, detail } of rows) {
      const holds = group.kind === "T" ? Boolean(fired & (1 << trigger++)) : judged[rule++];
      mark.textContent = holds ? "✓" : "✗";
      mark.className = holds ? "mark yes" : "mark no";
      mark.setAttribute("aria-label", holds ? "matched" : "not matched");
      detail.textContent = group.conditions.map((condition) => describeCondition(condition, core.lookUp)).join("; ");
    }
  };
}

/** @param {{ refusal: string, armed: boolean, done: boolean, shows: boolean, due: boolean }} form */
function describeState({ refusal, armed, done, shows, due }) {
  if (shows) return "shows";
  if (done) return "was shown, or given up, on this page view";
  if (refusal) return `stays away: ${REASONS[refusal] || refusal}`;
  if (due) return "is due";
  return armed ? "waits for its triggers" : "is about to be judged";
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} name
 * @param {Node} [parent]
 * @returns {HTMLElementTagNameMap[T]}
 */
function element(tag, name, parent) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  parent?.appendChild(made);
  return made;
}

/**
 * @param {Node} parent
 * @param {string} text
 * @param {string} title
 * @param {() => void} act
 */
function button(parent, text, title, act) {
  const made = element("button", "", parent);
  made.type = "submit";
  made.textContent = text;
  made.title = title;
  acts.set(made, act);
}
