/** Changes compiled HTML: its text, or the elements that a selector finds. */

import { JSDOM } from "jsdom";
import { replaceIn } from "./text.js";

const { document } = new JSDOM("").window;
const read = /** @type {Map<string, HTMLTemplateElement>} */ (new Map());

/**
 * @param {string} html
 * @returns {DocumentFragment} A copy of the parsed HTML, to be changed.
 */
function fragmentOf(html) {
  let template = read.get(html);
  if (!template) {
    template = document.createElement("template");
    template.innerHTML = html;
    read.set(html, template);
  }
  return /** @type {DocumentFragment} */ (template.content.cloneNode(true));
}

/**
 * @param {string} html
 * @param {import("../change.js").Change} change
 * @returns {string | undefined} Undefined = the change does not apply to it.
 */
export function changeMarkup(html, change) {
  if (change.find !== undefined) return replaceIn(html, change);
  if (change.selector === undefined) return change.add === undefined ? undefined : html + change.add;
  if (!mayMatch(html, change.selector)) return undefined;
  const fragment = fragmentOf(html);
  const found = [...fragment.querySelectorAll(change.selector)];
  const changed = (change.all === false ? found.slice(0, 1) : found).filter((element) =>
    changeElement(element, change),
  );
  if (!changed.length) return undefined;
  const holder = document.createElement("template");
  holder.content.append(fragment);
  return holder.innerHTML;
}

/** Most bundles lack most elements, which is seen without reading them. @param {string} html @param {string} selector */
function mayMatch(html, selector) {
  if (/[,:]/.test(selector)) return true;
  const names = selector.match(/(?<=\.)[\w-]+|(?<=\[)[\w-]+/g) ?? [];
  return names.every((name) => html.includes(name));
}

/**
 * @param {Element} element
 * @param {import("../change.js").Change} change
 * @returns {boolean} Whether the change applies to it.
 */
function changeElement(element, { attribute, class_name, from, to, remove, swap, add }) {
  if (add !== undefined) {
    element.insertAdjacentHTML("beforeend", add);
    return true;
  }
  if (attribute !== undefined) {
    const value = element.getAttribute(attribute);
    if (value === null && (from !== undefined || to == null)) return false;
    if (from !== undefined && !value?.includes(String(from))) return false;
    if (remove || to == null) element.removeAttribute(attribute);
    else
      element.setAttribute(
        attribute,
        from === undefined ? String(to) : `${value}`.replace(String(from), () => String(to)),
      );
    return true;
  }
  if (class_name !== undefined) {
    if (to != null && !remove) element.classList.add(String(to));
    else if (!element.classList.contains(class_name)) return false;
    element.classList.remove(class_name);
    return true;
  }
  if (swap) {
    const next = element.nextElementSibling;
    next?.after(element);
    return Boolean(next);
  }
  if (to !== undefined && to !== null) {
    const text = element.textContent ?? "";
    if (from !== undefined && !text.includes(String(from))) return false;
    element.textContent = from === undefined ? String(to) : text.replace(String(from), () => String(to));
    return true;
  }
  if (!remove) return false;
  element.remove();
  return true;
}
