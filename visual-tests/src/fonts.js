/**
 * The fonts of all pictures: those of an npm package, which the lockfile pins, and no other. A configuration of its own
 * lists them, so that what a machine has installed makes no difference; whatever a style sheet asks for, it gets one of
 * these, and `inspect/fonts.js` tells which.
 */

import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { ROOT } from "./cases.js";

const PACKAGE = dirname(createRequire(import.meta.url).resolve("dejavu-fonts-ttf/package.json"));
const FOLDER = join(ROOT, "target/visual/fonts");

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

/**
 * Makes the configuration.
 * @returns {Promise<Record<string, string>>} Environment variables of a browser that is to use it.
 */
export async function fontEnvironment() {
  const fonts = join(FOLDER, "files");
  await mkdir(fonts, { recursive: true });
  for (const file of FILES) await copyFile(join(PACKAGE, "ttf", file), join(fonts, file));
  const aliases = Object.entries(FAMILIES).flatMap(([family, names]) =>
    names.map((name) => `<match><test name="family"><string>${name}</string></test><edit name="family" mode="assign" binding="strong"><string>${family}</string></edit></match>`),
  );
  const path = join(FOLDER, "fonts.conf");
  await writeFile(
    path,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<dir>${fonts}</dir>
<cachedir>${join(FOLDER, "cache")}</cachedir>
${aliases.join("\n")}
<match target="pattern"><edit name="family" mode="append_last"><string>DejaVu Sans</string></edit></match>
<match target="font"><edit name="antialias" mode="assign"><bool>true</bool></edit><edit name="hinting" mode="assign"><bool>false</bool></edit><edit name="hintstyle" mode="assign"><const>hintnone</const></edit><edit name="rgba" mode="assign"><const>none</const></edit></match>
</fontconfig>
`,
  );
  return { FONTCONFIG_FILE: path };
}
