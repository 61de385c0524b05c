/**
 * The fonts of all pictures: only those of an npm package, which the lockfile pins. A separate configuration lists
 * them, so that the fonts of the machine make no difference. Whatever a style sheet asks for, it gets one of these, and
 * `inspect/fonts.js` reports which.
 */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { WORK, writeWhole } from "./files.js";

const require = createRequire(import.meta.url);
const PACKAGE = dirname(require.resolve("dejavu-fonts-ttf/package.json"));

/** Where files and configuration are; each version of the package gets a separate folder. */
export const FONTS_VERSION = require("dejavu-fonts-ttf/package.json").version;
export const FOLDER = join(WORK, `fonts-${FONTS_VERSION}`);

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
  await Promise.all(FILES.map(async (file) => keep(join(fonts, file), await readFile(join(PACKAGE, "ttf", file)))));
  const aliases = Object.entries(FAMILIES).flatMap(([family, names]) =>
    names.map(
      (name) =>
        `<match><test name="family"><string>${name}</string></test><edit name="family" mode="assign" binding="strong"><string>${family}</string></edit></match>`,
    ),
  );
  const path = join(FOLDER, "fonts.conf");
  const configuration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<dir>${inXml(fonts)}</dir>
<cachedir>${inXml(join(FOLDER, "cache"))}</cachedir>
${aliases.join("\n")}
<match target="pattern"><edit name="family" mode="append_last"><string>DejaVu Sans</string></edit></match>
<match target="font"><edit name="antialias" mode="assign"><bool>true</bool></edit><edit name="hinting" mode="assign"><bool>false</bool></edit><edit name="hintstyle" mode="assign"><const>hintnone</const></edit><edit name="rgba" mode="assign"><const>none</const></edit></match>
</fontconfig>
`;
  await keep(path, Buffer.from(configuration));
  return { FONTCONFIG_FILE: path };
}

/** @param {string} text */
const inXml = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/**
 * Makes sure of a file, whatever was there: a truncated font would be a different font in every picture. The file is
 * complete at any time, because a browser of another run may be reading it.
 * @param {string} path
 * @param {Buffer} content
 */
async function keep(path, content) {
  const known = await readFile(path).catch(() => undefined);
  if (!known?.equals(content)) await writeWhole(path, content);
}
