/** Values that occur in Deltas, good and odd: the input of the generator of Deltas. */

/** Pieces of signup texts, and of texts that are hard on serializers. */
export const TEXTS = [
  "Get",
  "15%",
  " off",
  "your",
  "first order",
  " now ",
  "Sign up",
  "a",
  "b",
  " ",
  "  ",
  "\t",
  "— ",
  "end.",
  "1 & 2",
  "x<y>z",
  "<b>",
  "</p>",
  "&amp;",
  "&nbsp;",
  '"quoted"',
  "it's",
  "`code`",
  "{{ name }}",
  '{{ first_name|default:"you" }}',
  "https://e.com/?a=1&b=2",
  "naïve",
  "e\u0301",
  "مرحبا ",
  "注册",
  "🎉",
  "👩‍👧",
  "\u200b",
  "\u00a0",
  "\u00ad",
  "\u202eabc\u202c",
  "\ufeff",
  "\u2028",
];

/** Texts with ends of lines inside, each way of writing them. */
export const TEXTS_OF_LINES = ["one\ntwo", "a\r\nb", "a\rb", "\n", "\n\n", "  a \n b  ", "x\n"];

export const LINKS = [
  "https://example.com/a?b=1&c=2",
  "http://e.com",
  "mailto:a@e.com?subject=Hi there",
  "tel:+1555",
  "sms:+1555",
  "HTTPS://E.COM/",
  " https://e.com ",
  "/terms",
  "#top",
  "?q=1",
  "www.e.com",
  "a@e.com",
  "//e.com/x",
  "{{ link }}",
  "https://e.com/{{ code }}",
  'https://e.com/"x"<y>',
  "https://e.com/ü ü",
  "ftp://e.com/",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\tscript:alert(1)",
  "\u0001javascript:alert(1)",
  "data:text/html,x",
  "vbscript:x",
  "blob:https://e.com/1",
  "example.com:8080",
  "about:blank",
  "https:e.com",
  "https://",
  "https://e.com:99999/",
  "HTTPS://e.com:99999/",
  "ht\ntps://e.com/",
  "x y:z",
  ":",
  "1:2",
];

export const IMAGES = [
  "https://e.com/a.png",
  "http://e.com/a.gif?x=1&y=2",
  "//cdn.e.com/x.jpg",
  "/a.png",
  "a.png",
  "data:image/png;base64,iVBORw0KGgo=",
  "DATA:image/gif;base64,R0lGODlhAQ==",
  "javascript:alert(1)",
  "ftp://e.com/a.png",
  'https://e.com/"onerror="x',
  "{{ picture }}",
];

/** Without the characters that Quill's semantic HTML writes unescaped. */
export const VIDEOS = [
  "https://www.youtube.com/embed/x",
  "http://e.com/v.mp4",
  "//e.com/v",
  "/v",
  "javascript:alert(1)",
  "ftp://e.com/v",
];

/** Languages of code, without such characters either. */
export const LANGUAGES = ["plain", "javascript", "c++", "x y"];

/**
 * Colors that a browser accepts, in the spellings that people and editors use. None that a browser keeps as `rgb(…)`
 * with more than numbers in it: Quill reads all of those as numbers, and loses the color of a run that has its own
 * element.
 */
