/** The outbox: a submission stays in the visitor's browser until the service has it. */

import { outboxKey } from "./keys.js";
import { tell } from "./tell.js";
import { get, keys, remove, set } from "./storage.js";

/** How long an entry is kept. */
const KEPT_MS = 7 * 24 * 3600 * 1000;
/** Pauses between tries grow from the first to the second; each is stretched by up to a half, so that tabs spread. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30000;
/** The longest pause that the service may ask for; what is longer, or no number, is not its own word. */
const LONGEST_RETRY_AFTER_MS = 3600000;
/** Tries of an entry that could not be stored, while the visitor waits: about 7 seconds. */
const TRIES_WHILE_WAITING = 4;

/**
 * How the service took an entry: it has it; it refuses it for good; it refuses this page or does not know the site,
 * which can be mended, so the entry stays for a later page view.
 * @typedef {"accepted" | "refused" | "forbidden"} Outcome
 */

/**
 * Puts a submission into the outbox and begins to send it.
 * @param {{ site_id: string, base_url: string, must_forget(): unknown }} site
 * @param {string} submission_id
 * @param {string} body
 * @param {(outcome: Outcome) => void} [onOutcome] Called when the service has answered, if the page is still there.
 * @returns {Promise<boolean>} Whether the answer is safe: in storage at once, or else with the service.
 */
export async function put({ site_id, base_url, must_forget }, submission_id, body, onOutcome) {
  const key = outboxKey(site_id) + submission_id;
  // The time stands before the body, so that an entry can be dated without reading JSON.
  const stored = !must_forget() && set(key, `${Date.now()} ${body}`);
  const sent = send(site_id, base_url, key, submission_id, body, stored ? Infinity : TRIES_WHILE_WAITING);
  if (onOutcome) sent.then((outcome) => outcome && onOutcome(outcome));
  return stored || (await sent) === "accepted";
}

/**
 * Sends what earlier page views left.
 * @param {string} site
 * @param {string} base_url
 */
export function flush(site, base_url) {
  const prefix = outboxKey(site);
  const found = keys(prefix);
  for (let i = 0; i < found.length; i++) {
    const entry = get(found[i]);
    const space = entry.indexOf(" ");
    // A clock that was set right since makes an entry look old, so even an old one gets a last try.
    const expired = !(Date.now() - +entry.slice(0, space) < KEPT_MS);
    const submission_id = found[i].slice(prefix.length);
    send(site, base_url, found[i], submission_id, entry.slice(space + 1), expired ? 1 : Infinity).then((outcome) => {
      if (expired) remove(found[i]);
      if (outcome === "refused") tell({ type: "error", siteId: site, metaData: { reason: outcome, submission_id } });
    });
  }
}

/**
 * Sends an entry until the service has it, refuses it, or the tries are used up.
 * @param {string} site
 * @param {string} base_url
 * @param {string} key
 * @param {string} submission_id
 * @param {string} body
 * @param {number} tries
 * @returns {Promise<Outcome | undefined>}
 */
async function send(site, base_url, key, submission_id, body, tries) {
  let pause_ms = FIRST_PAUSE_MS;
  for (;;) {
    let retry_after_ms = 0;
    try {
      const response = await fetch(`${base_url}/api/v1/sites/${site}/submissions`, {
        method: "POST",
        body,
        credentials: "omit",
        keepalive: true,
      });
      const { status } = response;
      // Only the service knows the id: a proxy's own page with status 200 does not count.
      if ((status === 201 || status === 200) && (await response.text()).indexOf(submission_id) > 0) {
        remove(key);
        return "accepted";
      }
      if (status === 409 || status === 413 || status === 422) {
        remove(key);
        return "refused";
      }
      if (status === 403 || status === 404) return "forbidden";
      retry_after_ms = Math.min(+(response.headers.get("Retry-After") || 0) * 1000 || 0, LONGEST_RETRY_AFTER_MS);
    } catch {
      // No network, or no service: the entry waits.
    }
    if (--tries < 1) return;
    await pause(Math.max(retry_after_ms, pause_ms * (1 + Math.random() / 2)));
    pause_ms = Math.min(pause_ms * 2, LONGEST_PAUSE_MS);
  }
}

/**
 * Waits, but not longer than until the browser is online again.
 * @param {number} ms
 * @returns {Promise<unknown>}
 */
function pause(ms) {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      removeEventListener("online", go);
      resolve(undefined);
    };
    const timer = setTimeout(go, ms);
    addEventListener("online", go);
  });
}
