/** Our sheets in the page's document: we never touch what the page writes into an element's `style`. */

/**
 * Adds a sheet to the page's own sheets, each of which stays the same object in the same order.
 * @param {CSSStyleSheet} sheet
 * @returns {() => void} Takes it out again.
 */
export function adopt(sheet) {
  // Not by `push` or by spreading, which a page may have replaced.
  const { adoptedStyleSheets } = document;
  adoptedStyleSheets[adoptedStyleSheets.length] = sheet;
  return () => {
    const adopted = document.adoptedStyleSheets;
    const kept = [];
    for (let i = 0; i < adopted.length; i++) if (adopted[i] !== sheet) kept[kept.length] = adopted[i];
    document.adoptedStyleSheets = kept;
    // The page may have kept a list that has it.
    sheet.disabled = true;
  };
}
