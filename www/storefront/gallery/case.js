/**
 * One case of the gallery: opens the form that the address names, and brings it into the state that the address names,
 * with the actions of a visitor. The form, its answers and its submissions are real; for the states that wait or fail,
 * this page blocks the submission.
 *
 * `?form=welcome1&state=error`, and optionally `dir=rtl`, `isolation=light`. `document.documentElement.dataset.case`
 * reports the progress: `loading`, `ready` or `failed`.
 */

const asked = new URLSearchParams(location.search);
const formId = asked.get("form") ?? "";
const state = asked.get("state") ?? "open";
const page = document.documentElement;
page.dataset.case = "loading";
if (asked.get("dir") === "rtl") page.dir = "rtl";

/** How often is looked whether something has happened, and for how long. */
const LOOK_MS = 30;
const PATIENCE_MS = 15_000;
/** A step that has just come takes no presses for a moment. */
const SETTLE_MS = 450;

/** What a visitor of this shop fills in, by the name or the type of the field. */
const ANSWERS = {
  email: "ada.lovelace@example.com",
  first_name: "Ada",
  last_name: "Lovelace",
  tel: "+1 415 555 2671",
  number: "2",
  date: "1990-12-10",
  text: "Ada Lovelace",
};

// Each case begins like a first visit: data of other cases would keep teasers away, or send old answers.
for (const storage of [localStorage, sessionStorage]) {
  for (const key of Object.keys(storage)) if (key.startsWith("dormouse:1:gallery")) storage.removeItem(key);
}

// A submission waits only if it cannot be kept, as with a full storage.
if (state === "submitting" || state === "not_sent") {
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (key, value) {
    if (key.includes(":o:")) throw new DOMException("The storage is full.", "QuotaExceededError");
    setItem.call(this, key, value);
  };
  const fetchIt = window.fetch;
  window.fetch = (input, init) => {
    if (!`${input}`.endsWith("/submissions")) return fetchIt(input, init);
    return state === "submitting" ? new Promise(() => {}) : Promise.resolve(new Response("", { status: 403 }));
  };
}

/** Waits until `look` finds something, and returns it. */
async function found(look, what) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const it = look();
    if (it) return it;
    if (Date.now() > deadline) throw new Error(`There is no ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
/** @param {string} selector */
const find = (selector) => /** @type {any} */ (document.querySelector(selector));
const dormouse = () => /** @type {any} */ (window).dormouse;
const host = () => find(`dormouse-form[data-form-id="${formId}"]:not([data-state="teaser"])`);
const root = () => host()?.shadowRoot ?? host();
const step = () => root()?.querySelector("form[data-step]");
const stepIndex = () => Number(step()?.dataset.step ?? -1);
const stepCount = () => root().querySelectorAll("form").length;
const teaser = () => find(`dormouse-form[data-state="teaser"]`)?.shadowRoot.querySelector("[data-dormouse-teaser]");

async function open() {
  await found(() => dormouse()?.open, "script");
  const answer = await dormouse().open(formId, { ignoreTargeting: true });
  if (!answer?.visible) throw new Error(`The form does not show: ${answer?.reason ?? "it failed"}.`);
  const opened = await found(() => host()?.dataset.state === "open" && host(), "form that is open");
  if (opened.dataset.formType === "embed") opened.scrollIntoView({ block: "center" });
}

function fill() {
  for (const input of step().querySelectorAll("[data-field]")) {
    if (input.type === "checkbox" || input.type === "radio") input.checked = true;
    else if (input.localName === "select") input.selectedIndex = input.options.length - 1;
    else input.value = ANSWERS[input.name] ?? ANSWERS[input.type] ?? ANSWERS.text;
    input.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
  }
}

/** The button that leads to the next step. */
const leads = () => step()?.querySelector("[type=submit]");

/**
 * Answers step after step, until the last one or the expected one.
 * @param {() => unknown} isThere
 */
async function submit(isThere) {
  while (stepIndex() < stepCount() - 1 && leads()) {
    const before = stepIndex();
    fill();
    leads().click();
    await found(() => isThere() || stepIndex() > before || !host(), "next step");
    if (isThere()) return;
    if (!host()) throw new Error("The form closed: it has no success step.");
    await pause(SETTLE_MS);
  }
}

const STATES = {
  async closed() {
    await found(() => dormouse()?.open, "script");
  },
  open,
  async error() {
    await open();
    // A step whose answers may be left out leads on to the next one.
    while (leads()) {
      const before = stepIndex();
      leads().click();
      const refused = () => step()?.querySelector("[aria-invalid]");
      await found(() => refused() || stepIndex() > before || !host(), "message");
      if (!host()) break;
      if (refused()) return;
      await pause(SETTLE_MS);
    }
    throw new Error("This form refuses nothing.");
  },
  async filled() {
    await open();
    if (!step().querySelector("[data-field]")) throw new Error("This step asks for nothing.");
    fill();
  },
  async submitting() {
    await open();
    const waits = () => step()?.querySelector("[aria-disabled]");
    await submit(waits);
    if (!waits()) throw new Error("This form submits nothing.");
  },
  async not_sent() {
    await open();
    const told = () => root()?.querySelector("[role=alert]:not(.h)")?.textContent;
    await submit(told);
    if (!told()) throw new Error("This form submits nothing.");
  },
  async success() {
    await open();
    await submit(() => false);
  },
  async teaser() {
    await found(() => dormouse()?.open, "script");
    // A teaser that shows before its form is there already; any other comes when the form was closed.
    await pause(SETTLE_MS);
    if (teaser()) return;
    await open();
    root().querySelector("[data-dormouse-close]").click();
    await found(teaser, "teaser: this form has none");
  },
};

async function start() {
  // An embed shows on its own once it has a place.
  if (state !== "closed") find("[data-place]").dataset.dormouseForm = formId;
  if (!Object.hasOwn(STATES, state)) throw new Error(`There is no state “${state}”.`);
  if (!formId) throw new Error("The address names no form.");
  await STATES[state]();
}

addEventListener("DOMContentLoaded", () => {
  document.title = `${formId}, ${state} · Dormouse`;
  start().then(
    () => (page.dataset.case = "ready"),
    (error) => {
      const problem = find("[data-problem]");
      problem.textContent = error.message;
      problem.hidden = false;
      page.dataset.case = "failed";
    },
  );
});
