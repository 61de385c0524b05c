/** The outbox: a submission stays in the visitor's browser until the service has it. */

import { outboxKey } from "./keys.js";
import { tell } from "./tell.js";
import { get, keys, remove, set } from "./storage.js";

/** How long an entry is kept. */
const KEPT_MS = 7 * 24 * 3600 * 1000;
/** Pauses between tries grow from the first to the second; each is stretched by up to a half, so that tabs spread. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30000;
/** The longest pause that the service may ask for; a longer or invalid one does not come from the service. */
const LONGEST_RETRY_AFTER_MS = 3600000;
/** How many entries of other page views one page view sends, and how many at a time: any script may write into
 * storage. */
const MOST_SENT = 50;
const MOST_AT_A_TIME = 5;
/** Tries of an entry that could not be stored, while the visitor waits: about 7 seconds. */
const TRIES_WHILE_WAITING = 4;

/** @typedef {{ site_id: string, base_url: string, api: string }} Site Members of the manifest. */

/**
 * The service's answer for an entry: it stored it; it refuses it for good; or it refuses this page or does not know the
 * site, which can be fixed, so the entry stays for a later page view.
 * @typedef {"accepted" | "refused" | "forbidden"} Outcome
 */

/**
 * Puts a submission into the outbox and starts to send it.
 * @param {Site & { must_forget(): unknown }} site
 * @param {string} submission_id
 * @param {string} body
 * @param {(outcome: Outcome) => void} [onOutcome] Called when the service has answered, if the page is still there.
 * @returns {Promise<boolean>} Whether the answer is safe: in storage at once, or else with the service.
 */
export async function put(site, submission_id, body, onOutcome) {
  const key = outboxKey(site.site_id) + submission_id;
  // The time comes before the body, so that an entry's age is known without parsing JSON.
  const stored = !site.must_forget() && set(key, `${Date.now()} ${body}`);
  const sent = send(site, key, submission_id, body, stored ? Infinity : TRIES_WHILE_WAITING);
  if (onOutcome) sent.then((outcome) => outcome && onOutcome(outcome));
  return stored || (await sent) === "accepted";
}

/**
 * Sends what earlier page views left.
 * @param {Site} site
 */
export function flush(site) {
  const prefix = outboxKey(site.site_id);
  const waiting = /** @type {[age_ms: number, key: string, body: string][]} */ ([]);
  const found = keys(prefix);
  for (let i = 0; i < found.length; i++) {
    const entry = get(found[i]);
    const space = entry.indexOf(" ");
    const body = entry.slice(space + 1);
    // A clock that was set right since makes an entry look old, or to come.
    const age_ms = Math.abs(Date.now() - +entry.slice(0, space));
    if (isOurs(body, found[i].slice(prefix.length)))
      waiting[waiting.length] = [age_ms < KEPT_MS ? age_ms : Infinity, found[i], body];
    else remove(found[i]);
  }
  // The newest comes last, and goes first.
  waiting.sort(([one], [other]) => other - one || 0);
  let sent = 0;
  const next = () => {
    const entry = waiting.pop();
    if (!entry || sent++ >= MOST_SENT) return;
    const [age_ms, key, body] = entry;
    // Even an entry that is too old gets one last try.
    const expired = age_ms === Infinity;
    const submission_id = key.slice(prefix.length);
    send(site, key, submission_id, body, expired ? 1 : Infinity).then((outcome) => {
      if (expired) remove(key);
      if (outcome === "refused")
        tell({ type: "error", siteId: site.site_id, metaData: { reason: outcome, submission_id } });
      next();
    });
  };
  for (let i = 0; i < MOST_AT_A_TIME; i++) next();
}

/**
 * Whether this code wrote the entry: JSON of the submission that its key names.
 * @param {string} body
 * @param {string} submission_id
 */
function isOurs(body, submission_id) {
  try {
    return JSON.parse(body).submission_id === submission_id;
  } catch {
    return false;
  }
}

/**
 * Sends an entry until the service has it, refuses it, or the tries are used up.
 * @param {Site} site
 * @param {string} key
 * @param {string} submission_id
 * @param {string} body
 * @param {number} tries
 * @returns {Promise<Outcome | undefined>}
 */
async function send({ site_id, base_url, api }, key, submission_id, body, tries) {
  let pause_ms = FIRST_PAUSE_MS;
  for (;;) {
    let retry_after_ms = 0;
    try {
      const url = `${base_url}/api/v1/sites/${site_id}/submissions`;
      let response;
      try {
        response = await fetch(url, { method: "POST", body, credentials: "omit", keepalive: true });
      } catch {
        // The page may have wrapped it in a way that fails.
        response = await (await import(`${base_url}/a/${api}.js`)).ask(url, body);
      }
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
