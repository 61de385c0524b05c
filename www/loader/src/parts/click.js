/**
 * Trigger `click`: a press on an element.
 *
 * Alone, or as one of several triggers, a press asks for the form, as `open` does: it shows now or not at all, however
 * often it showed on this page view. If all triggers must hold, a press is one condition of several: event `K`, named
 * by its selector.
 *
 * A link to the top of the same page (`#`, `#top`, or the page's address) works like a button: the page does not jump.
 * The browser follows any other link.
 */

/** @type {import("../types").Part} */
export default (core) => {
  /** Selectors, and the ids of the forms that they ask for; empty = it is reported as an event. */
  const listens = /** @type {string[][]} */ ([]);
  for (let i = 0; i < core.manifest.forms.length; i++) {
    const { form_id, rules } = core.manifest.forms[i];
    const clicks = rules.split("\n?K");
    for (let k = 1; k < clicks.length; k++)
      listens[listens.length] = [clicks[k].split("\n")[0], rules[0] === "A" ? "" : form_id];
  }
  // From inside open shadow roots, too.
  core.listen("click", (event) => {
    const path = event.composedPath();
    // The path ends in the window, where a page may have its own `matches`, as a form may have a field of that name.
    const find = (/** @type {string} */ selector) => {
      for (let i = 0; i < path.length; i++)
        if (path[i].nodeType === 1 && Element.prototype.matches.call(path[i], selector)) return path[i];
    };
    for (let l = 0; l < listens.length; l++) {
      const [selector, form_id] = listens[l];
      try {
        if (!find(selector)) continue;
        if (`${find("a,area")?.href}`.replace(/#(top)?$/, "") === location.href.split("#")[0]) event.preventDefault();
        if (form_id) core.api.open(form_id);
        else core.happen(`K${selector}`);
      } catch {
        // A selector that this browser does not know matches nothing.
      }
    }
  });
};
