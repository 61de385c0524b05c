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
function run({ bundle, core, onGone }, place, line) {
  const kind = /** @type {string} */ (place.dataset.countdown)[0];
  const seconds = +(/** @type {string} */ (place.dataset.countdown).slice(1));
  const numbers = place.getElementsByTagName("b");
  const text = /** @type {HTMLElement} */ (place.children[1]);
  let end = kind === "f" ? seconds : +(core?.recall(line, false) || 0);
  let last = now();
  let said = "";
  const list = listIn(bundle.locale);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {IntersectionObserver | undefined} */
  let seen;

  // An evergreen countdown that has ended restarts when it is seen again.
  if (kind === "e" && end <= last) end = 0;
  // More than the whole duration cannot be left: the clock was set back since, or the form was published with less.
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
    // If the clock is set back while it runs, a countdown per visitor continues.
    if (kind !== "f" && end && moment < last) keep(end - last + moment);
    last = moment;
    const left = end ? Math.max(0, end - moment) : seconds;
    show(left);
    if (!left) return over();
    // Aligned to the clock, so that all countdowns on a page change together. A hidden tab needs no updates.
    if (end && !document.hidden) timer = setTimeout(tick, 1000 - (Date.now() % 1000));
  }

  /** @param {number} left */
  function show(left) {
    const all = [];
    for (let i = 0; i < numbers.length; i++) {
      const unit = numbers.length - 1 - i;
      const whole = Math.floor(left / UNITS[unit]);
      // The largest visible unit takes the whole rest; the others take what it leaves.
      const count = i ? whole % (unit > 1 ? 24 : 60) : whole;
      const digits = count < 10 ? `0${count}` : `${count}`;
      if (numbers[i].textContent !== digits) numbers[i].textContent = digits;
      // Seconds are of interest only where they are all there is.
      const label = /** @type {HTMLElement} */ (numbers[i].nextElementSibling);
      const words = wordsOf(label, count);
      if ((unit || left < 60) && (count || !unit)) all[all.length] = words;
    }
    const told = list(all);
    if (told !== said) text.textContent = said = told;
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

/** Writes numbers with their units, by the locale and the unit that a label names. */
const formats = /** @type {Record<string, Intl.NumberFormat>} */ ({});

/**
 * A number with its unit in words. A label that is built in is brought into its form for that number, "Day" or "Days".
 * @param {HTMLElement} label
 * @param {number} count
 */
function wordsOf(label, count) {
  const named = label.dataset.unit;
  try {
    if (named) {
      const [locale, unit] = named.split(" ");
      const format = (formats[named] ||= new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }));
      const parts = format.formatToParts(count);
      for (let i = 0; i < parts.length; i++) {
        const { type, value } = parts[i];
        const name = value.charAt(0).toLocaleUpperCase(locale) + value.slice(1);
        if (type === "unit" && label.textContent !== name) label.textContent = name;
      }
      return format.format(count);
    }
  } catch {
    // A browser that does not know the unit leaves the label as it is.
  }
  return `${count} ${label.textContent}`;
}

/**
 * Joins texts as a language does.
 * @param {string} locale
 * @returns {(all: string[]) => string}
 */
function listIn(locale) {
  try {
    const format = new Intl.ListFormat(locale, { type: "unit" });
    return (all) => format.format(all);
  } catch {
    return (all) => all.join(", ");
  }
}
