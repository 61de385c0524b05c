/** The gallery's page: a frame for each selected form, state and width; the address has the selection. */

/** States, in the order in which a visitor comes to them, and how they are called. */
const STATES = {
  closed: "Closed",
  open: "Open",
  error: "Error",
  filled: "Filled in",
  submitting: "Submitting",
  not_sent: "Not sent",
  success: "Success",
  teaser: "Teaser",
};
const TYPES = { popup: "Popup", flyout: "Flyout", full_screen: "Full screen", banner: "Banner", embed: "Embed" };
/** Heights of the screens, by their widths, in CSS px. */
const HEIGHTS = { 375: 740, 768: 1024, 1440: 900 };
/** How wide a frame is drawn at least, by the screen's width, in CSS px. */
const CELLS = { 375: 230, 768: 300, 1440: 400 };

/** @param {string} selector */
const find = (selector) => /** @type {any} */ (document.querySelector(selector));
const tools = find("[data-tools]");
const cases = find("[data-cases]");
const count = find("[data-count]");
const problem = find("[data-problem]");

const make = (name, className, ...content) => {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...content);
  return element;
};

/** What had the focus before a form in a still frame took it, which a dialog always does when it opens. */
let focused = document.body;
addEventListener("focusin", (event) => {
  if (event.target instanceof HTMLElement && !event.target.inert) focused = event.target;
});
addEventListener("blur", () => {
  setTimeout(() => {
    const frame = document.activeElement;
    if (!(frame instanceof HTMLIFrameElement) || !frame.inert) return;
    frame.blur();
    focused.focus({ preventScroll: true });
  });
});

/** Draws each frame as wide as its place allows, and never larger than it is. */
const fitting = new ResizeObserver((entries) => {
  for (const { target, contentRect } of entries) {
    const screen = /** @type {HTMLElement} */ (target);
    const frame = /** @type {HTMLIFrameElement} */ (screen.querySelector("iframe"));
    const scale = Math.min(1, contentRect.width / Number(frame.width));
    frame.style.transform = scale < 1 ? `scale(${scale})` : "none";
    screen.style.height = `${Number(frame.height) * scale}px`;
  }
});

function chosen() {
  const data = new FormData(tools);
  return Object.fromEntries(
    ["form", "state", "width", "scheme", "dir", "isolation"].map((name) => [name, `${data.get(name) ?? ""}`]),
  );
}

function addressOf(form, state, { dir, isolation }) {
  const query = new URLSearchParams({ form: form.form_id, state });
  if (dir) query.set("dir", dir);
  if (isolation) query.set("isolation", isolation);
  return `/gallery/case?${query}`;
}

function screenOf(form, state, choice, isAlone) {
  const frame = document.createElement("iframe");
  frame.width = choice.width;
  frame.height = HEIGHTS[choice.width];
  frame.title = `${form.name}: ${STATES[state]}`;
  frame.loading = "lazy";
  // A form that opens takes the focus, which belongs to the gallery as long as many forms open in it.
  frame.inert = !isAlone;
  // The page in a frame gets the element's color scheme as the visitor's.
  if (choice.scheme) frame.style.colorScheme = choice.scheme;
  frame.src = addressOf(form, state, choice);
  const screen = make("div", isAlone ? "screen screen--alone" : "screen", frame);
  screen.style.maxWidth = `${Number(choice.width) + 2}px`;
  fitting.observe(screen);
  return screen;
}

function caseOf(form, state, choice, title, isAlone) {
  const link = make("a", "", title);
  link.href = addressOf(form, state, choice);
  link.setAttribute("aria-label", `${title}: ${title === form.name ? STATES[state] : form.name}, on a separate page`);
  return make("li", "case", make("h3", "", link), screenOf(form, state, choice, isAlone));
}

function groupOf(name, note, items, isAlone) {
  const head = make("div", "form__head", make("h2", "", name), make("p", "form__type", note));
  const row = make("ul", isAlone ? "row row--alone" : "row", ...items);
  return make("section", "form", head, row);
}

/** The requested states that a form has. */
function statesOf(form, asked) {
  return Object.keys(STATES).filter((state) => (!asked || state === asked) && (state !== "teaser" || form.has_teaser));
}

function show(forms) {
  const choice = chosen();
  fitting.disconnect();
  cases.replaceChildren();
  cases.style.setProperty("--cell", `${CELLS[choice.width]}px`);
  const shown = forms.filter((form) => !choice.form || form.form_id === choice.form);
  const isAlone = Boolean(choice.form && choice.state);
  let total = 0;
  const together = [];
  for (const form of shown) {
    const states = statesOf(form, choice.state);
    total += states.length;
    const isOne = Boolean(choice.state && !choice.form);
    const items = states.map((state) => caseOf(form, state, choice, isOne ? form.name : STATES[state], isAlone));
    if (isOne) together.push(...items);
    else if (items.length) cases.append(groupOf(form.name, TYPES[form.type] ?? form.type, items, isAlone));
  }
  // One state of every form, side by side.
  if (together.length) cases.append(groupOf(STATES[choice.state], "Every form", together, false));
  count.textContent = total === 1 ? "1 frame" : `${total} frames`;
  problem.hidden = total > 0;
  if (!total) {
    problem.textContent = !shown.length
      ? `There is no form “${choice.form}”. Choose another one above.`
      : "None of these forms has this state. Choose another one above.";
  }
}

/** Sets the tools to match the address, as far as they know its values. */
function readAddress(forms) {
  const asked = new URLSearchParams(location.search);
  const select = tools.elements.namedItem("form");
  const id = asked.get("form") ?? "";
  // A form that no longer exists is reported, not replaced by all forms.
  if (id && !forms.some((form) => form.form_id === id)) select.append(new Option(id, id));
  for (const [name, value] of asked) {
    const element = tools.elements.namedItem(name);
    if (element) element.value = value;
  }
}

function writeAddress() {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(chosen()))
    if (value && !(name === "width" && value === "1440")) query.set(name, value);
  history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
}

async function start() {
  const response = await fetch("/gallery/forms.json");
  if (!response.ok) throw new Error(await response.text());
  const forms = await response.json();
  for (const { form_id, name, type } of forms) {
    tools.elements.namedItem("form").append(new Option(`${name} (${(TYPES[type] ?? type).toLowerCase()})`, form_id));
  }
  for (const [state, name] of Object.entries(STATES)) tools.elements.namedItem("state").append(new Option(name, state));
  readAddress(forms);
  show(forms);
  tools.addEventListener("change", () => {
    writeAddress();
    show(forms);
  });
  tools.addEventListener("submit", (event) => event.preventDefault());
}

start().catch((error) => {
  problem.textContent = `The forms could not be listed. ${error.message}`;
  problem.hidden = false;
});
