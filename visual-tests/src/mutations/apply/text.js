/** Replaces a text or a pattern in the compiled output. */

/**
 * @param {string} text
 * @param {Pick<import("../change.js").Change, "find" | "replace" | "all">} change
 * @returns {string | undefined} Nothing = it is not there.
 */
export function replaceIn(text, { find, replace = "", all = true }) {
  if (find === undefined) return undefined;
  if (typeof find !== "string") {
    const pattern = new RegExp(find.source, find.flags + (all ? "g" : ""));
    // Tested with a pattern that keeps no position.
    return find.test(text) ? text.replace(pattern, replace) : undefined;
  }
  if (text.includes(find)) return all ? text.replaceAll(find, () => replace) : text.replace(find, () => replace);
  // Authors may write it as in the source, with its spaces.
  const loose = looseOf(find);
  if (!loose?.test(text)) return undefined;
  return text.replace(new RegExp(loose.source, all ? "g" : ""), () => squeezed(replace));
}

/** Characters beside which spaces mean nothing in a sheet. */
const EDGE = "[:;,{}>]";

/** @param {string} find */
function looseOf(find) {
  const words = squeezed(find);
  if (words.length < 4) return undefined;
  return new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/ /g, "\\s+"));
}

/** @param {string} text */
const squeezed = (text) =>
  text
    .replace(/\s+/g, " ")
    .replace(new RegExp(` ?(${EDGE}) ?`, "g"), "$1")
    .replace(/;}/g, "}")
    .replace(/;$/, "")
    .trim();