export const COLORS = [
  "red",
  "RebeccaPurple",
  "RED",
  "#f00",
  "#F008",
  "#d6336c",
  "#D6336C80",
  "#000",
  "#0000",
  "#ffffff",
  "rgb(1,2,3)",
  "rgb( 1 , 2 , 3 )",
  "rgb(1 2 3)",
  "rgb(10%, 20%, 30%)",
  "rgb(1 2 3 / 50%)",
  "rgb(300, -5, 2.5)",
  "RGB(1,2,3)",
  "rgba(0,0,0,0.5)",
  "rgba(0, 0, 0, .123456)",
  "rgba(1,2,3,1)",
  "rgba(1,2,3,0)",
  "rgba(1, 2, 3, 25%)",
  "rgb(1,2,3,0.7)",
  "hsl(120, 50%, 50%)",
  "hsl(120deg 50% 50%)",
  "hsl(0.25turn 30% 60% / 0.4)",
  "hsla(-30, 100%, 50%, 0.25)",
  "hsl(400, 120%, 40%)",
  "HSL(210,20%,98%)",
  "transparent",
  "currentColor",
  "currentcolor",
  "inherit",
  "var(--brand)",
  " blue ",
  "oklch(0.6 0.25 29)",
  "OKLCH(60% 62.5% -331deg / 50%)",
  "oklab(50% 40% none)",
  "lab(50% 40 59.5)",
  "lab(150 0 0 / 0)",
  "lch(50% 132 400)",
  "color(display-p3 1 0 0)",
  "color(srgb 100% 50% 0 / 20%)",
  "color(xyz 0.1 0.2 0.3)",
  "hwb(60 20% 40%)",
  "oklch(0.60000001 0.123456789 29.123456)",
  "color-mix(in srgb, red, blue)",
  "color-mix(in oklch longer hue, #f00 30%, rgb(0 0 255) 70%)",
  "color-mix(in hsl shorter hue, red, blue 25%)",
  "color-mix(in lab, color-mix(in xyz, red, 20% blue), currentColor)",
  "hsl(from #abc h s calc(l * 1.2))",
  "lab(from red calc(l - 10) b 5% / alpha)",
  "color(from red xyz x y calc((z + y) / 2))",
  "light-dark(#fff, oklch(.5 .1 30))",
  "rgb(calc(100 + 50) min(1, 2) 0 / calc(1/2))",
  "hsl(calc(1turn / 2) 50% 50%)",
  "oklch(calc(0.5 + 0.1) 0.2 30)",
  "rgb(sqrt(100) pow(2, 3) abs(-5))",
  "oklch(from var(--x) l c h)",
  "hsl(var(--h) 0% 0%)",
  "color-mix(in srgb, var(--a, #f00), blue)",
  "oklch(0.6 0.25 29",
];

/** Values that a browser does not accept as a color. */
export const NO_COLORS = [
  "bogus",
  "#ggg",
  "#12",
  "#12345",
  "rgb(1,2)",
  "rgb(1,2,3,4,5)",
  "hsl(1,2,3)",
  "rgb(1 2,3)",
  "red blue",
  "red;",
  "red !important",
  "url(x)",
  "expression(1)",
  '"red"',
  "javascript:x",
  "-",
  5,
  "oklch(1, 0, 0)",
  "oklch(1 0)",
  "color(foo 1 1 1)",
  "color-mix(in srgb, red)",
  "color-mix(in srgb, red 0%, blue 0%)",
  "light-dark(red)",
  "rgb(from red l g b)",
  "rgb(calc(1px) 0 0)",
  "device-cmyk(0 1 1 0)",
];

/** As names of classes every color is taken; these are safe ones. One with a hyphen is lost when the run is formatted on. */
export const COLOR_CLASSES = ["red", "brand", "blue", "d6336c"];

/** Values that mean the format is on, off. */
export const TRUTHY = [true, 1, "yes", "false", {}];
export const FALSY = [false, null, 0, ""];

/** Accepted and unaccepted values of the formats that have a list. */
export const LISTED = {
  default: {
    font: [
      ["serif", "monospace"],
      ["Arial", "sans-serif", "SERIF", "bogus"],
    ],
    size: [
      ["small", "large", "huge"],
      ["18px", "normal", "LARGE", 3],
    ],
  },
  style: {
    font: [
      ["serif", "monospace"],
      ["Arial", "sans-serif", "bogus"],
    ],
    size: [
      ["10px", "18px", "32px"],
      ["12px", "huge", "18", 18],
    ],
  },
};
export const ALIGNS = ["center", "right", "justify", "left", "CENTER", "start", ...FALSY];
export const DIRECTIONS = ["rtl", "ltr", "RTL", ...FALSY];
export const INDENTS = [1, 2, 3, 5, 8, 9, 0, -1, ...FALSY];
