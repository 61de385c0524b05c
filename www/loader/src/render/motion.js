/** How a form comes and goes: only what a compositor can do alone, and always to its real end. */

/** Leaving is quicker than coming. */
const LEAVING = 1.75;

/** What is waited at most beyond a motion's own time: a hidden tab stands still. */
const MARGIN_MS = 250;

const EASING = "cubic-bezier(.2,.8,.2,1)";

/**
 * Brings an element in, as the sheet's `--dormouse-motion` says: milliseconds, and the transform it comes from.
 * @param {HTMLElement} surface Where that property stands.
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
      // Where a page has broken it, nothing moves.
    }
  }

  /**
   * Calls once the motion has ended, also where the page took it away.
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
