/** Part `fonts`: loads a form's fonts. A face is added to the page only once it is loaded, so that no text waits for
 * a missing face. */

/** Requested faces, by family, weight and style; a failed one may be requested again. */
const asked = /** @type {Record<string, Promise<unknown> | undefined>} */ ({});

/**
 * @param {string} family
 * @param {string | BufferSource} source
 * @param {FontFaceDescriptors & { sizeAdjust?: string }} descriptors
 */
async function add(family, source, descriptors) {
  document.fonts.add(await new FontFace(family, source, descriptors).load());
}

/** @param {import("../../types").BundleFont} font */
async function load({ family, weight, style, url, fallback }) {
  const face = { weight: `${weight}`, style };
  // The fallback is not waited for, and may fail on its own: the system's fonts come after it.
  // Without `size-adjust` it would not fit better than those fonts.
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
 * Waits until the fonts are there, or have failed.
 * @param {import("../../types").Bundle} bundle
 */
export default async function (bundle) {
  const fonts = bundle.fonts || [];
  for (let i = 0; i < fonts.length; i++) {
    const { family, weight, style } = fonts[i];
    const key = family + weight + style;
    asked[key] ||= load(fonts[i]).catch(() => delete asked[key]);
  }
  for (let i = 0; i < fonts.length; i++) {
    await asked[fonts[i].family + fonts[i].weight + fonts[i].style];
  }
}
