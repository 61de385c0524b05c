/** The manifests are valid for Kubernetes, and agree with each other and with the service. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

import { parse } from "yaml";

import { problems } from "./schema.js";

const read = (/** @type {string} */ name) => readFileSync(new URL(name, import.meta.url), "utf8");
const files = readdirSync(new URL(".", import.meta.url)).filter((name) => name.endsWith(".yaml"));
const deployment = parse(read("deployment.yaml"));
const pod = deployment.spec.template.spec;
const [container] = pod.containers;
const variable = (/** @type {string} */ name) => container.env.find((/** @type {any} */ it) => it.name === name)?.value;

for (const name of files) {
  test(`${name} is valid`, async () => {
    assert.deepEqual(await problems(read(name)), []);
  });
}

test("invalid manifests are refused", async () => {
  const good = read("deployment.yaml");
  /** @type {[what: string, yaml: string, found: RegExp][]} */
  const broken = [
    ["an unknown field", good.replace("periodSeconds: 1\n", "periodSecond: 1\n"), /periodSecond"?' does not exist/],
    ["an unknown field at the top", `${good}\nspecs: {}\n`, /specs"?' does not exist/],
    ["a number for a text", good.replace('value: "5"', "value: 5"), /value must be string/],
    [
      "a text for a number",
      good.replace("containerPort: 8788", 'containerPort: "http"'),
      /containerPort must be integer/,
    ],
    ["a missing selector", good.replace(/ {2}selector:\n.*\n.*renderer\n/, ""), /required property selector/],
    ["no such kind", good.replace("kind: Deployment", "kind: Deploiment"), /the kind Deploiment does not exist/],
    ["a version that is gone", good.replace("apps/v1", "apps/v0"), /the kind Deployment does not exist in apps\/v0/],
    [
      "a key twice",
      good.replace("revisionHistoryLimit: 3", "revisionHistoryLimit: 3\n  revisionHistoryLimit: 4"),
      /unique/,
    ],
  ];
  for (const [what, yaml, found] of broken) {
    assert.notEqual(yaml, good, what);
    assert.match((await problems(yaml)).join("\n"), found, what);
  }
});

test("everything is about the same pods", () => {
  const { labels } = deployment.spec.template.metadata;
  const service = parse(read("service.yaml"));
  const selectors = [
    deployment.spec.selector.matchLabels,
    service.spec.selector,
    parse(read("disruption-budget.yaml")).spec.selector.matchLabels,
    parse(read("network-policy.yaml")).spec.podSelector.matchLabels,
    ...pod.topologySpreadConstraints.map((/** @type {any} */ it) => it.labelSelector.matchLabels),
  ];
  for (const selector of selectors) {
    for (const [name, value] of Object.entries(selector)) assert.equal(labels[name], value);
  }
  assert.equal(parse(read("autoscaler.yaml")).spec.scaleTargetRef.name, deployment.metadata.name);
  assert.equal(service.spec.ports[0].targetPort, container.ports[0].name);
  assert.ok(variable("RENDERER_ADDR").endsWith(`:${container.ports[0].containerPort}`));
});

test("a pod has time enough to stop", () => {
  const drains = Number(variable("RENDERER_DRAIN_DELAY_SECONDS"));
  const stops = drains + Number(variable("RENDERER_SHUTDOWN_SECONDS"));
  assert.ok(pod.terminationGracePeriodSeconds > stops);
  // Load balancers that poll /readyz have seen it by then.
  assert.ok(drains > container.readinessProbe.periodSeconds * container.readinessProbe.failureThreshold);
});

test("every variable is one that the service reads", () => {
  const example = readFileSync(new URL("../.env.example", import.meta.url), "utf8");
  for (const { name } of container.env) assert.ok(example.includes(`#${name}=`), name);
});

test("a pod may only answer requests", () => {
  assert.equal(pod.automountServiceAccountToken, false);
  assert.equal(pod.securityContext.runAsNonRoot, true);
  assert.equal(pod.securityContext.seccompProfile.type, "RuntimeDefault");
  assert.equal(container.securityContext.readOnlyRootFilesystem, true);
  assert.equal(container.securityContext.allowPrivilegeEscalation, false);
  assert.deepEqual(container.securityContext.capabilities.drop, ["ALL"]);
  for (const kind of ["requests", "limits"]) {
    assert.ok(container.resources[kind].cpu && container.resources[kind].memory, kind);
  }
});

test("the container file copies every crate, and ends without root", () => {
  const lines = readFileSync(new URL("../Containerfile", import.meta.url), "utf8").split("\n");
  const copied = lines
    .filter((line) => line.startsWith("COPY ") && !line.includes("--from"))
    .flatMap((line) => line.split(" ").slice(1, -1));
  for (const path of copied) assert.ok(readFileOrFolder(path), path);
  const members =
    /members = \[(.*)\]/.exec(readFileSync(new URL("../../Cargo.toml", import.meta.url), "utf8"))?.[1] ?? "";
  for (const [, member] of members.matchAll(/"([^"]+)"/g)) {
    assert.ok(
      copied.some((path) => member === path || member.startsWith(`${path}/`)),
      `${member} is not copied`,
    );
  }
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith("FROM ")));
  const user = last.find((line) => line.startsWith("USER "));
  assert.equal(user, `USER ${pod.securityContext.runAsUser}:${pod.securityContext.runAsGroup}`);
  assert.ok(!last.some((line) => line.startsWith("RUN ")), "the image has no shell");
});

/** @param {string} path */
function readFileOrFolder(path) {
  const url = new URL(`../../${path}`, import.meta.url);
  try {
    return readFileSync(url).length > 0;
  } catch {
    return readdirSync(url).length > 0;
  }
}
