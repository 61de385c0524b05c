/** The instructions in docs/OPERATE.md work as written, and the tests that pages name as proof exist. */

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { freePort } from "./support/service.js";

const CLONE = fileURLToPath(new URL("..", import.meta.url));
const read = (/** @type {string} */ path) => readFileSync(join(CLONE, path), "utf8");

/** The shell blocks of a page that can run anywhere: each says `set -e`, so that its first failure ends it. */
function blocks(/** @type {string} */ markdown) {
  const found = [...markdown.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, script]) => script);
  return found.filter((script) => script.startsWith("set -e\n"));
}

test("docs/OPERATE.md works as written, from the start to the restored backup", async (context) => {
  const folder = await mkdtemp(join(tmpdir(), "dormouse-operate-"));
  context.after(() => rm(folder, { recursive: true, force: true }));
  const scripts = blocks(read("docs/OPERATE.md"));
  assert.ok(scripts.length >= 9, `${scripts.length} blocks`);
  const steps = scripts.map((script, index) => `echo "# block ${index + 1}"\n${script}`);
  // One shell, because each block continues where the one before ended.
  const script = `trap 'kill $(cat dormouse.pid)' EXIT\n${steps.join("\n")}\necho "# all blocks ended well"\n`;
  const env = {
    ...process.env,
    PATH: `${join(CLONE, "target/release")}:${process.env.PATH}`,
    CLONE,
    PORT: `${await freePort()}`,
    METRICS_PORT: `${await freePort()}`,
  };
  const shell = spawn("bash", ["-c", script], { cwd: folder, env });
  let output = "";
  shell.stdout.on("data", (chunk) => (output += chunk));
  shell.stderr.on("data", (chunk) => (output += chunk));
  const code = await new Promise((resolve) => shell.once("close", resolve));
  assert.equal(code, 0, output);
  assert.match(output, /# all blocks ended well/);
});

for (const { page, least } of [
  { page: "docs/SECURITY.md", least: 25 },
  { page: "docs/CASES.md", least: 45 },
]) {
  test(`every test that ${page} names exists`, () => {
    const sources = ["crates", "e2e", "renderer-service"].flatMap((folder) =>
      readdirSync(join(CLONE, folder), { recursive: true, encoding: "utf8" }).map((path) => join(folder, path)),
    );
    const rust = sources
      .filter((path) => path.endsWith(".rs"))
      .map(read)
      .join("\n");
    let named = 0;
    for (const line of read(page).split("\n")) {
      const cell = line.startsWith("|") ? (line.split("|").at(-2) ?? "") : "";
      for (const [, name] of cell.matchAll(/`([^`]+)`/g)) {
        named++;
        const [path, title] = name.split(": ");
        if (title) assert.ok(read(path).includes(title), name);
        else if (path.includes("/")) assert.ok(existsSync(join(CLONE, path)), name);
        else assert.match(rust, new RegExp(`#\\[(?:tokio::)?test(?:\\(.*\\))?\\]\\s+(?:async )?fn ${path}\\(`), name);
      }
    }
    assert.ok(named >= least, `${named} tests are named`);
  });
}

