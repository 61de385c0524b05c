/** The two Deltas that are measured: a headline as most forms have it, and a text longer than any form's. */

const newline = (/** @type {Record<string, unknown>} */ attributes) => ({ insert: "\n", attributes });

/** Ten ops: two lines, four formats, a link. */
export const HEADLINE = {
  ops: [
    { insert: "Get " },
    { insert: "15% off", attributes: { bold: true, color: "#d6336c", size: "large" } },
    { insert: " your first order" },
    newline({ header: 1, align: "center" }),
    { insert: "Join " },
    { insert: "12,000", attributes: { bold: true } },
    { insert: " others & " },
    { insert: "read the terms", attributes: { link: "https://example.com/terms?a=1&b=2", underline: true } },
    { insert: ". Unsubscribe at any time.", attributes: { italic: true } },
    newline({ align: "center" }),
  ],
};

/** Ten ops that a long text repeats: each block has its own words, so that nothing merges that would not merge in a
 * real text. */
const block = (/** @type {number} */ number) => [
  { insert: `Part ${number}` },
  newline({ header: 2 }),
  { insert: `Paragraph ${number} says that ` },
  { insert: "members", attributes: { bold: true } },
  { insert: " save ", attributes: { italic: true, bold: true } },
  { insert: `${number}%`, attributes: { color: number % 2 ? "#d6336c" : "rgb(0, 102, 204)", background: "#fff3bf" } },
  { insert: ", see " },
  { insert: "how", attributes: { link: `https://example.com/p/${number}?a=1&b=2` } },
  { insert: ".\nFree shipping" },
  newline({ list: number % 3 ? "bullet" : "ordered", indent: number % 2 }),
];

/** A thousand ops. */
export const THOUSAND_OPS = { ops: Array.from({ length: 100 }, (_, index) => block(index + 1)).flat() };
