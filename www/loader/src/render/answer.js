/** The values of fields as they are checked, sent and stored; the service does the same (`form-model`,
 * email_address.rs). */

import { importPart } from "./parts.js";

/** White space and invisible characters at both ends. */
const BLANKS = /^[\p{space}\p{DI}]+|(?<![\p{space}\p{DI}])[\p{space}\p{DI}]+$/gu;

/** Characters of an address that the render module cannot check. */
const BEYOND_ASCII = /[^ -~]|xn--/i;

/** Never accepted as an address. */
const NO_ADDRESS = "@";

/**
 * The answers, one per line; an input contains no line breaks.
 * @param {NodeListOf<HTMLInputElement>} inputs
 * @param {() => unknown} onUnchecked Called if the part that checks an address cannot load.
 * @param {Record<string, string>} [addresses] Where parts are, by name, if not beside this file.
 */
export async function readAnswers(inputs, onUnchecked, addresses) {
  let answers = "";
  for (let i = 0; i < inputs.length; i++) {
    let answer = inputs[i].value.replace(BLANKS, "");
    if (inputs[i].type === "email" && BEYOND_ASCII.test(answer)) {
      const part = await importPart("address", addresses).catch(onUnchecked);
      answer = part?.default(answer) || NO_ADDRESS;
    }
    answers += answer + "\n";
  }
  return answers;
}
