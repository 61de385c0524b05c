/** Part `countdown`: counts down to a moment, or for a time that began when this visitor first saw it. */

/** Letter of lines in the visitor record: `records.js`. Form id, a point and the countdown's index follow, then a space. */
const ENDS = "d";

/** Seconds of the units that may show, the last first: seconds, minutes, hours, days. */
const UNITS = [1, 60, 3600, 86400];

/** @param {import("../../types").FormInPage} form */
export default (form) => {
  const places = /** @type {NodeListOf<HTMLElement>} */ (form.panel.querySelectorAll("[data-countdown]"));
  for (let i = 0; i < places.length; i++) run(form, places[i], `${ENDS}${form.bundle.form_id}.${i} `);
};

/**
 * @param {import("../../types").FormInPage} form
 * @param {HTMLElement} place
 * @param {string} line What its line in the visitor's record begins with.
 */
function run({ core, onGone }, place, line) {
  const kind = /** @type {string} */ (place.dataset.countdown)[0];
  const seconds = +(/** @type {string} */ (place.dataset.countdown).slice(1));
  const numbers = place.getElementsByTagName("b");
  const text = /** @type {HTMLElement} */ (place.children[1]);
  let end = kind === "f" ? seconds : +(core?.recall(line, false) || 0);
  let last = now();
  let said = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {IntersectionObserver | undefined} */
  let seen;

  // An evergreen one that has run out begins anew where it is seen again.
  if (kind === "e" && end <= last) end = 0;
  // More than all of it cannot be left: the clock went back since, or the form was published with less.
  if (kind !== "f" && end > last + seconds) keep(last + seconds);

  function now() {
    return Math.floor(Date.now() / 1000);
  }

  /** @param {number} moment */
  function keep(moment) {
    end = moment;
    core?.remember(line, end, false);
  }

  function tick() {
    clearTimeout(timer);
    const moment = now();
    // Where the clock goes back while it runs, a time that is the visitor's own goes on.
    if (kind !== "f" && end && moment < last) keep(end - last + moment);
    last = moment;
    const left = end ? Math.max(0, end - moment) : seconds;
    show(left);
    if (!left) return over();
    // Aligned to the clock, so that all that count on a page change together. A hidden tab needs no count.
    if (end && !document.hidden) timer = setTimeout(tick, 1000 - (Date.now() % 1000));
  }

  /** @param {number} left */
  function show(left) {
    let all = "";
    for (let i = 0; i < numbers.length; i++) {
      const unit = numbers.length - 1 - i;
      const whole = Math.floor(left / UNITS[unit]);
      // The largest that shows takes all; the others what it leaves.
      const count = i ? whole % (unit > 1 ? 24 : 60) : whole;
      const digits = count < 10 ? `0${count}` : `${count}`;
      if (numbers[i].textContent !== digits) numbers[i].textContent = digits;
      // Seconds are of interest only where they are all there is.
      if (unit || left < 60) if (count || !unit) all += `${all && ", "}${count} ${numbers[i].nextElementSibling?.textContent}`;
    }
    if (all !== said) text.textContent = said = all;
  }

  function over() {
    place.dataset.over = "";
    if (place.children[2]) text.textContent = "";
    if (!place.hasAttribute("data-hide")) return;
    place.hidden = true;
    const row = /** @type {HTMLElement} */ (place.parentNode);
    // A row without anything in it would leave a gap.
    if (row.children.length < 2) row.hidden = true;
  }

  document.addEventListener("visibilitychange", tick);
  onGone[onGone.length] = () => {
    clearTimeout(timer);
    seen?.disconnect();
    document.removeEventListener("visibilitychange", tick);
  };
  if (!end && !("IntersectionObserver" in window)) keep(now() + seconds);
  if (!end) {
    seen = new IntersectionObserver((entries) => {
      if (!entries[entries.length - 1].isIntersecting) return;
      seen?.disconnect();
      keep(now() + seconds);
      tick();
    });
    seen.observe(place);
  }
  tick();
}
