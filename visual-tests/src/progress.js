/** Progress on long work: one line that is overwritten on a terminal, and nothing elsewhere. */

/** @param {string} what */
export function progress(what) {
  const stream = process.stderr;
  let last = 0;
  return {
    /** @param {number} done @param {number} all */
    tell(done, all) {
      if (!stream.isTTY || (performance.now() - last < 100 && done < all)) return;
      last = performance.now();
      stream.write(`\r\x1b[K${what}: ${done} of ${all}`);
    },
    end() {
      if (stream.isTTY) stream.write("\r\x1b[K");
    },
  };
}
