/** Light DOM: adopts a form's sheet into the page, and makes the ids of its elements the page's only ones. */

/** Attributes that name ids. */
const REFERENCES = ["for", "aria-describedby", "aria-labelledby", "aria-controls"];

/**
 * Gives a form that stands in its host, and not in a shadow root, its looks.
 * @param {HTMLElement} host Holds the bundle's HTML; its `data-form-id` is what the sheet goes by.
 * @param {{ light?: string }} bundle
 * @param {string} base_url
 * @returns {Promise<() => void>} Takes the sheet out of the page again.
 */
export async function makeLight(host, bundle, base_url) {
  const response = await fetch(`${base_url}/a/${bundle.light}.css`, { credentials: "omit" });
  if (!response.ok) throw new Error(`${response.status}`);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await response.text());
  uniqueIds(host);
  // Beside the page's own sheets, each of which stays the same object in the same order.
  document.adoptedStyleSheets.push(sheet);
  return () => {
    const kept = [];
    const adopted = document.adoptedStyleSheets;
    for (let i = 0; i < adopted.length; i++) if (adopted[i] !== sheet) kept.push(adopted[i]);
    document.adoptedStyleSheets = kept;
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
