/**
 * Checks Kubernetes manifests against the schemas in the npm package `kubernetes-models`, without a network.
 *
 * Its validators know types, formats and required fields, but accept unknown fields. Its TypeScript types do not: so
 * each manifest is also compiled as a literal of its kind's type, where an extra field is an error.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { parseAllDocuments } from "yaml";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The problems in the manifests of a YAML file, one line each. @param {string} yaml @returns {Promise<string[]>} */
export async function problems(yaml) {
  /** @type {string[]} */
  const found = [];
  const documents = parseAllDocuments(yaml, { uniqueKeys: true });
  for (const document of documents) {
    found.push(...document.errors.map((error) => error.message));
    if (document.errors.length > 0) continue;
    const manifest = document.toJS();
    const path = `kubernetes-models/${manifest?.apiVersion}/${manifest?.kind}`;
    const model = await import(path).catch(() => undefined);
    if (!model) {
      found.push(`the kind ${manifest?.kind} does not exist in ${manifest?.apiVersion}`);
      continue;
    }
    try {
      new model[manifest.kind](manifest).validate();
    } catch (error) {
      found.push(String(error));
    }
    found.push(...fieldProblems(path, manifest));
  }
  return found;
}

/** @param {string} path @param {{ kind: string }} manifest */
function fieldProblems(path, manifest) {
  const target = join(ROOT, "target");
  mkdirSync(target, { recursive: true });
  // Below the clone, where the compiler finds `node_modules`.
  const folder = mkdtempSync(join(target, "manifest-"));
  try {
    const type = `I${manifest.kind}`;
    const file = join(folder, "manifest.ts");
    writeFileSync(
      file,
      `import type { ${type} } from "${path}";\nexport const manifest: ${type} = ${JSON.stringify(manifest, undefined, 1)};\n`,
    );
    const options = [
      "--noEmit",
      "--ignoreConfig",
      "--strict",
      "--target",
      "es2023",
      "--module",
      "esnext",
      "--moduleResolution",
      "bundler",
      "--skipLibCheck",
    ];
    const tsc = spawnSync(join(ROOT, "node_modules/.bin/tsc"), [...options, file], { cwd: ROOT, encoding: "utf8" });
    if (tsc.error) throw tsc.error;
    return tsc.status === 0 ? [] : tsc.stdout.trim().split("\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
}
