/**
 * The fonts of all pictures: those of an npm package, which the lockfile pins, and no other. A configuration of its own
 * lists them, so that what a machine has installed makes no difference; whatever a style sheet asks for, it gets one of
 * these, and `inspect/fonts.js` tells which.
 */

import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { ROOT } from "./cases.js";

const require = createRequire(import.meta.url);
const PACKAGE = dirname(require.resolve("dejavu-fonts-ttf/package.json"));

/** Where files and configuration are; another version of the package gets a folder of its own. */
export const FOLDER = join(ROOT, `target/visual/fonts-${require("dejavu-fonts-ttf/package.json").version}`);

/** Families, and the families that pages call them by. */
export const FAMILIES = /** @type {const} */ ({
  "DejaVu Sans": ["sans-serif", "system-ui", "ui-sans-serif", "cursive", "fantasy", "emoji"],
  "DejaVu Serif": ["serif", "ui-serif"],
  "DejaVu Sans Mono": ["monospace", "ui-monospace"],
});

const FILES = ["DejaVuSans", "DejaVuSerif", "DejaVuSansMono"].flatMap((family) => {
  const italic = family === "DejaVuSerif" ? "Italic" : "Oblique";
  return [family, `${family}-Bold`, `${family}-${italic}`, `${family}-Bold${italic}`].map((face) => `${face}.ttf`);
});

let environment = /** @type {Promise<Record<string, string>> | undefined} */ (undefined);

/**
 * Makes the configuration, once.
 * @returns {Promise<Record<string, string>>} Environment variables of a browser that is to use it.
 */
export const fontEnvironment = () => (environment ??= makeConfiguration());

async function makeConfiguration() {
  const fonts = join(FOLDER, "files");
  await mkdir(fonts, { recursive: true });
  for (const file of FILES) {
    if (!existsSync(join(fonts, file))) await put(join(fonts, file), (path) => copyFile(join(PACKAGE, "ttf", file), path));
  }
  const aliases = Object.entries(FAMILIES).flatMap(([family, names]) =>
    names.map((name) => `<match><test name="family"><string>${name}</string></test><edit name="family" mode="assign" binding="strong"><string>${family}</string></edit></match>`),
  );
  const path = join(FOLDER, "fonts.conf");
  const configuration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<dir>${fonts}</dir>
<cachedir>${join(FOLDER, "cache")}</cachedir>
${aliases.join("\n")}
<match target="pattern"><edit name="family" mode="append_last"><string>DejaVu Sans</string></edit></match>
<match target="font"><edit name="antialias" mode="assign"><bool>true</bool></edit><edit name="hinting" mode="assign"><bool>false</bool></edit><edit name="hintstyle" mode="assign"><const>hintnone</const></edit><edit name="rgba" mode="assign"><const>none</const></edit></match>
</fontconfig>
`;
  const known = await readFile(path, "utf8").catch(() => "");
  if (known !== configuration) await put(path, (path) => writeFile(path, configuration));
  return { FONTCONFIG_FILE: path };
}

/**
 * Makes a file that is there whole or not at all: a browser of another run may be reading it.
 * @param {string} path
 * @param {(path: string) => Promise<void>} make
 */
async function put(path, make) {
  const draft = join(FOLDER, `draft-${process.pid}`);
  await make(draft);
  await rename(draft, path);
}
