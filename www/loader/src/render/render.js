/** Shows a form from its bundle: shadow root, steps, presses, and their results. */

import { __wbg_set_wasm, imports, press, text } from "render-glue";
import engine from "render-engine";
import { read, start, write } from "../engine.js";
import * as outbox from "../outbox.js";
import { randomId } from "../random-id.js";
import { readAnswers } from "./answer.js";
import { pageDialog } from "./page-dialog.js";
import { makeVisit } from "./visit.js";
import { focusStep } from "./focus.js";
import { giveFocus } from "./give-focus.js";
import { isTyping } from "./hear.js";
import { insert } from "./insert.js";
import { fetchLight, fetchParts, importPart } from "./parts.js";
import { pageScrolls } from "./scroll-lock.js";
import { HIDDEN, openSurface } from "./surface.js";
import { tellFrom } from "./tell-from.js";
import { untilQuiet } from "./quiet.js";

/** Size of the module's buffer: `form-render/src/boundary.rs`. */
const TEXT_BYTES = 65536;

/** How long a step is shown before it takes presses: the second half of a double click was meant for the step before. */
const SETTLE_MS = 400;

/** The longest page address that is sent; a longer one loses its campaign first. */
const MAX_URL_CHARACTERS = 2000;

/** How long a form waits for its fonts. A later font replaces its fallback, which has the same size. */
const FONTS_MS = 100;

/** How often is looked whether the page asks something, and whether a form is still to be seen. */
const DIALOG_MS = 1000;

/** Names this browser for as long as the page lives; nothing keeps it. */
const visitor_id = randomId();

const started = start(engine, imports);
// The caller that asks for a form learns the outcome; otherwise there is no one to inform.
started.catch(() => {});

/**
 * Shows a form; a modal one once no dialog of the page is in its way.
 * @param {import("../types").Bundle} bundle
 * @param {import("../types").Core | null} core None in a preview: nothing is counted, stored or sent.
 * @param {number} [index] Of the form.
 * @param {Element} [place] Where an embed goes. Default: where the page has a place for it, else its end.
 * @param {Record<string, string>} [addresses] Where the render module's parts are, if not beside it.
 * @returns {Promise<string>} Why it does not show; empty = it does.
 */
