/** The oldest browsers that the tests run with: those of Debian 12 in May 2026. */

export const OLDEST = { chromium: "148", firefox: "140", webkit: "2.50" };

const NAMES = { chromium: "Chromium", firefox: "Firefox", webkit: "WebKitGTK" };

/** The packages that install them on Debian and Ubuntu. */
const PACKAGES = { chromium: "chromium", firefox: "firefox-esr", webkit: "webkit2gtk-driver" };

/**
 * Throws if a browser is too old for the tests, so that a failure has a clear cause.
 * @param {keyof typeof OLDEST} name
 * @param {string} version As the browser reports it: `148.0.7778.167`, `chrome/148.0.7778.167`.
 */
export function expectSupported(name, version) {
  const numbers = (/** @type {string} */ text) => text.replace(/^\D+/, "").split(".").map(Number);
  const [is, least] = [numbers(version), numbers(OLDEST[name])];
  const at = least.findIndex((number, i) => (is[i] ?? 0) !== number);
  if (at < 0 || (is[at] ?? 0) > least[at]) return;
  throw new Error(
    `${NAMES[name]} ${is.join(".")} is too old for the tests, which need ${OLDEST[name]} or newer: update it with \`sudo apt-get install --only-upgrade ${PACKAGES[name]}\``,
  );
}
