/** The visitor record in a cookie, too, so that all subdomains of a shop keep one frequency cap. */

const YEAR_SECONDS = 31536000;

/** @type {import("../types").Part} */
export default (core) => {
  const { manifest, readRecord, settings, writeRecord } = core;
  const name = `dormouse_1_${manifest.site_id}_v`;
  core.readRecord = (session) => {
    const text = `; ${document.cookie};`;
    const at = text.indexOf(`; ${name}=`);
    const begin = at + name.length + 3;
    if (session || at < 0) return readRecord(session);
    return decodeURIComponent(text.slice(begin, text.indexOf(";", begin)));
  };
  core.writeRecord = (text, session) => {
    writeRecord(text, session);
    if (session) return;
    const age = core.must_forget ? 0 : YEAR_SECONDS;
    const secure = location.protocol === "https:" ? ";secure" : "";
    document.cookie = `${name}=${encodeURIComponent(text)};domain=${settings.cookie_domain};path=/;max-age=${age};samesite=lax${secure}`;
  };
};
