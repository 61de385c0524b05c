/** Where in the page a form or a teaser is put that lies over it. */

/**
 * Where a form goes that lies over the page: its body, unless that would carry along what is to stay in its place.
 * @param {unknown} dialog What is modal stays in its place anyway.
 */
export function parentOf(dialog) {
  const root = document.documentElement;
  const { body } = document;
  if (!body || dialog) return body || root;
  const { transform, filter, perspective } = getComputedStyle(body);
  return transform + filter + perspective === "nonenonenone" ? body : root;
}