export async function show(bundle, core, index = 0, place, addresses) {
  const site = core && makeVisit(core, index);
  const is_modal = bundle.type === "popup" || bundle.type === "full_screen";
  const giveToParts = fetchParts(bundle, addresses, core);
  const light = fetchLight(bundle, core, addresses);
  // Asked once before its answer counts, which may come later.
  pageDialog(addresses);
  // Without them, the form shows in the fallback fonts.
  const fonts =
    bundle.fonts &&
    importPart("fonts", addresses)
      .then((part) => part.default(bundle))
      .catch(() => {});
  const exports = await started;
  __wbg_set_wasm(exports);
  const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));
  // Compiling took a separate task; laying out the form gets another.
  await pause(0);
  if (fonts) await Promise.race([fonts, pause(FONTS_MS)]);
  const giveLooks = await light;
  if (site && !site.is_asked && bundle.type !== "embed" && bundle.type !== "banner") await untilQuiet(pause);
  if (bundle.type === "embed")
    place ||= document.querySelector(`[data-dormouse-form="${bundle.form_id}"]`) || document.body;
  const onGone = /** @type {(() => void)[]} */ ([]);
  const inserted = insert(bundle, core, giveLooks && ((host) => (onGone[0] = giveLooks(host))));
  // Parsing its markup was a separate task; layout gets another.
  await pause(0);
  let refusal;
  // A question of the page, and the visitor's typing, come first. The last look is in the task that opens the form, so
  // that no letter is typed in between.
  for (let waits = 0; is_modal && !site?.has_left(); await pause(DIALOG_MS)) {
    if (await pageDialog(addresses)) {
      // A form that was asked for waits as long as a menu needs to close after a press; later it would look unrelated.
      if (site?.is_asked && waits > 1) {
        site.leaves();
        refusal = "page_dialog";
        break;
      }
      if (!waits++) site?.waits();
    } else if (!site || site.is_asked || !isTyping()) break;
  }
  refusal ||= site?.refusal();
  if (refusal) {
    onGone[0]?.();
    return refusal;
  }
  const { host, surface, hear } = inserted;
  const steps = surface.querySelectorAll("form");
  const inputs = /** @type {NodeListOf<HTMLInputElement>} */ (surface.querySelectorAll("[data-field]"));
  for (let i = 0; i < inputs.length; i++) {
    // A form's fields hide the form's own members of the same name.
    if (inputs[i].name in HTMLFormElement.prototype) inputs[i].name += "-";
  }
  const alert = /** @type {HTMLElement} */ (surface.querySelector("[role=alert]"));
  const say = (/** @type {string} */ type, /** @type {object} */ metaData = {}) =>
    tellFrom(
      host,
      { type, formId: bundle.form_id, versionId: bundle.version_id, siteId: site?.site_id, metaData },
      type === "beforeSubmit",
    );
  /**
   * Takes the form away.
   * @type {(by_visitor: boolean) => void}
   */
  let close = () => {};
  const leave = () => close(false);
  let current = 0;
  let submitted = false;
  let submission_id = "";
  /** The answers that `submission_id` was made for. */
  let entered = "";
  /** Whether a press is being answered, or was answered for good. */
  let busy = false;

  /** @param {number} index */
  function showStep(index) {
    for (let i = 0; i < steps.length; i++) {
      steps[i].hidden = i !== index;
      steps[i].removeAttribute("data-step");
    }
    steps[index].dataset.step = `${index}`;
    current = index;
    if (is_modal || index) focusStep(surface, steps[index], submitted);
  }

  /**
   * Whether a field of a type is filled in.
   * @param {string} type
   */
  function given(type) {
    for (let i = 0; i < inputs.length; i++) if (inputs[i].type === type && inputs[i].value) return 1;
    return 0;
  }

  /**
   * @param {HTMLInputElement} input
   * @param {string} message Empty = the answer is fine.
   */
  function setError(input, message) {
    const place = input.parentElement?.querySelector(".e");
    if (place) place.textContent = message;
    if (message) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }

  /** @param {string} lines One a field: its index, a tab, the message. */
  function showErrors(lines) {
    const messages = /** @type {string[]} */ ([]);
    const refused = lines.split("\n");
    for (let i = 1; i < refused.length; i++) {
      const tab = refused[i].indexOf("\t");
      messages[+refused[i].slice(0, tab)] = refused[i].slice(tab + 1);
    }
    let first = -1;
    for (let i = inputs.length - 1; i >= 0; i--) {
      setError(inputs[i], messages[i] || "");
      if (messages[i]) first = i;
    }
    warn(messages[first] || "", false);
    giveFocus(inputs[first], false);
  }

  /**
   * Lets screen readers read a message; a message that already shows beside its field is not shown twice.
   * @param {string} message
   * @param {boolean} visible
   */
  function warn(message, visible) {
    alert.textContent = "";
    alert.classList.toggle("h", !visible);
    // A region that changes in two steps is read out also when it says the same again.
    setTimeout(() => (alert.textContent = message), 50);
  }

  /**
   * What an event contains of a submission: the answers only if the site allows it.
   * @param {string} body
   */
  function answersOf(body) {
    return { step: current, ...(site?.settings.events_with_answers && { answers: JSON.parse(body).answers }) };
  }

  /**
   * Keeps and sends the answers; whether they are safe.
   * @param {string} body
   */
  async function submit(body) {
    if (site) {
      const safe = await outbox.put(site, submission_id, body, (outcome) => {
        if (outcome !== "accepted") say("error", { reason: outcome });
      });
      if (!safe) return false;
      site.submitted(given("email") + 2 * given("tel"));
    }
    entered = "";
    submitted = true;
    say(current + 2 < steps.length ? "stepSubmit" : "submit", answersOf(body));
    return true;
  }

  /**
   * Presses a button. Whatever goes wrong inside, the visitor is not left with a form that does nothing.
   * @param {HTMLElement} button
   */
  function onPress(button) {
    decide(button).catch(() => {
      say("error", { reason: "failed" });
      close(true);
    });
  }

  /** Informs the visitor, who can try again. */
  function notSent() {
    busy = false;
    warn(bundle.not_sent_message, true);
    say("error", { reason: "not_sent" });
  }

  /** @param {HTMLElement} button */
  async function decide(button) {
    if (busy) return;
    busy = true;
    let unchecked = false;
    const answers = await readAnswers(inputs, () => (unchecked = true), addresses);
    busy = false;
    const now = `${current}\n${answers}`;
    // The same answers are the same submission, also when they are sent again; other answers are another one.
    if (entered !== now) submission_id = randomId();
    entered = now;
    const facts = [submission_id, bundle.form_id, bundle.version_id, visitor_id, pageUrl(), bundle.locale];
    const lengths = write(exports, text(), TEXT_BYTES, [bundle.behavior, answers, facts.join("\n")]);
    if (!lengths) return;
    const len = press(lengths[0], lengths[1], lengths[2], current, +(button.dataset.button || 0));
    const outcome = read(exports, text(), len);
    const end = (outcome + "\n").indexOf("\n");
    const body = outcome.slice(end + 1);
    if (outcome[0] === "e") return unchecked ? notSent() : showErrors(outcome);
    showErrors("");
    if (body && !say("beforeSubmit", answersOf(body))) return;
    busy = true;
    if (body) {
      button.setAttribute("aria-disabled", "true");
      const safe = await submit(body);
      button.removeAttribute("aria-disabled");
      if (!safe) return notSent();
    }
    if (outcome[0] === "n") {
      showStep(current + 1);
      setTimeout(() => (busy = false), SETTLE_MS);
      return;
    }
    close(true);
    if (outcome[0] === "r") {
      const url = outcome.slice(1, end).trim();
      say("redirectedToUrl", { url });
      const tab = outcome[1] === " " && open(url);
      if (tab) tab.opener = null;
      // Where no tab may be opened, the page goes there itself.
      else location.assign(url);
    }
  }

  async function watch() {
    do {
      await pause(DIALOG_MS);
      if (look(is_modal && (await pageDialog(addresses)))) focusStep(surface, steps[current], submitted);
    } while (host.isConnected);
  }

  /** Presses that are not handled yet. */
  let pressed = /** @type {HTMLElement | null} */ (null);
  surface.addEventListener("submit", (event) => {
    event.preventDefault();
    pressed = null;
    const button = event.submitter || steps[current].querySelector("[type=submit]");
    if (button) onPress(/** @type {HTMLElement} */ (button));
  });
  hear(surface, "click", (_, target) => {
    const button = (pressed = /** @type {HTMLElement | null} */ (target.closest("[data-button]")));
    // A button that submits is answered by then, except in a frame that may not submit forms: there, no `submit` comes.
    setTimeout(() => button && pressed === button && onPress(button));
  });
  hear(surface, "input", (_, input) => {
    if (input.hasAttribute("aria-invalid")) setError(/** @type {HTMLInputElement} */ (input), "");
    alert.textContent = "";
  });

  let look = /** @type {(page_asks: boolean) => unknown} */ (() => {});
  try {
    ({ close, look } = openSurface(
      inserted,
      place,
      (by_visitor) => {
        if (!place) site?.leaves();
        if (by_visitor && !submitted) site?.closed();
        say("close", { step: current });
      },
      () => {
        for (let i = 0; i < onGone.length; i++) onGone[i]();
        site?.gone(leave);
      },
      core?.keepPlace,
    ));
  } catch (error) {
    onGone[0]?.();
    if (error === HIDDEN) return HIDDEN;
    throw error;
  }
  showStep(0);
  site?.opened(leave);
  say(place ? "embedOpen" : "open");
  if (site && !place) watch().catch(() => {});
  giveToParts({ ...inserted, core, close, say, onGone, pageScrolls, pageDialog: () => pageDialog(addresses) });
  return "";
}

/** The page's address without anything that could identify the visitor: its path, and the campaign parameters. */
function pageUrl() {
  const campaign = location.search.match(/utm_[^&]*/g);
  const page = location.origin + location.pathname;
  const whole = campaign ? page + "?" + campaign.join("&") : page;
  return whole.length > MAX_URL_CHARACTERS ? page.slice(0, MAX_URL_CHARACTERS) : whole;
}
