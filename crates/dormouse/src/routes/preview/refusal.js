/** A function expression that says in the page why a preview shows nothing. */
(/** @type {string} */ message) => {
  const bar = document.createElement("dormouse-preview");
  const root = bar.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`:host{all:initial!important;display:block!important;position:fixed!important;inset:0 0 auto!important;
z-index:2147483647!important;pointer-events:none!important}
p{margin:0;padding:6px 12px;background:#8a1c1c;color:#fff;font:700 14px/1.4 system-ui,sans-serif;text-align:center}`);
  root.adoptedStyleSheets = [sheet];
  const text = document.createElement("p");
  text.setAttribute("role", "alert");
  text.textContent = message;
  root.appendChild(text);
  (document.body || document.documentElement).appendChild(bar);
};
