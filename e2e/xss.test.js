/** In the real Chromium, hostile payloads do nothing, at any place of a rich text. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { launch } from "./support/browser.js";
import { requests } from "./support/payload-slots.js";
import { openTrap } from "./support/trap.js";

const BINARY = fileURLToPath(new URL("../target/release/dormouse", import.meta.url));
/** Fragments in one page. */
const BATCH = 1_000;
const MAX_OUTPUT_BYTES = 1 << 30;

/** What the trap must notice; otherwise the tests below would prove nothing. */
const CONTROLS = [
  { html: "<img src=x onerror=alert(1)>", notices: /calls alert\(1\)/ },
  { html: "<svg><animate onbegin=confirm(2) attributeName=x dur=1s></svg>", notices: /calls confirm\(2\)/ },
  { html: "<b onmouseover=prompt(3)>x</b>", notices: /calls prompt\(3\)/ },
  { html: "<img src=https://evil.example/x.png>", notices: /asks for image https:\/\/evil\.example\/x\.png/ },
  { html: "<iframe srcdoc='x'></iframe>", notices: /has a frame/ },
  {
    html: "<style>@import 'https://evil.example/x.css'</style>",
    notices: /asks for stylesheet https:\/\/evil\.example/,
  },
  {
    html: '<p style="background:url(https://evil.example/y.png)">x</p>',
    notices: /asks for image https:\/\/evil\.example\/y\.png/,
  },
  { html: "<img src=x onerror=\"eval('4')\">", notices: /calls eval\(4\)/ },
];

/** @type {import("puppeteer-core").Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof openTrap>>} */
let trap;

before(async () => {
  browser = await launch();
  trap = await openTrap(browser);
});

after(async () => {
  await trap?.close();
  await browser?.close();
});

describe("the trap", () => {
  for (const { html, notices } of CONTROLS) {
    it(`notices ${html}`, async () => {
      for (const inShadow of [false, true]) {
        const { noticed } = await trap.inserted([html], inShadow);
        assert.ok(
          noticed.some((what) => notices.test(what)),
          JSON.stringify(noticed),
        );
      }
      const { noticed } = await trap.served([html]);
      assert.ok(
        noticed.some((what) => notices.test(what)),
        JSON.stringify(noticed),
      );
    });
  }

  it("notices a script in a page that is loaded", async () => {
    const { noticed } = await trap.served(["<script>alert(5)</script>"]);
    assert.deepEqual(noticed, ["calls alert(5)"]);
  });

  it("notices where links lead", async () => {
    for (const address of [
      "javascript:alert(1)",
      "java&Tab;script:alert(1)",
      "&#1;javascript:alert(1)",
      "data:text/html,x",
    ]) {
      const link = `<a href="${address}" rel="noopener noreferrer" target="_blank">x</a>`;
      const { bad } = await trap.inserted([link], false);
      assert.equal(bad.length, 1, address);
    }
  });

  it("notices nothing in harmless content", async () => {
    const fine =
      '<p>a <a href="https://e.com/" rel="noopener noreferrer" target="_blank"><strong>b</strong></a><br><img alt="" src="data:image/png;base64,AAAA"></p>';
    for (const result of [
      await trap.inserted([fine], false),
      await trap.inserted([fine], true),
      await trap.served([fine]),
    ]) {
      assert.deepEqual(result, { bad: [], elements: 5, links: 1, noticed: [] });
    }
  });
});

describe("no payload does anything", () => {
  /** @type {string[]} */
  let fragments;
  before(async () => {
    const payloads = JSON.parse(await readFile(new URL("../fixtures/xss/open.json", import.meta.url), "utf8"));
    fragments = render(
      payloads.flatMap((/** @type {any} */ { payload }, /** @type {number} */ number) => requests(payload, number)),
    );
    console.log(`${payloads.length} payloads, ${fragments.length} different fragments`);
  });

  /** @param {(batch: string[]) => Promise<{ bad: string[], elements: number, links: number, noticed: string[] }>} show */
  async function nothingHappens(show) {
    const failed = [];
    let links = 0;
    for (let start = 0; start < fragments.length; start += BATCH) {
      const batch = fragments.slice(start, start + BATCH);
      const result = await show(batch);
      links += result.links;
      if (result.bad.length + result.noticed.length > 0) failed.push(await narrowed(batch, show));
      assert.ok(result.elements >= batch.length / 2, "the fragments are in the page");
    }
    assert.deepEqual(failed, []);
    console.log(`${links} links looked at`);
  }

  it("in the document", () => nothingHappens((batch) => trap.inserted(batch, false)));
  it("in shadow roots", () => nothingHappens((batch) => trap.inserted(batch, true)));
  it("in a page that is loaded", () => nothingHappens((batch) => trap.served(batch)));
});

/**
 * The first fragment that does something, and what it does.
 * @param {string[]} batch
 * @param {(batch: string[]) => Promise<{ bad: string[], noticed: string[] }>} show
 */
async function narrowed(batch, show) {
  let rest = batch;
  while (rest.length > 1) {
    const half = rest.slice(0, Math.ceil(rest.length / 2));
    const { bad, noticed } = await show(half);
    rest = bad.length + noticed.length > 0 ? half : rest.slice(half.length);
  }
  const { bad, noticed } = await show(rest);
  return { html: rest[0], bad, noticed };
}

/**
 * What the binary renders; refusals are fine, and do not count.
 * @param {string[]} lines
 */
function render(lines) {
  const run = spawnSync(BINARY, ["render", "--jsonl"], {
    input: `${lines.join("\n")}\n`,
    encoding: "utf8",
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  if (run.error) throw run.error;
  const answers = run.stdout.trimEnd().split("\n");
  assert.equal(answers.length, lines.length, `one answer a request; ${run.stderr}`);
  const rendered = answers.map((line) => JSON.parse(line)).filter(({ html }) => typeof html === "string");
  assert.ok(rendered.length > lines.length / 2, `${rendered.length} of ${lines.length} requests are rendered`);
  return [...new Set(rendered.map(({ html }) => html))];
}
