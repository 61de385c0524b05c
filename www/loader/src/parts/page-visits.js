/** Fact `b`: number of different pages of the session; query and fragment make no other page. */

/** More pages than any rule counts to are not told apart. */
const MOST = 100;

/** @type {import("../types").Part} */
export default ({ facts, recall, remember, restarts }) => {
  const pages = () => recall("b", true);
  const count = () => pages().split(",").length - 1;
  facts.b = count;
  restarts[restarts.length] = () => {
    // FNV-1a: what is stored tells no address.
    let hash = 0x811c9dc5;
    const page = location.origin + location.pathname;
    for (let i = 0; i < page.length; i++) hash = Math.imul(hash ^ page.charCodeAt(i), 0x01000193);
    const id = `,${(hash >>> 0).toString(36)}`;
    if (`${pages()},`.indexOf(`${id},`) < 0 && count() < MOST) remember("b", pages() + id, true);
  };
};
