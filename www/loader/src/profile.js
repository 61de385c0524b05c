/** Who the visitor is, as far as the page or a form of ours told. It is kept in memory only, but for how to reach them. */

import { facts } from "./host.js";
import { refresh } from "./page-view.js";
import { recall, remember } from "./records.js";

/** @type {Record<string, any>} */
export let profile = {};

/** Channels by which the visitor is known: 1 = email, 2 = SMS. */
let channels = 0;

/** The same, those of earlier page views included. */
export const knownChannels = () => channels | +recall("i", false);

/**
 * @param {number} more
 */
export function addChannels(more) {
  channels |= more;
  // It is stored only where a rule asks for it.
  if (facts.i && more) remember("i", knownChannels(), false);
}

/** @param {Record<string, any>} properties */
export function identify(properties) {
  profile = { ...profile, ...properties };
  addChannels((profile.email ? 1 : 0) + (profile.phone_number ? 2 : 0));
  refresh();
}
