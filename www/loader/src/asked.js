/**
 * Forms that the visitor or the page asks for: they show at once or not at all, and pauses do not keep them away,
 * because a visitor who presses a button expects something to happen.
 */

/** A line of rules that says that the pause after a close counts here, too: `targeting`, program.rs. */
const STRICT = "\nW\n";

const nothing = () => "";

/**
 * Why a form that was asked for must not show; empty = it may.
 * @param {import("./types").Core} core
 * @param {number} index
 */
export function refusalOfAsked(core, index) {
  const { facts } = core;
  const { C, G } = facts;
  // For rules on the last close of the form, or of any form, nothing was closed.
  if (`\n${core.manifest.forms[index].rules}`.indexOf(STRICT) < 0) facts.C = nothing;
  facts.G = nothing;
  try {
    return core.refusal(index);
  } finally {
    facts.C = C;
    facts.G = G;
  }
}

/**
 * Shows a form that may show; why it does not, empty = it does.
 * @param {import("./types").Core} core
 * @param {number} index
 */
export async function showAsked(core, index) {
  core.asked = index;
  const reason = await core.show(index);
  if (core.asked === index) core.asked = undefined;
  // The caller learns why nothing happens; all other reasons were reported before.
  if (reason === "another_form_shows") core.say("suppressed", index, { reason });
  return reason;
}
