/**
 * Reads the cases: from a folder of data to the list of pictures to take.
 *
 * A case is a folder `cases/COMPONENT/CASE/` with a `case.json`; README.md describes its contents. Every mistake is
 * reported with its file and path.
 */

import { existsSync, statSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseAction } from "./actions.js";
import { checkShape } from "./case-shape.js";
import { CASES, ROOT } from "./files.js";
import { MODES } from "./modes.js";

export { CASES, ROOT };

/** Heights of the usual screens, by their widths in CSS px; another width gets the last. */
const HEIGHTS = /** @type {Record<number, number>} */ ({ 375: 667, 768: 1024, 1440: 900 });
const OTHER_HEIGHT = 600;

/** The empty page, which belongs to the stage and is not a host page. */
export const BLANK = "blank";

/** Screens of a case that names none. */
const WIDTHS = [375, 768, 1440];

/** On host pages one screen is enough, because leaks do not depend on the width. */
const HOST_WIDTHS = [1024];

/** At most so many variations on a canvas. */
const MAX_VARIATIONS = 120;

/**
 * @typedef {object} Case
 * @property {string} id `component/case`
 * @property {string} component
 * @property {string} folder
 * @property {string} about
 * @property {boolean} teaser Whether the form's teaser is shown instead of the form.
 * @property {{ name: string, form: any }[]} forms The forms to compile; several for a canvas or one screen.
 * @property {{ columns: number, cell_width: number, names: string[] } | undefined} canvas
 * @property {{ name: string, actions: import("./actions.js").Action[] }[]} walk States, each reached from the one before.
 * @property {Picture[]} pictures
 * @property {Record<string, string>} allows Rules of axe that the case breaks on purpose, each with the reason.
 */

/**
 * @typedef {object} Picture
 * @property {string} id `component/case/name`
 * @property {string} name Of its file, without `.png`: `open@375.dark`
 * @property {string} of Id of the case.
 * @property {string} component
 * @property {string} state
 * @property {number} width Of the screen, in CSS px.
 * @property {number} height
 * @property {string} mode
 * @property {string} host
 * @property {boolean} is_pressed Whether the pointer is pressed on the way to its state.
 * @property {string} expected File name of its expected picture: that of another mode where both have to look the same.
 */

/**
 * Reads all cases below a folder.
 * @param {string[]} all_hosts Names of the host pages.
 * @param {string} [folder]
 * @returns {Promise<Case[]>}
 */
export async function readCases(all_hosts, folder = CASES) {
  const cases = /** @type {Case[]} */ ([]);
  for (const component of await foldersIn(folder)) {
    for (const name of await foldersIn(join(folder, component))) {
      cases.push(await readCase(join(folder, component, name), `${component}/${name}`, all_hosts));
    }
  }
  if (!cases.length) throw new Error(`${folder} contains no case`);
  return cases;
}

