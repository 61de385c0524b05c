/** One spelling for percent-encoding: a browser keeps the case of the link. `form-compile`, `rules/percent.rs`. */

/** @param {string} address */
export const upperPercent = (address) => address.replace(/%[\da-f]{2}/gi, (encoded) => encoded.toUpperCase());
