/** Groups explained pictures so that one cause is one entry. */

/**
 * @typedef {object} Group
 * @property {string} id
 * @property {"cause" | "environment" | "unsteady" | "unexplained" | "new" | "broken" | "failed"} kind
 * @property {string} title
 * @property {string} about What that means, and what to do.
 * @property {string[]} components
 * @property {import("./builds.js").Change[]} causes
 * @property {Explained[]} pictures
 */

/**
 * @typedef {object} Explained
 * @property {import("../lane.js").Result} result
 * @property {string} label
 * @property {Omit<import("./pixels.js").Difference, "mask" | "regions"> | undefined} difference
 * @property {ExplainedRegion[]} regions
 * @property {string[]} accessibility Old and new lines of the tree, after `-` and `+`.
 * @property {import("./builds.js").Change[]} causes
 * @property {boolean} is_looked_at Whether it was shown again, with both builds.
 * @property {"build" | "environment" | "unsteady" | undefined} by The source of the difference; undefined = unknown.
 * @property {string} note An additional note.
 */

/**
 * @typedef {import("./pixels.js").Region & { label: string, components: string[], changes: import("./compare.js").ElementChange[] }} ExplainedRegion
 */

/** @typedef {import("./builds.js").Change} Change */

/** How many changes a title names; the group lists all of them. */
const IN_TITLE = 2;

/** How many components a title names. */
const NAMED = 3;

/**
 * @param {Explained[]} pictures
 * @returns {Group[]} Those with most pictures first; what could not be shown at all before all others.
 */
export function grouped(pictures) {
  const groups = /** @type {Group[]} */ ([]);
  const failed = pictures.filter(({ result }) => result.outcome === "failed");
  const changed = pictures.filter(({ result }) => result.outcome === "changed");
  groups.push(...byProblem(failed));
  groups.push(...byFile(pictures.filter(({ result }) => result.outcome === "broken")));
  groups.push(...byCause(changed.filter(({ causes }) => causes.length)));
  groups.push(...byRest(changed.filter(({ causes }) => !causes.length)));
  groups.push(...byCase(pictures.filter(({ result }) => result.outcome === "new")));
  groups.sort(
    (a, b) =>
      Number(b.kind === "failed") - Number(a.kind === "failed") ||
      Number(a.kind === "new") - Number(b.kind === "new") ||
      b.pictures.length - a.pictures.length,
  );
  groups.forEach((group, i) => (group.id = `group-${i + 1}`));
  return groups;
}

/**
 * A picture with several causes is listed under the rarest of them.
 * @param {Explained[]} pictures
 * @returns {Group[]}
 */
function byCause(pictures) {
  const having = /** @type {Map<string, Set<Explained>>} */ (new Map());
  for (const picture of pictures)
    for (const { key } of picture.causes) having.set(key, (having.get(key) ?? new Set()).add(picture));
  // Changes that show in the same pictures belong to one edit.
  const merged = /** @type {{ keys: string[], all: Set<Explained> }[]} */ ([]);
  for (const [key, all] of having) {
    const same = merged.find((one) => one.all.size === all.size && [...all].every((picture) => one.all.has(picture)));
    if (same) same.keys.push(key);
    else merged.push({ keys: [key], all });
  }
  // The rarest first: otherwise it would hide behind changes that show everywhere.
  merged.sort((a, b) => a.all.size - b.all.size);
  const placed = new Set();
  const groups = /** @type {{ keys: string[], own: Explained[] }[]} */ ([]);
  for (const { keys, all } of merged) {
    const own = [...all].filter((picture) => !placed.has(picture));
    for (const picture of own) placed.add(picture);
    if (own.length) groups.push({ keys, own });
    // It only shows together with others.
    else
      groups
        .filter((group) => group.own.some((picture) => all.has(picture)))
        .at(-1)
        ?.keys.push(...keys);
  }
  return groups.map(({ keys, own }) => {
    const causes = uniqueChanges(own.flatMap((picture) => picture.causes.filter(({ key }) => keys.includes(key))));
    const components = [...new Set(causes.flatMap((cause) => cause.components))];
    return {
      id: "",
      kind: "cause",
      title: titleOf(causes, own),
      about: "The compiled output differs from the accepted one.",
      components,
      causes,
      pictures: own,
    };
  });
}

/** @param {Change[]} changes */
function uniqueChanges(changes) {
  return [...new Map(changes.map((change) => [`${change.key}\n${change.text}`, change])).values()];
}

/** @param {Change[]} causes @param {Explained[]} pictures */
function titleOf(causes, pictures) {
  const keys = [...new Set(causes.map(({ key }) => key))];
  const components = [...new Set(causes.map((cause) => cause.components[0]))];
  const texts = keys.slice(0, IN_TITLE).map((key) => {
    const same = causes.filter((cause) => cause.key === key);
    return same.length > 1 ? `${named(same[0])} and the like` : named(same[0]);
  });
  if (keys.length > IN_TITLE) texts.push(`${keys.length - IN_TITLE} more`);
  const name =
    components.slice(0, NAMED).join(", ") + (components.length > NAMED ? ` and ${components.length - NAMED} more` : "");
  const [first] = causes;
  const what =
    keys.length > 1
      ? `${keys.length} changes`
      : first.kind === "css"
        ? (computedOf(first, pictures) ?? first.property)
        : first.property;
  return `${name}: ${what} (${texts.join("; ")})`;
}

