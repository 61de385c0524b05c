/** Light DOM: a form's sheet in the page, and ids that no other element of the page has. */

/** Attributes that name ids. */
const REFERENCES = ["for", "aria-describedby", "aria-labelledby", "aria-controls"];

/**
 * Fetches the sheet of a form for light DOM.
 * @param {import("../../types").Bundle} bundle
 * @param {string | URL} [address] Where it is, if not beside this file.
 * @returns {Promise<(host: HTMLElement) => () => void>} Gives a host that holds the form its looks; what that returns
 *   takes the sheet out of the page again.
 */
export default async function (bundle, address) {
  const response = await fetch(address || new URL(`${bundle.light}.css`, import.meta.url), { credentials: "omit" });
  if (!response.ok) throw new Error(`${response.status}`);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await response.text());
  return (host) => {
    uniqueIds(host);
    // Beside the page's own sheets, each of which stays the same object in the same order.
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      const kept = [];
      const adopted = document.adoptedStyleSheets;
      for (let i = 0; i < adopted.length; i++) if (adopted[i] !== sheet) kept[kept.length] = adopted[i];
      document.adoptedStyleSheets = kept;
    };
  };
}

/** Forms that got ids of their own in this page view. */
let forms = 0;

/**
 * Gives ids a beginning that no other form has, and those that name them.
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
