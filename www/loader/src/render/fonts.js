/** Loads a form's fonts: only what is loaded is added to the page, so that no text is painted in a face that is missing. */

/** How long a form waits for its fonts. What comes later is swapped in, in the place that its fallback keeps. */
const WAIT_MS = 100;

/** Faces that were asked for, by family, weight and style; one that failed may be asked for again. */
const asked = /** @type {Record<string, Promise<unknown> | undefined>} */ ({});

/**
 * @param {string} family
 * @param {string | BufferSource} source
 * @param {FontFaceDescriptors & { sizeAdjust?: string }} descriptors
 */
async function add(family, source, descriptors) {
  document.fonts.add(await new FontFace(family, source, descriptors).load());
}

/** @param {import("../types").BundleFont} font */
async function load({ family, weight, style, url, fallback }) {
  const face = { weight: `${weight}`, style };
  // The fallback takes no part in the waiting and may fail by itself: the system's stack stands behind it.
  // Without `size-adjust` it would be no nearer than that stack.
  if (fallback && "sizeAdjust" in FontFace.prototype) {
    add(`${family}-fallback`, fallback.local, {
      ...face,
      sizeAdjust: fallback.size_adjust,
      ascentOverride: fallback.ascent_override,
      descentOverride: fallback.descent_override,
      lineGapOverride: fallback.line_gap_override,
    }).catch(() => {});
  }
  // Bytes and not an address: the page's `font-src` has nothing to say of them.
  const response = await fetch(url, { credentials: "omit" });
  await add(family, await response.arrayBuffer(), face);
}

/**
 * Waits until the fonts are there, or a moment; never fails.
 * @param {import("../types").Bundle} bundle
 */
export default async function (bundle) {
  const fonts = bundle.fonts || [];
  const wait = new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  const all = (async () => {
    for (let i = 0; i < fonts.length; i++) {
      const { family, weight, style } = fonts[i];
      const key = family + weight + style;
      asked[key] ||= load(fonts[i]).catch(() => delete asked[key]);
    }
    for (let i = 0; i < fonts.length; i++) {
      await asked[fonts[i].family + fonts[i].weight + fonts[i].style];
    }
  })();
  await Promise.race([all, wait]);
}
