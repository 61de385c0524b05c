/** A page that adds members to all objects changes no setting of a site and no form. */

/** What our JSON may contain, and what it would do. */
const MEMBERS = `{ isolation: "light", compat: "klaviyo", events_with_answers: true, z_index: 1, storage_before_consent: "none", cookie_domain: "x.example",
  type: "embed", teaser: { bundle: "x" }, at_once: true, engine: "js", insists: true, push: "top", edge: "top", parts: ["coupon"], fonts: [{}], light: true,
  addresses: {}, dormouse: "off", profile: { email: "x" }, channels: 3, locale: "xx", asked: 0, is_off: true, has_left: true, must_forget: true, a: 1, t: 1, r: 1 }`;

/** @param {string} how */
const shop = (how) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title><script>
  for (const [name, value] of Object.entries(${MEMBERS})) ${how};</script>{{TAG}}</head><body><h1>Shop</h1><button id="outside">Outside</button></body></html>`;

/** @param {import("../support/page-faults.js").Stage} stage */
async function isItself({ visitor, formShows, tells, told, closeForm, formGone }) {
  await formShows();
  await visitor.fill("input[type=email]", "ada@example.com");
  await visitor.press("Enter");
  await tells("submit");
  const found = await visitor.evaluate(() => {
    const host = /** @type {HTMLElement} */ (document.querySelector("dormouse-form"));
    return {
      shadow: Boolean(host.shadowRoot),
      z: host.style.getPropertyValue("--dormouse-z"),
      klaviyo: "_klOnsite" in window,
    };
  });
  const [submit] = await told("submit");
  if (Object.hasOwn(submit.metaData, "answers")) throw new Error("the event has answers");
  if (found.z || found.klaviyo) throw new Error(JSON.stringify(found));
  await closeForm();
  await formGone();
  const keys = await visitor.evaluate(() => Object.keys(localStorage).filter((key) => key.endsWith(":v")));
  if (keys.length !== 1) throw new Error("the close was not noted");
}

/** @type {import("../support/page-faults.js").Case[]} */
export default [
  { shows: "by a plain assignment", how: "Object.prototype[name] = value" },
  {
    shows: "by members that are neither enumerable nor writable",
    how: "Object.defineProperty(Object.prototype, name, { value })",
  },
].map(({ shows, how }) => ({
  shows,
  fixture: "keys-captured",
  page: shop(how),
  form: (/** @type {any} */ form) => ({
    ...form,
    versions: [{ ...form.versions[0], frequency_cap: { days_after_close: 7, days_after_submit: null } }],
  }),
  run: isItself,
}));