test("nginx accepts the configuration, and passes on only what visitors need", async (context) => {
  if (!existsSync("/usr/sbin/nginx")) return context.skip("nginx is not installed: apt-get install nginx");
  const folder = await mkdtemp(join(tmpdir(), "dormouse-nginx-"));
  context.after(() => rm(folder, { recursive: true, force: true }));
  const [service, tls, metrics] = [await freePort(), await freePort(), await freePort()];
  const certificate = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=forms.example"];
  await promisify(execFile)("openssl", [
    "req",
    ...certificate,
    "-keyout",
    join(folder, "key.pem"),
    "-out",
    join(folder, "cert.pem"),
  ]);
  const site = read("docs/operate/nginx.conf")
    .replace("127.0.0.1:8787", `127.0.0.1:${service}`)
    .replace("listen 443 ssl", `listen 127.0.0.1:${tls} ssl`)
    .replace(/ *listen \[::\]:443 ssl;\n/, "")
    .replace(/\/etc\/letsencrypt\S*fullchain.pem/, join(folder, "cert.pem"))
    .replace(/\/etc\/letsencrypt\S*privkey.pem/, join(folder, "key.pem"))
    // So that a test on this machine can act as a client without the token.
    .replace("allow 127.0.0.1;", "allow 127.0.0.2;");
  mkdirSync(join(folder, "tmp"));
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `${name}_temp_path ${folder}/tmp/${name};`,
  );
  const main = `daemon off; pid ${folder}/nginx.pid; error_log stderr; events {} http { access_log off; ${paths.join(" ")}\n${site}}`;
  writeFileSync(join(folder, "nginx.conf"), main);
  const env = { ...process.env, DORMOUSE_API_TOKEN: "token-for-tests-only" };
  const flags = [
    "--addr",
    `127.0.0.1:${service}`,
    "--metrics-addr",
    `127.0.0.1:${metrics}`,
    "--data",
    join(folder, "data"),
  ];
  const more = ["--trusted-proxies", "127.0.0.1", "--submissions-per-address", "1", "--log", "warn"];
  const dormouse = spawn(join(CLONE, "target/release/dormouse"), ["serve", ...flags, ...more], {
    env,
    stdio: "ignore",
  });
  const nginx = spawn("/usr/sbin/nginx", ["-c", join(folder, "nginx.conf"), "-p", dirname(folder)], {
    stdio: "ignore",
  });
  context.after(() => {
    dormouse.kill("SIGTERM");
    nginx.kill("SIGTERM");
  });
  /** @param {string} path @param {string[]} [args] */
  const ask = async (path, args = []) => {
    const fixed = ["--silent", "--insecure", "--output", "/dev/null", "--write-out", "%{http_code}"];
    const url = `https://forms.example:${tls}${path}`;
    const resolve = ["--resolve", `forms.example:${tls}:127.0.0.1`];
    const { stdout } = await promisify(execFile)("curl", [...fixed, ...resolve, ...args, url]).catch((error) => error);
    return stdout;
  };
  const deadline = Date.now() + 60_000;
  while ((await ask("/v1/nobody99/onsite.js")) !== "404" || (await ask("/v1/nobody99/where")) !== "404") {
    assert.ok(Date.now() < deadline, "nginx and dormouse do not answer");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const api = `http://127.0.0.1:${service}`;
  const headers = { authorization: "Bearer token-for-tests-only" };
  const made = await fetch(`${api}/api/v1/sites/mainshop`, { method: "PUT", headers, body: '{"origins": []}' });
  assert.equal(made.status, 200);
  assert.equal(await ask("/v1/mainshop/onsite.js"), "200");
  assert.equal(await ask("/api/v1/sites/mainshop/submissions", ["--data", "{}"]), "422");
  const token = ["--header", "authorization: Bearer token-for-tests-only"];
  for (const path of ["/api/v1/sites", "/api/v1/sites/mainshop", "/api/v1/sites/mainshop/erase"]) {
    assert.equal(await ask(path, token), "403", path);
  }
  for (const path of ["/metrics", "/healthz", "/readyz", "/"]) assert.equal(await ask(path), "404", path);
  assert.equal((await fetch(`http://127.0.0.1:${metrics}/metrics`)).status, 200);
  assert.equal((await fetch(`${api}/metrics`)).status, 404);
});

test("systemd takes the unit", async (context) => {
  if (!existsSync("/usr/bin/systemd-analyze")) return context.skip("systemd is not installed");
  const folder = await mkdtemp(join(tmpdir(), "dormouse-unit-"));
  context.after(() => rm(folder, { recursive: true, force: true }));
  // It looks for the program, which is not installed here.
  const unit = read("docs/operate/dormouse.service").replace("/usr/local/bin/dormouse", "/bin/true");
  writeFileSync(join(folder, "dormouse.service"), unit);
  const { stdout, stderr } = await promisify(execFile)("systemd-analyze", [
    "verify",
    "--man=no",
    join(folder, "dormouse.service"),
  ]);
  assert.doesNotMatch(stdout + stderr, /dormouse\.service/);
});
