/** Light DOM: a form's sheet in the page, and ids that no other element of the page has. */

import { removeCopies } from "../../copies.js";
import { adopt } from "../adopt.js";

/** Attributes that refer to ids. */
const REFERENCES = ["for", "aria-describedby", "aria-labelledby", "aria-controls"];

/**
 * Fetches the sheet of a form for light DOM.
 * @param {import("../../types").Bundle} bundle
 * @param {string | URL} [address] Where it is, if not beside this file.
 * @returns {Promise<(host: HTMLElement) => () => void>} Gives a host that holds the form its looks; what that returns
 *   removes the sheet from the page.
 */
export default async function (bundle, address) {
  const response = await fetch(address || new URL(`${bundle.light}.css`, import.meta.url), { credentials: "omit" });
  if (!response.ok) throw new Error(`${response.status}`);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await response.text());
  return (host) => {
    watchCopies();
    uniqueIds(host);
    // As a shadow root lists its own sheets.
    /** @type {any} */ (host).adoptedStyleSheets = [sheet];
    const remove = adopt(sheet);
    return () => {
      removeCopies();
      remove();
    };
  };
}

let watches_copies = false;

/** Removes copies also later: a router may put a clone of the page back long after the form is gone. */
function watchCopies() {
  if (!watches_copies) new MutationObserver(removeCopies).observe(document, { childList: true, subtree: true });
  watches_copies = true;
}

/** Forms whose ids were made unique in this page view. */
let forms = 0;

/**
 * Gives ids, and references to them, a prefix that no other form has.
 * @param {HTMLElement} host
 * @param {number} [n]
 */
export function uniqueIds(host, n = ++forms) {
  const prefix = `dormouse-${n}-`;
  const named = host.querySelectorAll("[id]");
  for (let i = 0; i < named.length; i++) named[i].id = prefix + named[i].id;
  for (let r = 0; r < REFERENCES.length; r++) {
    const naming = host.querySelectorAll(`[${REFERENCES[r]}]`);
    for (let i = 0; i < naming.length; i++) {
      const ids = (naming[i].getAttribute(REFERENCES[r]) || "").trim().split(/\s+/);
      for (let id = 0; id < ids.length; id++) if (ids[id]) ids[id] = prefix + ids[id];
      naming[i].setAttribute(REFERENCES[r], ids.join(" "));
    }
  }
}
