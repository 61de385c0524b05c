/** What the address of a page, or its script tag, asks the loader for: a preview, or a dialect. */

import files from "lazy-files";

/**
 * Shows the preview that the address asks for, and uses the dialect that the script tag asks for.
 * @param {import("../types").Core} core
 * @param {string} search The query of the address.
 * @param {string | null} [dialect] Nothing is done for it where the site's settings ask for it already.
 * @returns {Promise<boolean>} Whether this page view is a preview, in which nothing else shows.
 */
export async function isPreview(core, search, dialect) {
  const { base_url, forms, site_id } = core.manifest;
  const asked = new URLSearchParams(search);
  const signed = asked.get("dormouse_preview");
  if (signed) {
    // Whatever the address contains, this requests only our preview file, for our site.
    await import(`${base_url}/a/preview/${site_id}.${encodeURIComponent(signed)}.js`);
    return true;
  }
  const preview = asked.get("dormouse_form");
  for (let i = 0; i < forms.length; i++) {
    if (forms[i].form_id !== preview) continue;
    await core.show(i, true);
    return true;
  }
  if (dialect === "klaviyo" && !core.settings.compat) {
    core.settings.compat = dialect;
    (await import(`${base_url}/a/${files.klaviyo}.js`)).default(core);
  }
  return false;
}
