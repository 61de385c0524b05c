/** Actions of a case: a line each, `VERB SELECTOR = VALUE`. */

/** @typedef {{ verb: string, selector: string, value: string }} Action */

/**
 * What an action takes, and what performs it: the stage inside the page, or the driver with real input.
 * @type {Record<string, { takes: "selector" | "value" | "both" | "nothing", by: "stage" | "driver", is_number?: boolean, about: string }>}
 */
export const VERBS = {
  press: { takes: "selector", by: "stage", about: "Presses a button, a link or a teaser." },
  focus: { takes: "selector", by: "stage", about: "Gives the focus." },
  blur: { takes: "nothing", by: "stage", about: "Takes the focus away." },
  fill: { takes: "both", by: "stage", about: "Types into a field." },
  set: { takes: "both", by: "stage", about: "Sets an attribute: `set .b = aria-disabled true`." },
  text: { takes: "both", by: "stage", about: "Puts a text into an element, as a message that comes." },
  scroll: { takes: "both", by: "stage", is_number: true, about: "Scrolls an element to so many px." },
  advance: { takes: "value", by: "stage", is_number: true, about: "Lets so many ms pass." },
  at: {
    takes: "value",
    by: "stage",
    is_number: true,
    about: "Stops all animations at so many ms; in the mode `motion`.",
  },
  end: { takes: "nothing", by: "stage", about: "Ends all animations; in the mode `motion`." },
  hover: { takes: "selector", by: "driver", about: "Moves the pointer over an element." },
  down: { takes: "selector", by: "driver", about: "Holds the pointer pressed on an element." },
  key: { takes: "value", by: "driver", about: "Presses a key: `key Tab`." },
};

/**
 * @param {string} line
 * @returns {Action}
 */
export function parseAction(line) {
  const action = split(line);
  if (VERBS[action.verb].is_number && !/^\d+(\.\d+)?$/.test(action.value))
    throw new Error(`\`${action.verb}\` takes a number, and not ${JSON.stringify(action.value)}`);
  return action;
}

/**
 * @param {string} line
 * @returns {Action}
 */
function split(line) {
  const [verb, ...words] = line.trim().split(/\s+/);
  const rest = words.join(" ");
  const known = Object.hasOwn(VERBS, verb) && VERBS[verb];
  if (!known) throw new Error(`${JSON.stringify(verb)} is not an action; there are ${Object.keys(VERBS).join(", ")}`);
  if (known.takes === "nothing") {
    if (rest) throw new Error(`\`${verb}\` takes no value, but ${JSON.stringify(rest)} follows`);
    return { verb, selector: "", value: "" };
  }
  if (!rest) throw new Error(`\`${verb}\` needs a ${known.takes === "value" ? "value" : "selector"}`);
  if (known.takes === "value") return { verb, selector: "", value: rest.replace(/^= /, "") };
  if (known.takes === "selector") return { verb, selector: rest, value: "" };
  const at = rest.indexOf(" = ");
  if (at < 0) throw new Error(`\`${verb}\` needs a selector and a value, as in \`${verb} input = text\``);
  return { verb, selector: rest.slice(0, at), value: rest.slice(at + 3) };
}
