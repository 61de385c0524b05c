/** The report's page: makes its elements, and tells what happened. Texts are only ever set as text. */

/**
 * Makes an element; properties that start with `on` are listeners, and `undefined` is left out.
 * @param {string} tag
 * @param {Record<string, any>} [properties]
 * @param {...(Node | string | undefined | false)} children
 * @returns {any}
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(.../** @type {any[]} */ (children.filter((child) => child !== undefined && child !== false)));
  return element;
}

/** @param {number} count @param {string} one @param {string} [many] */
export const counted = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** @param {string} text */
export function tell(text) {
  const place = /** @type {HTMLElement} */ (document.getElementById("status"));
  place.replaceChildren(make("p", {}, text));
  setTimeout(() => place.replaceChildren(), 2500);
}

/** @param {string} text */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A page from disk may not reach the clipboard by the newer way.
    const area = make("textarea", { "aria-hidden": "true", style: "position:fixed;opacity:0" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  tell("Copied");
}

/** @param {string} command */
export const commandLine = (command) =>
  make(
    "div",
    { class: "command" },
    make("code", {}, command),
    make("button", { type: "button", "aria-label": "Copy the command", onclick: () => copy(command) }, "Copy"),
  );
