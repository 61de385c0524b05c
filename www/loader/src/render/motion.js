/** How a form opens and closes: only with what a compositor can animate alone, and always to a real end. */

/** Closing is faster than opening. */
const LEAVING = 1.75;

/** The maximum wait beyond the motion's own time: animations do not run in a hidden tab. */
const MARGIN_MS = 250;

const EASING = "cubic-bezier(.2,.8,.2,1)";

/**
 * Animates an element in, with the sheet's `--dormouse-motion`: milliseconds, and the starting transform.
 * @param {HTMLElement} surface The element with that property.
 * @param {HTMLElement} moved
 * @param {boolean} [has_backdrop]
 */
export function enter(surface, moved, has_backdrop) {
  const motion = getComputedStyle(surface).getPropertyValue("--dormouse-motion").trim();
  const duration = parseFloat(motion) || 0;
  const animations = /** @type {Animation[]} */ ([]);
  if (duration) {
    const transform = [motion.slice(motion.indexOf(" ") + 1), "none"];
    try {
      animations[0] = moved.animate({ opacity: [0, 1], transform }, { duration, easing: EASING });
      if (has_backdrop) animations[1] = surface.animate({ opacity: [0, 1] }, { duration, pseudoElement: "::backdrop" });
    } catch {
      // If a page has broken it, nothing moves.
    }
  }

  /**
   * Calls back once the motion has ended, also if the page canceled it.
   * @param {() => void} act
   */
  function atEnd(act) {
    if (!animations[0]?.finished) return act();
    let is_over = false;
    const end = () => {
      if (!is_over) act();
      is_over = true;
    };
    animations[0].finished.then(end, end);
    setTimeout(end, duration + MARGIN_MS);
  }

  return {
    atEnd,
    /**
     * Goes back from wherever it has come to.
     * @param {() => void} act Called when it is gone.
     */
    leave(act) {
      try {
        for (let i = 0; i < animations.length; i++) {
          animations[i].playbackRate = -LEAVING;
          animations[i].play();
        }
      } catch {
        animations.length = 0;
      }
      atEnd(act);
    },
  };
}
