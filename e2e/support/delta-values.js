/** Values that occur in Deltas, good and odd: what the generator of Deltas draws from. */

/** Pieces of sign-up texts, and of what hurts a serializer. */
export const TEXTS = [
  "Get", "15%", " off", "your", "first order", " now ", "Sign up", "a", "b", " ", "  ", "\t", "— ", "end.",
  "1 & 2", "x<y>z", "<b>", "</p>", "&amp;", "&nbsp;", "\"quoted\"", "it's", "`code`", "{{ name }}", "{{ first_name|default:\"you\" }}",
  "https://e.com/?a=1&b=2", "naïve", "e\u0301", "مرحبا ", "注册", "🎉", "👩‍👧", "\u200b", "\u00a0", "\u00ad", "\u202eabc\u202c", "\ufeff", "\u2028",
];

/** Texts with ends of lines inside, each way of writing them. */
export const TEXTS_OF_LINES = ["one\ntwo", "a\r\nb", "a\rb", "\n", "\n\n", "  a \n b  ", "x\n"];

export const LINKS = [
  "https://example.com/a?b=1&c=2", "http://e.com", "mailto:a@e.com?subject=Hi there", "tel:+1555", "sms:+1555", "HTTPS://E.COM/", " https://e.com ",
  "/terms", "#top", "?q=1", "www.e.com", "a@e.com", "//e.com/x", "{{ link }}", "https://e.com/{{ code }}", "https://e.com/\"x\"<y>", "https://e.com/ü ü",
  "ftp://e.com/", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "\u0001javascript:alert(1)", "data:text/html,x", "vbscript:x", "blob:https://e.com/1",
  "example.com:8080", "about:blank", "https:e.com", "https://", "https://e.com:99999/", "HTTPS://e.com:99999/", "ht\ntps://e.com/", "x y:z", ":", "1:2",
];

export const IMAGES = [
  "https://e.com/a.png", "http://e.com/a.gif?x=1&y=2", "//cdn.e.com/x.jpg", "/a.png", "a.png", "data:image/png;base64,iVBORw0KGgo=", "DATA:image/gif;base64,R0lGODlhAQ==",
  "javascript:alert(1)", "ftp://e.com/a.png", "https://e.com/\"onerror=\"x", "{{ picture }}",
];

/** Without the characters that Quill's semantic HTML writes unescaped. */
export const VIDEOS = ["https://www.youtube.com/embed/x", "http://e.com/v.mp4", "//e.com/v", "/v", "javascript:alert(1)", "ftp://e.com/v"];

/** Languages of code, without such characters either. */
export const LANGUAGES = ["plain", "javascript", "c++", "x y"];

/** Colors that a browser takes, in the spellings that people and editors use. */
export const COLORS = [
  "red", "RebeccaPurple", "RED", "#f00", "#F008", "#d6336c", "#D6336C80", "#000", "#0000", "#ffffff",
  "rgb(1,2,3)", "rgb( 1 , 2 , 3 )", "rgb(1 2 3)", "rgb(10%, 20%, 30%)", "rgb(1 2 3 / 50%)", "rgb(300, -5, 2.5)", "RGB(1,2,3)",
  "rgba(0,0,0,0.5)", "rgba(0, 0, 0, .123456)", "rgba(1,2,3,1)", "rgba(1,2,3,0)", "rgba(1, 2, 3, 25%)", "rgb(1,2,3,0.7)",
  "hsl(120, 50%, 50%)", "hsl(120deg 50% 50%)", "hsl(0.25turn 30% 60% / 0.4)", "hsla(-30, 100%, 50%, 0.25)", "hsl(400, 120%, 40%)", "HSL(210,20%,98%)",
  "transparent", "currentColor", "currentcolor", "inherit", "var(--brand)", " blue ",
];

/** What a browser takes for no color. */
export const NO_COLORS = ["bogus", "#ggg", "#12", "#12345", "rgb(1,2)", "rgb(1,2,3,4,5)", "hsl(1,2,3)", "rgb(1 2,3)", "red blue", "red;", "red !important", "url(x)", "expression(1)", "\"red\"", "javascript:x", "-", 5];

/** As names of classes every color is taken; these are safe ones. One with a hyphen is lost when the run is formatted on. */
export const COLOR_CLASSES = ["red", "brand", "blue", "d6336c"];

/** Values that mean the format is on, off. */
export const TRUTHY = [true, 1, "yes", "false", {}];
export const FALSY = [false, null, 0, ""];

/** Accepted and unaccepted values of the formats that have a list. */
export const LISTED = {
  default: {
    font: [["serif", "monospace"], ["Arial", "sans-serif", "SERIF", "bogus"]],
    size: [["small", "large", "huge"], ["18px", "normal", "LARGE", 3]],
  },
  style: {
    font: [["serif", "monospace"], ["Arial", "sans-serif", "bogus"]],
    size: [["10px", "18px", "32px"], ["12px", "huge", "18", 18]],
  },
};
export const ALIGNS = ["center", "right", "justify", "left", "CENTER", "start", ...FALSY];
export const DIRECTIONS = ["rtl", "ltr", "RTL", ...FALSY];
export const INDENTS = [1, 2, 3, 5, 8, 9, 0, -1, ...FALSY];
