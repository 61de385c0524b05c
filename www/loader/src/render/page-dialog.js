/**
 * Whether the page itself is asking the visitor something. The close check is a separate part: only pages with
 * something in front of the rest, or maybe so, need it.
 */

import { importPart } from "./parts.js";

/** Fixed or sticky, and no other position. */
const STAYS = /x|k/;

/** Dialogs, and questions that need not stay in place. */
const QUESTIONS = "[aria-modal],[role$=dialog],[class*=cookie],[class*=consent]";

let may_ask = false;

/** Whether anything on the page could be what the part looks for; elements in shadow roots cannot be selected from
 * here. */
function mayAsk() {
  if ("__tcfapi" in window || document.querySelector(QUESTIONS)) return true;
  const all = document.querySelectorAll(":not(dormouse-form)");
  for (let i = 0; i < all.length; i++)
    if (all[i].shadowRoot || STAYS.test(getComputedStyle(all[i]).position)) return true;
  return false;
}

/**
 * @param {Record<string, string>} [addresses] Where parts are, by name, if not beside this file.
 * @returns {Promise<boolean>} On doubt, it is.
 */
export async function pageDialog(addresses) {
  try {
    may_ask ||= mayAsk();
    return may_ask && (await importPart("page_dialog", addresses)).default();
  } catch {
    return true;
  }
}
