/** Fields with the names of a form's own members: `form.submit` is then a field. */

const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>{{TAG}}</head><body><h1>Shop</h1></body></html>`;

/** @param {string[]} names */
const withFields = (names) => (/** @type {any} */ form) => {
  const [version] = form.versions;
  const [first, ...steps] = version.steps;
  const rows = names.map((name, i) => ({
    blocks: [{ id: `field${i}`, type: "text", label: name, property_name: name }],
  }));
  const [column] = first.columns;
  return {
    ...form,
    versions: [
      { ...version, steps: [{ ...first, columns: [{ ...column, rows: [...rows, ...column.rows] }] }, ...steps] },
    ],
  };
};

/**
 * Is refused, fills in all fields, signs up, and closes the form.
 * @param {import("../support/page-faults.js").Stage} stage
 */
async function works({ visitor, formShows, tells, told, closeForm, formGone }) {
  await formShows();
  await visitor.evaluate(() => {
    const host = document.querySelector("dormouse-form");
    for (const input of (host?.shadowRoot ?? host)?.querySelectorAll("input") ?? [])
      input.value = input.type === "email" ? "" : "x";
  });
  await visitor.click("[data-step] [type=submit]");
  await visitor.waitFor(() => {
    const host = document.querySelector("dormouse-form");
    return (host?.shadowRoot ?? host)?.querySelector("[aria-invalid=true]") != null;
  });
  await visitor.fill("input[type=email]", "ada@example.com");
  await visitor.press("Enter");
  await tells("submit");
  await visitor.waitFor(() => {
    const host = document.querySelector("dormouse-form");
    return /** @type {HTMLElement | null | undefined} */ (
      (host?.shadowRoot ?? host)?.querySelector("[data-step]")
    )?.innerText.includes("Thank you");
  });
  if ((await told("error")).length) throw new Error("an error event was sent");
  await closeForm();
  await formGone();
  const problems = await visitor.problems();
  if (problems.length) throw new Error(problems.join("\n"));
}

/**
 * Lets the success step address the visitor.
 * @param {any} form
 */
function thanksByName(form) {
  const { content, ...text } = form.versions[0].steps.at(-1).columns[0].rows[0].blocks[0];
  const steps = form.versions[0].steps.with(-1, {
    columns: [{ rows: [{ blocks: [{ ...text, content: `${content} {{ name|default:"friend" }}` }] }] }],
  });
  return { ...form, versions: [{ ...form.versions[0], steps }] };
}

/** @type {import("../support/page-faults.js").Case} */
const BY_NAME = {
  shows: "a text with the answer of a field that is called name",
  fixture: "click-on-link",
  page,
  form: openAtOnce((/** @type {any} */ form) => thanksByName(withFields(["name"])(form))),
  async run({ visitor, formShows }) {
    await formShows();
    await visitor.fill("input[name^=name]", "Ada");
    await visitor.fill("input[type=email]", "ada@example.com");
    await visitor.press("Enter");
    await visitor.waitFor(() => {
      const host = document.querySelector("dormouse-form");
      return /** @type {HTMLElement | null | undefined} */ (
        (host?.shadowRoot ?? host)?.querySelector("[data-step]")
      )?.innerText.includes("Thank you Ada");
    });
  },
};

const ALL = [
  ["submit", "action", "elements", "method", "length"],
  ["dataset", "hidden", "attributes", "children", "id"],
  ["querySelector", "querySelectorAll", "removeAttribute", "setAttribute", "parentNode"],
  ["addEventListener", "contains", "closest", "matches", "getBoundingClientRect"],
  ["tagName", "toString", "valueOf", "hasOwnProperty", "nodeType"],
].map((names) => ({
  shows: names.join(", "),
  fixture: "click-on-link",
  page,
  run: works,
  form: openAtOnce(withFields(names)),
}));

/** @type {import("../support/page-faults.js").Case[]} */
export default [BY_NAME, ...ALL];

/** @param {(form: any) => any} change */
function openAtOnce(change) {
  return (/** @type {any} */ form) => {
    const changed = change(form);
    return { ...changed, versions: [{ ...changed.versions[0], triggers: [{ type: "delay", delay_seconds: 0 }] }] };
  };
}
