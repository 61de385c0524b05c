/** Makes a failing Delta small, so that its point is easy to see. */

/**
 * Removes ops, attributes and halves of texts as long as the rest still fails.
 * @template {{ delta: { ops: (import("./deltas.js").Op | null)[] } }} T
 * @param {T} failing
 * @param {(candidates: T[]) => Promise<boolean[]>} fail Which of these fail.
 * @returns {Promise<T>}
 */
export async function shrink(failing, fail) {
  for (;;) {
    const candidates = smaller(failing.delta.ops).map((ops) => ({ ...failing, delta: { ops } }));
    const failed = candidates.length > 0 ? await fail(candidates) : [];
    const first = failed.indexOf(true);
    if (first < 0) return failing;
    failing = candidates[first];
  }
}

/**
 * All ops with one thing removed, the largest removals first.
 * @param {(import("./deltas.js").Op | null)[]} ops
 */
function smaller(ops) {
  const fewer = ops.map((_, left) => ops.toSpliced(left, 1));
  const halves = ops.length > 3 ? [ops.slice(0, ops.length / 2), ops.slice(ops.length / 2)] : [];
  const plainer = ops.flatMap((op, index) =>
    Object.keys(op?.attributes ?? {}).map((name) => {
      const attributes = { ...op.attributes };
      delete attributes[name];
      return ops.with(index, { ...op, attributes });
    }),
  );
  const shorter = ops.flatMap((op, index) => {
    const characters = typeof op?.insert === "string" ? [...op.insert] : [];
    const middle = characters.length >> 1;
    if (middle === 0) return [];
    return [characters.slice(0, middle), characters.slice(middle)].map((half) =>
      ops.with(index, { ...op, insert: half.join("") }),
    );
  });
  return [...halves, ...fewer, ...plainer, ...shorter];
}
