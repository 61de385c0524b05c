/** Rules and HTML that ask for nothing. */

import assert from "node:assert/strict";
import { it } from "node:test";
import { closedCss } from "./closed-css.js";
import { closedHtml } from "./closed-html.js";

/** @param {string} css @param {string} [expected] Default: as it was. */
const css = (css, expected = css) => assert.equal(closedCss(css), expected);

/** @param {string} html @param {string} [expected] Default: as it was. */
const html = (html, expected = html) => assert.equal(closedHtml(html), expected);

it("keeps rules as written", () => {
  css(
    'a::before { content: "url(a.png)" } /* url(a.png) @import "a"; */ b { mask: url(#m) url( "data:image/png;base64,AA" ) url(data:,) }',
  );
  css(
    "a { content: 'it\\'s' ')' } .curl(a) { --my-url(x): 1 } @import-like { } a[href='@import'] { width: calc((1px + 2px) * 3) }",
  );
  css('@namespace svg url(http://www.w3.org/2000/svg); @namespace "a"; svg|a { top: 0 }');
  css("");
});
it("empties every address", () => {
  css("a{b:url(a.png)}", 'a{b:url("data:,")}');
  css("a { b: URL( 'a(1).png' ) no-repeat, url(\"//x/y\") }", 'a { b: url("data:,") no-repeat, url("data:,") }');
  css(
    '@font-face{src:url(a.eot?#iefix) format("x"),url( %22a%22 )}',
    '@font-face{src:url("data:,") format("x"),url("data:,")}',
  );
  css("a{b:url(a\\).png)}/* open", 'a{b:url("data:,")}/* open');
});
it("empties strings where they are addresses", () => {
  css(
    'a { b: image-set("a.png" type("image/png") 1x, url(b.png) 2x, "data:,x" calc(1x + (2x))); content: "c" }',
    'a { b: image-set("data:," type("image/png") 1x, url("data:,") 2x, "data:,x" calc(1x + (2x))); content: "c" }',
  );
});
it("drops imports from other origins, and refuses those beside the sheet", () => {
  css(
    '@charset "utf-8";@import url(https://fonts.example/css?a=b;c);@import "//x.example/y.css" screen and (min-width: 1px);a{}',
    '@charset "utf-8";a{}',
  );
  css("@IMPORT URL('http://x.example/;') layer(a)", "");
  for (const own of ['@import "base.css";', "@import url(base.css) screen;", "@import url('../base.css')"])
    assert.throws(() => closedCss(own), /^Error: it imports .*base\.css/);
});
it("ends no style element, and names no map", () => {
  css("a { content: '</style>' }", "a { content: '<\\/style>' }");
  css("a{}\n/*# sourceMappingURL=a.css.map */", "a{}\n");
});
it("keeps HTML as written", () => {
  html(
    '<!-- <img src="a.png"> --><p title="src=a.png" data-src="b.png">1 < 2 & <a href="/c">c</a><img src="data:image/gif;base64,AA"><br/>',
  );
  html(
    '<form action="/s"><input value="<img src=a.png>"></form><script>f("<img src=\'a.png\'>")</script><svg><use href="#a"/><a href="/b"/></svg>',
  );
});
it("empties everything that HTML would load", () => {
  html(
    '<img SRC=a.png alt="A" srcset=\'b.png 2x\'><video poster="c.png"></video>',
    '<img SRC="data:," alt="A" srcset="data:,"><video poster="data:,"></video>',
  );
  html(
    '<iframe src="https://x.example/"></iframe><object data="a.swf"></object><svg><use xlink:href="s.svg#a"/></svg>',
    '<iframe src="data:,"></iframe><object data="data:,"></object><svg><use xlink:href="data:,"/></svg>',
  );
  html('<link rel="stylesheet" href="a.css"><base href="/x/"><meta http-equiv="refresh" content="1"><p>x', "<p>x");
  html(
    '<p style="color: red; background: url(a.png)">x</p><style>p{b:url(a)}</style>',
    '<p style="color: red; background: url(\'data:,\')">x</p><style>p{b:url("data:,")}</style>',
  );
});
