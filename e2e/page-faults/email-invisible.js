/** Invisible characters are removed from the ends of an address, and refused inside it with a message. */

const INVALID = "[aria-invalid=true]";

/**
 * Enters an address as a paste does, and presses the button.
 * @param {import("../support/page-faults.js").Stage} stage
 * @param {string} email
 */
async function send({ visitor }, email) {
  await visitor.evaluate((email) => {
    const input = /** @type {HTMLInputElement} */ (
      document.querySelector("dormouse-form")?.shadowRoot?.querySelector("input[type=email]") ??
        document.querySelector("dormouse-form input[type=email]")
    );
    input.value = email;
    input.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
  }, email);
  await visitor.click("[type=submit]");
}

/** @type {import("../support/page-faults.js").Case[]} */
export default [
  ...["\u3000", "\u202a", "\u200b", "\u2028", "\ufeff", "\u0085", "\u00ad"].flatMap((unseen) => {
    const name = `U+${unseen.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
    return [
      {
        shows: `${name} around an address is removed`,
        /** @param {import("../support/page-faults.js").Stage} stage */
        async run(stage) {
          await stage.formShows();
          await send(stage, `${unseen}id@example.com${unseen}`);
          await stage.tells("submit");
        },
      },
      {
        shows: `${name} inside an address is refused`,
        /** @param {import("../support/page-faults.js").Stage} stage */
        async run(stage) {
          await stage.formShows();
          await send(stage, `i${unseen}d@example.com`);
          await stage.visitor.waitFor((selector) => {
            const host = document.querySelector("dormouse-form");
            return (host?.shadowRoot ?? host)?.querySelector(selector) != null;
          }, INVALID);
        },
      },
    ];
  }),
  {
    shows: "U+FFFD inside an address is refused, and an address in another script is taken",
    async run(stage) {
      await stage.formShows();
      await send(stage, "i\ufffdd@example.com");
      await stage.visitor.waitFor((selector) => {
        const host = document.querySelector("dormouse-form");
        return (host?.shadowRoot ?? host)?.querySelector(selector) != null;
      }, INVALID);
      await send(stage, "käthe@müller.example");
      await stage.tells("submit");
    },
  },
];