/**
 * The text of a change with the component's name instead of our internal selector: `button:hover{…}`.
 * @param {Change} change
 */
function named({ text, selector, components }) {
  if (!selector) return text;
  const pseudo = selector.match(/:[^\s>+~,]*$/)?.[0] ?? "";
  // Rules that only use a custom property come before the one that sets it.
  const own = text.includes(`${selector}{--`) ? components.at(-1) : components[0];
  return text.replace(`${selector}{`, () => `${own}${pseudo}{`);
}

/**
 * How the browser computed a declaration: `padding-left, padding-right 20px → 21px`.
 * @param {Change} cause
 * @param {Explained[]} pictures
 */
function computedOf(cause, pictures) {
  const values = /** @type {Map<string, Set<string>>} */ (new Map());
  for (const { regions } of pictures) {
    for (const { changes } of regions) {
      for (const { component, styles } of changes) {
        if (!cause.components.includes(component)) continue;
        for (const { property, from, to } of styles) {
          if (!isSameStem(property, cause.property)) continue;
          const value = `${from || "nothing"} → ${to || "nothing"}`;
          values.set(value, (values.get(value) ?? new Set()).add(property));
        }
      }
    }
    if (values.size) break;
  }
  const [first] = [...values].sort((a, b) => b[1].size - a[1].size);
  return first && first[0].length < 80
    ? `${[...first[1]].slice(0, 2).join(", ")}${first[1].size > 2 ? ", …" : ""} ${first[0]}`
    : undefined;
}

/** @param {string} computed @param {string} declared */
const isSameStem = (computed, declared) => computed.replace(/^::[\w-]+ /, "").split("-")[0] === declared.split("-")[0];

/** @param {Explained[]} pictures @returns {Group[]} */
function byProblem(pictures) {
  return collected(pictures, ({ result }) => problemOf(result)).map(([problem, own]) => ({
    id: "",
    kind: "failed",
    title: `No picture: ${problem}`,
    about: "The form could not be shown, or the page reported an error.",
    components: componentsIn(own),
    causes: [],
    pictures: own,
  }));
}

/** Every file separately, because each must be fixed. @param {Explained[]} pictures @returns {Group[]} */
function byFile(pictures) {
  return collected(pictures, ({ result }) => result.problem ?? "").map(([problem, own]) => ({
    id: "",
    kind: "broken",
    title: problem,
    about: "The file of the expected picture is not the accepted one, so there is nothing to compare with.",
    components: componentsIn(own),
    causes: [],
    pictures: own,
  }));
}

/** A problem without its case, so that the same one is listed once. @param {import("../lane.js").Result} result */
function problemOf({ problem = "", picture }) {
  const text = problem.startsWith(`${picture.of}, `) ? problem.slice(problem.indexOf(": ") + 2) : problem;
  return text.replace(/http:\/\/127\.0\.0\.1:\d+/g, "").slice(0, 300);
}

/** @param {Explained[]} pictures @returns {Group[]} */
function byRest(pictures) {
  return collected(
    pictures,
    (picture) =>
      `${picture.by ?? ""}|${picture.by === "unsteady" ? "" : picture.note}|${picture.by ? "" : regionComponents([picture]).slice(0, 1)}|${picture.by ? "" : picture.label}`,
  ).map(([, own]) => {
    const [{ by, note, label }] = own;
    const components = regionComponents(own);
    const group = { id: "", components, causes: [], pictures: own };
    if (by === "environment") {
      return {
        ...group,
        kind: "environment",
        title: `The browser, a font or the machine${note ? `: ${note}` : ""}`,
        about:
          "The accepted build looks the same as the current one in this browser, so no change of ours is the reason.",
      };
    }
    if (by === "unsteady") {
      return {
        ...group,
        kind: "unsteady",
        title: "Another picture each time",
        about: "Taken again, the same build gave another picture: something depends on time, order or chance.",
      };
    }
    return {
      ...group,
      kind: "unexplained",
      title: `${components[0] ?? own[0].result.picture.component}: ${label}${note ? ` (${note})` : ""}`,
      about: "No change in the compiled output explains it.",
    };
  });
}

/** @param {Explained[]} pictures @returns {Group[]} */
function byCase(pictures) {
  return collected(pictures, ({ result }) => result.picture.of).map(([id, own]) => ({
    id: "",
    kind: "new",
    title: `${id}: no expected picture yet`,
    about: "Look at each of them before you accept it.",
    components: componentsIn(own),
    causes: [],
    pictures: own,
  }));
}

/** @param {Explained[]} pictures */
const componentsIn = (pictures) => [...new Set(pictures.map(({ result }) => result.picture.component))];

/** Components in the regions that differ, the most frequent first. @param {Explained[]} pictures */
function regionComponents(pictures) {
  const counts = /** @type {Map<string, number>} */ (new Map());
  for (const { regions } of pictures)
    for (const { components } of regions)
      components.slice(0, 1).forEach((name) => counts.set(name, (counts.get(name) ?? 0) + 1));
  const names = [...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  return names.length ? names : componentsIn(pictures);
}

/** @param {Explained[]} pictures @param {(picture: Explained) => string} keyOf @returns {[string, Explained[]][]} */
function collected(pictures, keyOf) {
  const found = /** @type {Map<string, Explained[]>} */ (new Map());
  for (const picture of pictures) {
    const key = keyOf(picture);
    found.set(key, [...(found.get(key) ?? []), picture]);
  }
  return [...found];
}
