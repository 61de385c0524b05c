/** Percent-encoding in upper and lower case counts as the same address. */

const SHOP = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>{{TAG}}</head><body><h1>Shop</h1></body></html>`;

/** @param {object} rule @returns {(form: any) => any} */
const only = (rule) => (form) => ({ ...form, versions: [{ ...form.versions[0], targeting: [rule] }] });

/** @type {(stage: import("../support/page-faults.js").Stage) => Promise<void>} */
const shows = ({ formShows }) => formShows();

/** @type {import("../support/page-faults.js").Case[]} */
export default [
  { shows: "the form on a path in lower case", path: "/%c3%bcber-uns/", page: SHOP, run: shows },
  { shows: "the form on a path in upper case", path: "/%C3%BCber-uns/", page: SHOP, run: shows },
  {
    shows: "the form for a pattern in lower case",
    path: "/%C3%BCber-uns/",
    page: SHOP,
    form: only({ type: "url", allow_list: [{ operator: "wildcard", value: "*/%c3%bcber-uns/" }] }),
    run: shows,
  },
  {
    shows: "the form for an expression in lower case",
    path: "/%c3%BCber-uns/",
    page: SHOP,
    form: only({ type: "url", part: "path", allow_list: [{ operator: "regex", value: "^/%c3%bcber-[a-z]+/$" }] }),
    run: shows,
  },
];
