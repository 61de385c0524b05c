/** Pages of the kind that a form has to live on: the style sheets that shops are built with, and handmade worst cases. */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { placeOf } from "./form-types.js";

const { resolve } = createRequire(import.meta.url);

/**
 * Rules of style sheets in packages.
 * @param {string} path
 */
async function sheet(path) {
  const css = await readFile(resolve(path), "utf8");
  // Fonts from elsewhere would be asked for and never come.
  return css.replace(/@import\s+url\([^)]*\);?/g, "");
}

/** Style sheets in wide use. */
export const frameworks = {
  "Bootstrap 3": { css: await sheet("bootstrap3/dist/css/bootstrap.min.css") },
  "Bootstrap 5": { css: await sheet("bootstrap/dist/css/bootstrap.min.css") },
  Foundation: { css: await sheet("foundation-sites/dist/css/foundation.min.css") },
  "Tailwind's preflight": { css: `${await sheet("tailwindcss/theme.css")}${await sheet("tailwindcss/preflight.css")}` },
  "Semantic UI": { css: await sheet("semantic-ui-css/semantic.min.css") },
  "jQuery UI": { css: await sheet("jquery-ui-dist/jquery-ui.min.css") },
  Milligram: { css: await sheet("milligram/dist/milligram.min.css") },
  "normalize.css": { css: await sheet("normalize.css/normalize.css") },
  "reset.css": { css: await sheet("reset-css/reset.css") },
};

/** Rules that spare nothing. */
export const worstCases = {
  "div{width:100%!important}": { css: "div { width: 100% !important } div:empty { display: none }" },
  "*{all:unset}": { css: "* { all: unset } *, ::before, ::after { box-sizing: content-box }" },
  "*{all:unset!important}": { css: "* { all: unset !important }" },
  "everything important": {
    css: `* { margin: 7px !important; padding: 3px !important; font: italic 22px/3 fantasy !important; color: red !important;
        text-transform: uppercase !important; letter-spacing: 3px !important; box-sizing: content-box !important;
        border-radius: 9px !important; background: #dfd !important; text-align: right !important; direction: rtl !important;
        max-width: 300px !important; cursor: wait !important; text-shadow: 1px 1px red !important; float: left !important }
      dormouse-form, dialog, section { display: none !important; opacity: .2 !important; transform: rotate(3deg) !important;
        visibility: hidden !important; pointer-events: none !important; position: static !important; z-index: -1 !important }`,
  },
  "button{…!important}": {
    css: `button, input, [type=submit] { all: unset !important; border: 9px solid lime !important; height: 9px !important;
        float: right !important; background: #f0f !important; font: 40px fantasy !important; width: 100% !important }
      label, form, h1, p, a { color: lime !important; font-size: 40px !important; display: none !important }`,
  },
};

/** Rules that real themes have, sharpened, and libraries that change the language. */
export const themes = {
  "html,body{height:100%;overflow-x:hidden}": { css: "html, body { height: 100%; overflow-x: hidden } body { background: #eee }" },
  "svg{…}": { css: "svg { width: 300px !important; height: 300px !important; fill: lime; stroke: red !important } path { d: none }" },
  "html{font-size:62.5%}": {
    css: `html { font-size: 62.5%; line-height: 3; letter-spacing: 4px; word-spacing: 9px; quotes: "«" "»"; hyphens: auto }
      body { font-size: 1.6rem; font-variant: small-caps; text-indent: 2em; white-space: pre; tab-size: 2; zoom: 1 }`,
  },
  "custom properties, counters and backdrops": {
    css: `:root { --dormouse: 1; --fg: red; --bg: lime; --w: 3px; --a: right; --r: 99px; accent-color: lime; color-scheme: light;
        caret-color: lime; scrollbar-color: red lime }
      @property --bg { syntax: "<color>"; inherits: false; initial-value: transparent }
      ::backdrop { background: lime !important } ::selection { background: red } ::placeholder { color: lime !important }
      @keyframes dormouse { from { opacity: 0 } } @font-face { font-family: serif; src: local("DejaVu Sans Mono") }`,
  },
  Prototype: { library: "/usr/share/javascript/prototype/prototype.js" },
  MooTools: { library: "/usr/share/javascript/mootools/mootools.js" },
};

/** Whatever the page says, the place of an embed stands where it stands, and the page has more than one screen. */
const PLACE =
  "all:initial!important;display:block!important;position:absolute!important;left:600px!important;top:60px!important;width:600px!important";
const TALL = "all:initial!important;display:block!important;float:none!important;clear:both!important;height:3000px!important";

/** A place for an embed; the test puts it into the page. */
export const place = placeOf(`style="${PLACE}"`);

/** A page without anything of its own. */
export const EMPTY = `<p style="${TALL}"></p>`;

/** What a page shows of itself: elements that such sheets have rules for, by their names or by a class. */
export const CONTENT = `
  <nav class="navbar navbar-default top-bar ui menu"><a class="navbar-brand item" href="#">Shop</a>
    <ul class="nav navbar-nav menu"><li class="active nav-item"><a class="nav-link" href="#">Lamps</a></li><li><a href="#">Beds</a></li></ul></nav>
  <div class="container grid-container ui grid"><div class="row grid-x"><main class="col-md-8 cell column">
    <h1>Good night</h1><h2>Lamps <small>new</small></h2>
    <p class="lead">Text with <a href="#">a link</a>, <strong>bold</strong>, <em>oblique</em> and <code>code</code>.</p>
    <ul><li>One</li><li>Two</li></ul>
    <table class="table ui celled"><thead><tr><th>Lamp</th><th>Price</th></tr></thead><tbody><tr><td>Moon</td><td>12</td></tr></tbody></table>
    <form class="form ui" onsubmit="return false"><fieldset><legend>Search</legend>
      <label for="q">What</label><input id="q" class="form-control" placeholder="Lamp"> <select class="form-select"><option>All</option></select>
      <button class="btn btn-primary button ui-button ui primary" type="button">Go</button>
      <button class="close btn-close" type="button">x</button></fieldset></form>
    <svg width="40" height="40" viewBox="0 0 40 40"><path d="M5 5h30v30H5z"/></svg>
    <div class="alert alert-info callout ui message">Open until nine.</div>
  </main></div></div>${EMPTY}`;
