/** The places in a rich text that can contain a hostile payload: one request for `dormouse render --jsonl` for each. */

const PICTURE = "data:image/png;base64,iVBORw0KGgo=";
const PROFILES = ["default", "style", "class"];

/**
 * @param {string} payload
 * @param {number} number Says which profile is taken, so that each has its share.
 * @returns {string[]}
 */
export function requests(payload, number) {
  const deltas = deltaSlots(payload).map((ops, slot) => ({
    format: "delta",
    content: { ops },
    profile: PROFILES[(number + slot) % PROFILES.length],
  }));
  const texts = markdownSlots(payload).map((content) => ({ format: "markdown", content }));
  const lines = [...deltas, ...texts].map((request) => JSON.stringify(request));
  const own = ownDocument(payload);
  return own ? [...lines, JSON.stringify({ format: "delta", content: own })] : lines;
}

/** @param {string} payload */
function ownDocument(payload) {
  try {
    return JSON.parse(payload);
  } catch {
    return null;
  }
}

/** @param {string} payload */
function deltaSlots(payload) {
  const token = `{{ name|default:"${payload}" }}`;
  const run = (/** @type {any} */ insert, attributes = {}) => [
    { insert: "a " },
    { insert, attributes },
    { insert: " z\n" },
  ];
  const line = (/** @type {string} */ insert, attributes = {}) => [{ insert }, { insert: "\n", attributes }];
  const characters = [...payload];
  const middle = Math.ceil(characters.length / 2);
  return [
    run(payload),
    run(payload, { bold: true, code: true, link: "https://e.com", color: "red" }),
    [
      { insert: characters.slice(0, middle).join(""), attributes: { bold: true } },
      { insert: characters.slice(middle).join("") },
    ],
    line(payload, { list: "checked", indent: 2 }),
    line(payload, { "code-block": payload }),
    run("x", { link: payload }),
    run("x", { link: `\u0001\t ${payload}`, color: payload, background: payload, font: payload, size: payload }),
    run("x", { link: `https://e.com/${payload}` }),
    run("x", { link: `https://${payload}` }),
    run("x", { link: `https://e.com/?n=${token}` }),
    run("x", { link: `${payload}{{ n }}` }),
    run({ image: payload }),
    run({ image: `data:image/png;base64,${payload}` }, { alt: payload }),
    run(
      { image: PICTURE },
      { alt: payload, width: payload, height: payload, link: payload, onerror: payload, style: payload },
    ),
    run({ video: payload }, { width: payload }),
    run("x", { color: `var(--x,${payload})`, background: `#${payload}` }),
    run("x", { script: payload, bold: payload, [payload]: payload }),
    line("x", { header: payload, align: payload, direction: payload, indent: payload, list: payload }),
    run(token, { italic: true }),
    run(`{{ name|default:'${payload}' }}{{ ${payload} }}`),
    line(token, { "code-block": true }),
  ];
}

/** @param {string} payload */
function markdownSlots(payload) {
  const token = `{{ name|default:'${payload}' }}`;
  return [
    payload,
    `a **${payload}** z\n\n# ${payload}\n\n- ${payload}\n\n> ${payload}`,
    `\`${payload}\`\n\n    ${payload}\n\n\`\`\`${payload}\n${payload}\n\`\`\``,
    `[x](${payload}) [x](<${payload}>)`,
    `[${payload}](https://e.com/${payload} "${payload}")`,
    `[x]: <${payload}> '${payload}'\n\n[x] ![x]`,
    `<${payload}> <https://e.com/${payload}>`,
    `[a <https://e.com/${payload}> ${payload}](/y)`,
    `![x](${payload}) ![x](<${payload}>)`,
    `![${payload}](/y.png '${payload}') ![a [${payload}](/y) b](/y.png (${payload}))`,
    `${token} \`${token}\` [x](<https://e.com/?n=${token}> "${token}") ![${token}](/y.png)`,
    `<div>${payload}</div>\n\n<b ${payload}>x</b>`,
  ];
}
