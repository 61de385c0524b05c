/** The report's page: accepts pictures by a click, or copies the command that does. */

import { make, counted, tell, copy } from "./make.js";

const token = document.querySelector("meta[name=accept-token]")?.getAttribute("content") ?? "";
export const accepted = /** @type {Set<string>} */ (new Set());
export const keyOf = (/** @type {any} */ { id, engine }) => `${engine} ${id}`;
/** @param {any[]} pictures Those that can be accepted. */
export const acceptable = (pictures) =>
  pictures.filter((picture) => !["failed", "unsteady"].includes(picture.outcome) && !accepted.has(keyOf(picture)));

/** @param {any[]} pictures */
const commandOf = (pictures) => `npm run visual:update -- ${[...new Set(pictures.map(({ id }) => id))].join(" ")}`;

/** @param {any[]} pictures */
async function accept(pictures) {
  const wanted = acceptable(pictures);
  if (!wanted.length) return;
  try {
    const response = await fetch("/accept", {
      method: "POST",
      headers: { "content-type": "application/json", "x-accept-token": token },
      body: JSON.stringify({ pictures: wanted.map(({ id, engine }) => ({ id, engine })) }),
    });
    if (!response.ok) throw new Error(await response.text());
  } catch (error) {
    tell(`Not accepted: ${/** @type {Error} */ (error).message}`);
    return;
  }
  for (const picture of wanted) accepted.add(keyOf(picture));
  tell(`Accepted ${counted(wanted.length, "picture")}`);
  document.dispatchEvent(new Event("accepted"));
}

/** A button that accepts, or copies the command that does. @param {string} text @param {any[]} pictures @param
 * {string} of What is accepted, for screen readers. */
export function acceptButton(text, pictures, of) {
  if (!acceptable(pictures).length) return undefined;
  if (!token) {
    return make(
      "button",
      {
        type: "button",
        "aria-label": `Copy command: accept ${of}`,
        onclick: () => copy(commandOf(acceptable(pictures))),
      },
      "Copy command",
    );
  }
  const button = make(
    "button",
    { type: "button", class: "primary accept", "aria-label": `${text}: ${of}`, onclick: () => accept(pictures) },
    text,
  );
  document.addEventListener("accepted", () => {
    const left = acceptable(pictures).length;
    if (left) {
      button.textContent = text.replace(/\d+$/, String(left));
      button.setAttribute("aria-label", `${button.textContent}: ${of}`);
      return;
    }
    button.textContent = "Accepted";
    button.setAttribute("aria-label", `Accepted: ${of}`);
    button.disabled = true;
  });
  return button;
}
