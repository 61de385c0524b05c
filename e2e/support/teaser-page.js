/** Teasers for tests: a version's member, and what a page shows of teasers and forms. */

/** A teaser that a form may have. @param {object} [more] */
export const teaserOf = (more) => ({ display_order: "before_and_after", label: "Get 10 % off", ...more });

/** Runs in the page: forms that show, teasers left aside, by their ids. */
export function formsShown() {
  const hosts = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("dormouse-form")]);
  return hosts.filter((host) => host.dataset.state !== "teaser").map((host) => host.dataset.formId);
}

/** Runs in the page: teasers that show, by the ids of their forms. */
export function teasersShown() {
  const hosts = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("dormouse-form[data-state=teaser]")]);
  return hosts.map((host) => host.dataset.formId);
}

/** Runs in the page: whether one teaser shows and no form. */
export function isTeaserAlone() {
  const hosts = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("dormouse-form"));
  return hosts.length === 1 && hosts[0].dataset.state === "teaser";
}

/** Runs in the page: whether a form is open, its motion over, and no teaser is there. */
export function isFormAlone() {
  const hosts = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("dormouse-form"));
  return hosts.length === 1 && hosts[0].dataset.state === "open";
}

/** Runs in the page: whether the page contains nothing of ours. */
export function isNothing() {
  return !document.querySelector("dormouse-form");
}
