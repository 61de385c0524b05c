/**
 * Klaviyo's public dialect: its events on `window`, and the calls that are pushed to `_klOnsite`.
 *
 * https://help.klaviyo.com/hc/en-us/articles/360002035871 https://developers.klaviyo.com/en/docs/introduction_to_the_klaviyo_object
 */

const EVENTS = ["open", "embedOpen", "close", "redirectedToUrl", "submit", "stepSubmit"];

/** @type {import("../types").Part} */
export default ({ api }) => {
  for (let i = 0; i < EVENTS.length; i++) {
    api.on(EVENTS[i], (/** @type {any} */ { type, formId, versionId, siteId, metaData }) => {
      const { answers, ...others } = metaData || {};
      const told = { ...others, ...(answers && { ...answers, $email: answers.email }) };
      const detail = { type, formId, formVersionId: versionId, companyId: siteId, metaData: told };
      dispatchEvent(new CustomEvent("klaviyoForms", { detail }));
    });
  }

  const calls = (/** @type {any} */ (window)._klOnsite ||= []);
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
