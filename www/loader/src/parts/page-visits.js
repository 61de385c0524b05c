/** Fact `b`: number of different pages of the session; query and fragment make no other page. */

/** The maximum number of pages to count: no rule counts further. */
const MOST = 100;

/** @type {import("../types").Part} */
export default (core) => {
  const pages = () => core.recall("b", true);
  const count = () => pages().split(",").length - 1;
  core.facts.b = count;
  core.restarts[core.restarts.length] = () => {
    // FNV-1a: the stored hash does not reveal the address.
    let hash = 0x811c9dc5;
    const page = location.origin + location.pathname;
    for (let i = 0; i < page.length; i++) hash = Math.imul(hash ^ page.charCodeAt(i), 0x01000193);
    const id = `,${(hash >>> 0).toString(36)}`;
    if (`${pages()},`.indexOf(`${id},`) < 0 && count() < MOST) core.remember("b", pages() + id, true);
  };
};
