/** The accessibility tree of the forms in a page, as text that people can read and git can compare. */

/** Properties to print, in this order, unless they have their default. */
const PROPERTIES = [
  "level",
  "modal",
  "live",
  "atomic",
  "required",
  "invalid",
  "disabled",
  "readonly",
  "checked",
  "expanded",
  "hasPopup",
  "focused",
  "roledescription",
  "url",
];

/** Roles that only contain others. */
const HOLDERS = ["none", "generic", "InlineTextBox"];

/**
 * @typedef {object} Node
 * @property {string} nodeId
 * @property {boolean} ignored
 * @property {{ value: any }} [role]
 * @property {{ value: any }} [name]
 * @property {{ value: any }} [description]
 * @property {{ value: any }} [value]
 * @property {{ name: string, value: { value?: any } }[]} [properties]
 * @property {string[]} [childIds]
 * @property {number} [backendDOMNodeId]
 */

/**
 * @param {import("puppeteer-core").CDPSession} cdp
 * @returns {Promise<string>}
 */
export async function accessibilityTree(cdp) {
  const { nodes } = /** @type {{ nodes: Node[] }} */ (
    /** @type {unknown} */ (await cdp.send("Accessibility.getFullAXTree"))
  );
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const hosts = await hostNodes(cdp);
  const lines = /** @type {string[]} */ ([]);

  /** @param {Node} node @param {number} depth @param {string} around Name of its parent. */
  function write(node, depth, around) {
    const role = String(node.role?.value ?? "none");
    const name = String(node.name?.value ?? "")
      .replace(/\s+/g, " ")
      .trim();
    let below = depth;
    const says = !node.ignored && !HOLDERS.includes(role) && !(role === "StaticText" && name === around);
    if (says) {
      lines.push("  ".repeat(depth) + lineOf(node, role, name));
      below += 1;
    }
    for (const id of node.childIds ?? []) {
      const child = byId.get(id);
      if (child) write(child, below, says ? name : around);
    }
  }

  for (const node of nodes) {
    const spoken = hosts.get(node.backendDOMNodeId ?? NaN);
    if (!spoken) continue;
    lines.push(spoken);
    write(node, 0, "");
  }
  return lines.join("\n") + "\n";
}

/** @param {Node} node @param {string} role @param {string} name */
function lineOf({ properties = [], description, value }, role, name) {
  const words = [role];
  if (name) words.push(JSON.stringify(name));
  if (value?.value !== undefined && value.value !== "") words.push(`value=${JSON.stringify(value.value)}`);
  if (description?.value) words.push(`description=${JSON.stringify(description.value)}`);
  const told = new Map(properties.map(({ name, value }) => [name, value.value]));
  for (const property of PROPERTIES) {
    const is = told.get(property);
    if (is === undefined || is === false || is === "false" || is === "") continue;
    // Addresses of the stage have its port.
    words.push(
      is === true || is === "true" ? property : `${property}=${String(is).replace(/^http:\/\/127\.0\.0\.1:\d+/, "")}`,
    );
  }
  return words.join(" ");
}

/**
 * The hosts of forms and teasers by their number in the protocol, each with the line for how it is read out.
 * @param {import("puppeteer-core").CDPSession} cdp
 */
async function hostNodes(cdp) {
  const { result } = await cdp.send("Runtime.evaluate", { expression: 'document.querySelectorAll("dormouse-form")' });
  const { result: members } = await cdp.send("Runtime.getProperties", {
    objectId: /** @type {string} */ (result.objectId),
    ownProperties: true,
  });
  const hosts = /** @type {Map<number, string>} */ (new Map());
  for (const { name, value } of members) {
    if (!/^\d+$/.test(name) || !value?.objectId) continue;
    const { node } = await cdp.send("DOM.describeNode", { objectId: value.objectId });
    const { result: spoken } = await cdp.send("Runtime.callFunctionOn", {
      objectId: value.objectId,
      functionDeclaration: String(languageOf),
      returnByValue: true,
    });
    hosts.set(node.backendNodeId, spoken.value);
  }
  return hosts;
}

/**
 * Runs in the page. In which language a host is read out, and in which direction it is written.
 * @this {HTMLElement}
 */
function languageOf() {
  const dialog = (this.shadowRoot ?? this).querySelector(".d") ?? this;
  return `language ${this.lang || "of the page"}, ${getComputedStyle(dialog).direction === "rtl" ? "right to left" : "left to right"}`;
}
