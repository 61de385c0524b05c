/** Changed tables of the render module: the message for a mistake, and the action of a button. */

/** @typedef {import("./candidate.js").Kind} Kind */
/** @typedef {import("./candidate.js").Candidate} Candidate */

/** @type {Kind[]} */
export const TABLES = [
  {
    kind: "message",
    visible: "A visitor who made a mistake reads another text.",
    candidates: ({ bundles }) => {
      const messages = new Set(
        bundles.flatMap(({ behavior = "" }) =>
          behavior
            .split("\n")
            .filter((/** @type {string} */ line) => line.startsWith("f"))
            .flatMap((/** @type {string} */ line) => line.split("\t").slice(2)),
        ),
      );
      return [...messages].filter(Boolean).map((message) => ({
        in: "tables",
        component: "field",
        about: `another message: ${message}`,
        member: "behavior",
        find: message,
        replace: `${message}.`,
      }));
    },
  },
  {
    kind: "table",
    visible: "A press leads elsewhere, the page makes other room, or the motion stops.",
    candidates: ({ bundles }) => {
      const candidates = /** @type {Candidate[]} */ ([
        {
          in: "tables",
          component: "field",
          about: "no field has to be filled",
          member: "behavior",
          find: /^f([a-z])1/m,
          replace: "f$10",
        },
        {
          in: "tables",
          component: "button",
          about: "a button closes instead of leading to the next step",
          member: "behavior",
          find: /^bn/m,
          replace: "bc",
        },
        {
          in: "tables",
          component: "button",
          about: "a step more before the last one",
          member: "behavior",
          find: /^s\n/,
          replace: "s\ns\n",
        },
      ]);
      const pushes = new Set(bundles.flatMap(({ push }) => (push ? [push] : [])));
      for (const push of pushes) {
        candidates.push({
          in: "tables",
          component: "form-type",
          about: `the page makes no room at the ${push}`,
          member: "push",
          from: push,
          to: null,
        });
        candidates.push({
          in: "tables",
          component: "form-type",
          about: `the page makes room at the other edge than the ${push}`,
          member: "push",
          from: push,
          to: push === "top" ? "bottom" : "top",
        });
      }
      for (const part of ["countdown", "coupon"]) {
        const isThere = bundles.some((bundle) => bundle.parts?.includes(part));
        if (isThere)
          candidates.push({
            in: "tables",
            component: part,
            about: `the part ${part} is not loaded`,
            member: "parts",
            find: `"${part}"`,
            replace: '"nothing"',
          });
      }
      if (bundles.some(({ fonts }) => fonts))
        candidates.push({ in: "tables", component: "text", about: "no fonts are loaded", member: "fonts", to: null });
      return candidates;
    },
  },
];
