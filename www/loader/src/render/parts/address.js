/**
 * Part `address`: the stored form of a non-ASCII email address, for the few visitors who have one.
 *
 * The same rule as in the service (`form-model`, email_address.rs), with its table of characters.
 */

import runs from "../../../../../crates/answers/src/refused.txt";

/** Characters that would end the domain when it is parsed as part of a web address. */
const NOT_IN_DOMAIN = /[^a-z0-9.\x80-\uffff-]/i;

/**
 * A label behind the domain. Chromium looks into `xn--` labels only where another one is beyond ASCII, and a domain that
 * ends in a number would be read as an IP address.
 */
const LABEL = ".ä";
const LABEL_IN_ASCII = ".xn--4ca";

/**
 * @param {string} entered Without white space around it.
 * @returns {string} Empty = it is not an address. Lengths are for the render module to check.
 */
export default (entered) => {
  const at = entered.lastIndexOf("@");
  const domain = entered.slice(at + 1);
  if (at < 1 || NOT_IN_DOMAIN.test(domain) || holdsRefused(entered)) return "";
  try {
    const { hostname } = new URL(`http://${domain}${LABEL}`);
    const ascii = hostname.slice(0, -LABEL_IN_ASCII.length);
    return ascii.split(".").some(encodesRefused) ? "" : `${entered.slice(0, at).normalize()}@${ascii}`;
  } catch {
    return "";
  }
};

/**
 * Whether a label of a domain, in ASCII, encodes a character that is not allowed in addresses: a browser may know
 * characters that the table does not. Their position in the label does not matter.
 * @param {string} label
 */
function encodesRefused(label) {
  if (label.slice(0, 4) !== "xn--") return false;
  // RFC 3492, section 6.2, with its names.
  let length = Math.max(0, label.lastIndexOf("-") - 4);
  let n = 128;
  let i = 0;
  let bias = 72;
  for (let at = length ? length + 5 : 4; at < label.length; i++) {
    const old_i = i;
    for (let w = 1, k = 36; at < label.length; k += 36) {
      const code = label.charCodeAt(at++);
      const digit = code < 58 ? code - 22 : code - 97;
      const t = Math.min(Math.max(k - bias, 1), 26);
      i += digit * w;
      if (digit < t) break;
      w *= 36 - t;
    }
    length++;
    let delta = Math.floor((i - old_i) / (old_i ? 2 : 700));
    delta += Math.floor(delta / length);
    for (bias = 0; delta > 455; bias += 36) delta = Math.floor(delta / 35);
    bias += Math.floor((36 * delta) / (delta + 38));
    n += Math.floor(i / length);
    i %= length;
    if (isRefused(n)) return true;
  }
  return false;
}

/**
 * Whether a text contains a character that is not allowed in addresses.
 * @param {string} text
 */
function holdsRefused(text) {
  for (let i = 0; i < text.length; i++) {
    const character = /** @type {number} */ (text.codePointAt(i));
    // The second half of a surrogate pair.
    if (character > 0xffff) i++;
    if (isRefused(character)) return true;
  }
  return false;
}

/**
 * Whether no address has a character: `answers`, characters.rs.
 * @param {number} character
 */
function isRefused(character) {
  const lengths = runs.split(" ");
  let run = -1;
  for (let end = 0; end <= character && ++run < lengths.length;) end += parseInt(lengths[run], 36);
  return run % 2 || run === lengths.length;
}
