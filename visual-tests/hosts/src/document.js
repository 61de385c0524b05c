/** Assembles a host: one document that needs no other file. */

/**
 * @param {object} page
 * @param {string} page.name
 * @param {string} page.doctype
 * @param {string[]} page.sheets
 * @param {string[]} page.scripts
 * @param {string} page.content
 * @param {string} page.head
 * @param {string} page.body
 * @param {string} [page.viewport_meta]
 * @returns {{ html: string, head: string, body: string }}
 */
export function documentOf({
  name,
  doctype,
  sheets,
  scripts,
  content,
  head,
  body,
  viewport_meta = "width=device-width, initial-scale=1",
}) {
  const own_head = [
    // Without an icon that is there, browsers ask for one.
    '<link rel="icon" href="data:,">',
    ...sheets.map((sheet) => `<style>${sheet}</style>`),
    ...scripts.map((script) => `<script>${script}</script>`),
    head,
  ].join("\n");
  const own_body = `${content}\n${body}`;
  const viewport = viewport_meta && `<meta name="viewport" content="${viewport_meta.replaceAll('"', "&quot;")}">`;
  const title = name.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const html = `${doctype && `${doctype}\n`}<html lang="en">
<head><meta charset="utf-8"><title>${title}</title>${viewport}
${own_head}
</head>
<body>
${own_body}
</body></html>
`;
  return { html, head: own_head, body: own_body };
}
