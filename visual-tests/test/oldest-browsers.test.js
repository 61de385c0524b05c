/** A browser that is too old for the tests is refused in one line, and a supported one is not. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { expectSupported, OLDEST } from "../../e2e/support/oldest-browsers.js";

describe("oldest browsers", () => {
  it("accepts Debian 12's of May 2026, and newer ones", () => {
    for (const [name, version] of /** @type {const} */ ([
      ["chromium", "148.0.7778.167"],
      ["chromium", "Chrome/156.0.8078.79"],
      ["firefox", "140.10.2esr"],
      ["firefox", "firefox/153.0"],
      ["webkit", "2.50.6"],
      ["webkit", "3.0"],
    ]))
      expectSupported(name, version);
  });

  it("refuses older ones in one line that names the needed version and how to get it", () => {
    assert.throws(() => expectSupported("chromium", "Chrome/147.0.1.2"), {
      message: `Chromium 147.0.1.2 is too old for the tests, which need ${OLDEST.chromium} or newer: update it with \`sudo apt-get install --only-upgrade chromium\``,
    });
    assert.throws(() => expectSupported("firefox", "128.3"), /^Error: Firefox 128\.3 is too old/);
    assert.throws(() => expectSupported("webkit", "2.48.9"), /^Error: WebKitGTK 2\.48\.9 is too old/);
  });
});
