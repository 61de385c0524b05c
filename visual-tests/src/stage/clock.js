/**
 * A clock that does not run: starts in the page before everything else, so that a form never depends on when, or how
 * fast, a picture is taken. Time passes only with `stageClock.advance()`.
 *
 * Callbacks for the next task (`setTimeout(…, 0)`) or frame run at once, because that takes no time; everything longer
 * waits in a queue. `stageClock.idle()` waits until no callback waits for a task or frame.
 */
(() => {
  const real = {
    Date,
    setTimeout: window.setTimeout.bind(window),
    requestAnimationFrame: window.requestAnimationFrame.bind(window),
  };
  /** The moment of all pictures, in unix milliseconds: a Thursday noon. */
  const START_MS = Date.UTC(2026, 0, 15, 12);
  /** How many tasks after one another are waited for. */
  const MOST_TASKS = 20;
  let now = START_MS;
  let last = 1_000_000;
  /** @type {Map<number, { at: number, every: number, act: () => void }>} */
  const waiting = new Map();
  /** Tasks that are about to come. @type {Set<number>} */
  const tasks = new Set();

  class FrozenDate extends real.Date {
    /** @param {any[]} parts */
    constructor(...parts) {
      // @ts-ignore TypeScript knows no spread over these overloads.
      super(...(parts.length ? parts : [now]));
    }
    static now() {
      return now;
    }
  }

  // Messages come in their order and at once; a timer that was set by a timer waits for 4 ms.
  const channel = new MessageChannel();
  const posted = /** @type {(() => void)[]} */ ([]);
  channel.port1.onmessage = () => /** @type {() => void} */ (posted.shift())();
  /** @param {() => void} act */
  function post(act) {
    posted.push(act);
    channel.port2.postMessage(0);
  }

  /** The length of the chain of tasks that led to the current one, each set by the one before. */
  let depth = 0;

  /**
   * Does something in the next task.
   * @param {() => void} act
   */
  function soon(act) {
    last += 1;
    const id = last;
    const mine = depth + 1;
    tasks.add(id);
    const run = () => {
      if (!tasks.delete(id)) return;
      depth = mine;
      try {
        act();
      } finally {
        depth = 0;
      }
    };
    // An endless chain of tasks must not block the page.
    if (mine > MOST_TASKS) real.setTimeout(run, 0);
    else post(run);
    return id;
  }

  /** @param {any} act @param {any} delay @param {any[]} args @param {boolean} repeats */
  function wait(act, delay, args, repeats) {
    const call = () => act(...args);
    const ms = Number(delay) || 0;
    if (ms <= 0 && !repeats) return soon(call);
    last += 1;
    waiting.set(last, { at: now + ms, every: repeats ? Math.max(ms, 1) : 0, act: call });
    return last;
  }

  // A seeded generator (mulberry32): ids are the same in every run.
  let seed = 1;
  const random = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };

  const clear = (/** @type {any} */ id) => {
    if (!waiting.delete(id)) tasks.delete(id);
  };
  Object.assign(window, {
    Date: FrozenDate,
    setTimeout: (/** @type {any} */ act, /** @type {any} */ delay, /** @type {any[]} */ ...args) =>
      wait(act, delay, args, false),
    setInterval: (/** @type {any} */ act, /** @type {any} */ delay, /** @type {any[]} */ ...args) =>
      wait(act, delay, args, true),
    clearTimeout: clear,
    clearInterval: clear,
    // A frame that comes at once: its callbacks run before the picture is taken.
    requestAnimationFrame: (/** @type {(now: number) => void} */ act) => soon(() => act(now - START_MS)),
    cancelAnimationFrame: clear,
    stageClock: {
      /** Waits until no task is about to come; some pages go on from frame to frame for ever. */
      async idle() {
        for (let i = 0; i < MOST_TASKS; i++) {
          await new Promise((resolve) => post(() => resolve(undefined)));
          if (!tasks.size) return;
        }
      },
      realFrame: real.requestAnimationFrame,
      /** Performance measurements of the tested code continue in real time. */
      realTimeout: real.setTimeout,
      /**
       * Lets time pass, and runs waiting callbacks in their order.
       * @param {number} ms
       */
      advance(ms) {
        const end = now + ms;
        for (;;) {
          let next = /** @type {number | undefined} */ (undefined);
          for (const [id, { at }] of waiting) {
            if (at <= end && (next === undefined || at < /** @type {any} */ (waiting.get(next)).at)) next = id;
          }
          if (next === undefined) break;
          const timer = /** @type {{ at: number, every: number, act: () => void }} */ (waiting.get(next));
          now = Math.max(now, timer.at);
          if (timer.every) timer.at += timer.every;
          else waiting.delete(next);
          timer.act();
        }
        now = end;
      },
      /** Back to the beginning; nothing waits any more. */
      reset() {
        now = START_MS;
        seed = 1;
        waiting.clear();
      },
    },
  });
  Math.random = random;
  Object.defineProperty(crypto, "getRandomValues", {
    value: (/** @type {Uint8Array} */ bytes) => {
      for (let i = 0; i < bytes.length; i++) bytes[i] = random() * 256;
      return bytes;
    },
  });
  Object.defineProperty(crypto, "randomUUID", {
    value: () => "00000000-0000-4000-8000-000000000000".replace(/0/g, () => Math.floor(random() * 16).toString(16)),
  });
})();
