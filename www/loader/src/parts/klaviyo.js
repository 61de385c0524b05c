/**
 * Klaviyo's public dialect: its events on `window`, and the calls that are pushed to `_klOnsite`.
 *
 * `submit` comes with the first email address or phone number, `stepSubmit` with each step:
 * https://developers.klaviyo.com/en/docs/track_klaviyo_form_activity_using_javascript
 * https://help.klaviyo.com/hc/en-us/articles/360002035871 https://developers.klaviyo.com/en/docs/introduction_to_the_klaviyo_object
 */

const EVENTS = ["open", "embedOpen", "close", "redirectedToUrl", "submit", "stepSubmit"];

/** @type {import("../types").Part} */
export default (core) => {
  const { api } = core;
  /** Forms in which the visitor gave an email address or phone number; forms whose one `submit` was sent. */
  const reached = Object.create(null);
  const converted = Object.create(null);

  core.onSubmitted = (form_id, channels) => (reached[form_id] = channels);

  /**
   * @param {string} type
   * @param {any} told
   */
  function tell(type, { formId, versionId, siteId, metaData }) {
    const { answers, ...others } = metaData || {};
    const known = answers && { ...answers, $email: answers.email, $phone_number: answers.phone_number };
    const detail = { type, formId, formVersionId: versionId, companyId: siteId, metaData: { ...others, ...known } };
    dispatchEvent(new CustomEvent("klaviyoForms", { detail }));
  }

  for (let i = 0; i < EVENTS.length; i++) {
    api.on(EVENTS[i], (/** @type {any} */ about) => {
      const { type, formId, metaData } = about;
      const is_last = type === "submit";
      if (!is_last && type !== "stepSubmit") return tell(type, about);
      const named = { ...about, metaData: { ...metaData, $step_name: `step${metaData.step + 1}` } };
      // Each step is reported; the first address or number counts as the signup, once per form.
      tell("stepSubmit", named);
      if ((is_last || reached[formId]) && !converted[formId]) {
        converted[formId] = true;
        tell("submit", named);
      }
    });
  }

  const page = /** @type {any} */ (window);
  const calls = (page._klOnsite ||= []);
  /** @param {any} call `["openForm", ID]`; what else may be there is not for us. */
  const take = (call) => {
    if (call && call[0] === "openForm") api.open(call[1], { ignoreTargeting: true });
  };
  for (let i = 0; i < calls.length; i++) take(calls[i]);
  const { push } = calls;
  calls.push = function (/** @type {any[]} */ ...more) {
    for (let i = 0; i < more.length; i++) take(more[i]);
    return push.apply(this, more);
  };
};