/** @param {string} folder */
async function foldersIn(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

/**
 * @param {string} folder
 * @param {string} id
 * @param {string[]} all_hosts
 * @returns {Promise<Case>}
 */
async function readCase(folder, id, all_hosts) {
  const path = join(folder, "case.json");
  /** @param {string} where @param {string} message @returns {never} */
  const fail = (where, message) => {
    throw new Error(`visual-tests/cases/${id}/case.json: ${where}: ${message}`);
  };
  if (!existsSync(path))
    throw new Error(`visual-tests/cases/${id}/ has no case.json; visual-tests/README.md describes its contents`);
  const data = await readJson(path);
  checkShape(data, fail);
  const form = await readForm(folder, data.form ?? "form.json", fail);
  setAll(form, data.set ?? {}, "$.set", fail);

  const variations = data.loops ? variationsOf(data.loops, fail) : [{ name: "", sets: {} }];
  const forms = variations.map(({ name, sets }, i) => {
    const one = structuredClone(form);
    // In light DOM, and for the page, forms are distinguished by their ids.
    if (variations.length > 1) one.form_id = `${form.form_id}v${i}`;
    setAll(one, sets, "$.loops", fail);
    return { name, form: one };
  });
  // A type with its own place on the screen needs no other.
  const isCanvas = Boolean(data.loops) && !data.teaser && forms.every(({ form }) => form.versions[0].type === "embed");
  const canvas = isCanvas
    ? { columns: data.columns ?? 4, cell_width: data.cell_width ?? 280, names: forms.map(({ name }) => name) }
    : undefined;

  const walk = Object.entries(data.walk ?? { open: [] }).map(([name, lines]) => ({
    name,
    actions: /** @type {string[]} */ (lines).map((line) => {
      try {
        return parseAction(line);
      } catch (error) {
        return fail(`$.walk.${name}`, /** @type {Error} */ (error).message);
      }
    }),
  }));
  const component = id.slice(0, id.indexOf("/"));
  for (const [i, product] of (data.pictures ?? [{}]).entries()) {
    // Moving elements only stop if a mode holds them.
    if (product.modes?.every((/** @type {string} */ mode) => MODES[mode].moves)) continue;
    const seen = product.states ?? walk.map(({ name }) => name);
    const last = walk.findLastIndex(({ name }) => seen.includes(name));
    if (walk.slice(0, last + 1).some(({ actions }) => actions.some(({ verb }) => verb === "at" || verb === "end")))
      fail(data.pictures ? `$.pictures[${i}].modes` : "$.pictures", "`at` and `end` are for the mode `motion`");
  }
  const press = walk.findIndex(({ actions }) => actions.some(({ verb }) => verb === "down"));
  const wanted = data.pictures ?? [canvas ? { widths: [0] } : {}];
  const pictures = /** @type {Map<string, Picture>} */ (new Map());
  wanted.forEach((/** @type {any} */ product, /** @type {number} */ i) => {
    for (const picture of picturesOf(product, `$.pictures[${i}]`)) pictures.set(picture.id, picture);
  });
  return {
    id,
    component,
    folder,
    about: data.about,
    teaser: Boolean(data.teaser),
    forms,
    canvas,
    walk,
    pictures: [...pictures.values()],
    allows: data.allows ?? {},
  };

  /** @param {any} product @param {string} where */
  function* picturesOf(product, where) {
    const except = product.except ?? [];
    const named = product.hosts === "all" ? all_hosts : (product.hosts ?? [BLANK]);
    const hosts = named.filter((/** @type {string} */ host) => !except.includes(host));
    const widths = canvas ? [0] : (product.widths ?? (product.hosts ? HOST_WIDTHS : WIDTHS));
    const states = product.states ?? walk.map(({ name }) => name);
    const modes = product.modes ?? ["plain"];
    for (const host of [...named, ...except])
      if (host !== BLANK && !all_hosts.includes(host))
        fail(`${where}.hosts`, `${JSON.stringify(host)} is not a host page; there are ${all_hosts.join(", ")}`);
    for (const state of states)
      if (!walk.some(({ name }) => name === state))
        fail(`${where}.states`, `the walk comes by no state ${JSON.stringify(state)}`);
    for (const host of hosts)
      for (const width of widths)
        for (const mode of modes)
          for (const state of states) {
            const name = nameOf(state, width, mode, host);
            const expected = nameOf(state, width, MODES[mode].same_as ?? mode, host);
            const is_pressed = press >= 0 && walk.findIndex(({ name }) => name === state) >= press;
            yield {
              id: `${id}/${name}`,
              is_pressed,
              name,
              of: id,
              component,
              state,
              width,
              height: HEIGHTS[width] ?? OTHER_HEIGHT,
              mode,
              host,
              expected,
            };
          }
  }
}

/** @param {string} state @param {number} width 0 = a canvas, which is as large as it is. @param {string} mode @param {string} host */
function nameOf(state, width, mode, host) {
  return [
    width ? `${state}@${width}` : state,
    ...(mode === "plain" ? [] : [mode]),
    ...(host === BLANK ? [] : [host]),
  ].join(".");
}

/**
 * The whole form of a case: its `form.json`, or an example form by its path in the repository.
 * @param {string} folder
 * @param {string} file
 * @param {(where: string, message: string) => never} fail
 */
async function readForm(folder, file, fail) {
  const path = file.includes("/") ? join(ROOT, file) : join(folder, file);
  if (!existsSync(path) || !statSync(path).isFile())
    fail("$.form", `there is no file ${file.includes("/") ? file : `${file} beside case.json`}`);
  const form = await readJson(path);
  if (!form.versions?.[0]) fail("$.form", `${file} is not a form with a version`);
  return form;
}

/** @param {string} path */
async function readJson(path) {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    throw new Error(`${path}: ${/** @type {Error} */ (error).message}`, { cause: error });
  }
}

/**
 * Nested loops: every value of one with every value of the next, the last one fastest.
 * @param {Record<string, Record<string, any>>[]} loops
 * @param {(where: string, message: string) => never} fail
 */
function variationsOf(loops, fail) {
  let variations = [{ name: "", sets: /** @type {Record<string, any>} */ ({}) }];
  for (const loop of loops) {
    variations = variations.flatMap(({ name, sets }) =>
      Object.entries(loop).map(([value, more]) => ({
        name: name ? `${name}, ${value}` : value,
        sets: { ...sets, ...more },
      })),
    );
  }
  if (variations.length > MAX_VARIATIONS)
    fail("$.loops", `make ${variations.length} variations; at most ${MAX_VARIATIONS} can be seen at once`);
  return variations;
}

/**
 * Sets members of a form's version by their paths: `styles.width_px`, `steps.0.columns.0.rows.1.blocks.0.label`.
 * `null` takes a member away.
 * @param {any} form
 * @param {Record<string, any>} sets
 * @param {string} where
 * @param {(where: string, message: string) => never} fail
 */
function setAll(form, sets, where, fail) {
  for (const [path, value] of Object.entries(sets)) {
    const names = path.split(".");
    const last = /** @type {string} */ (names.pop());
    let parent = form.versions[0];
    for (const [i, name] of names.entries()) {
      parent[name] ??= /^\d+$/.test(names[i + 1] ?? last) ? [] : {};
      parent = parent[name];
      if (typeof parent !== "object")
        fail(`${where}[${JSON.stringify(path)}]`, `${name} is ${JSON.stringify(parent)}, which cannot have members`);
    }
    if (value === null && Array.isArray(parent)) parent.splice(Number(last), 1);
    else if (value === null) delete parent[last];
    else parent[last] = structuredClone(value);
  }
}
