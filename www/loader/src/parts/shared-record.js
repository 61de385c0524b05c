/** The visitor record in a cookie, too, so that all subdomains of a shop keep one frequency cap. */

const YEAR_SECONDS = 31536000;

/** @type {import("../types").Part} */
export default (core) => {
  const { manifest, readRecord, settings, writeRecord } = core;
  const name = `dormouse_1_${manifest.site_id}_v`;

  /**
   * @param {string} text
   * @param {number} age_seconds
   */
  function setCookie(text, age_seconds) {
    const secure = location.protocol === "https:" ? ";secure" : "";
    const where = `;domain=${settings.cookie_domain};path=/;max-age=${age_seconds};samesite=lax${secure}`;
    try {
      document.cookie = `${name}=${encodeURIComponent(text)}${where}`;
    } catch {
      // A sandboxed frame cannot use cookies.
    }
  }

  core.readRecord = (session) => {
    try {
      const text = `; ${document.cookie};`;
      const at = text.indexOf(`; ${name}=`);
      const begin = at + name.length + 3;
      // If nothing may be stored, memory knows more than the stored data.
      if (!session && !core.must_forget && at >= 0)
        return decodeURIComponent(text.slice(begin, text.indexOf(";", begin)));
    } catch {
      // No cookies, or not one of ours.
    }
    return readRecord(session);
  };
  core.writeRecord = (text, session) => {
    writeRecord(text, session);
    if (!session && !core.must_forget) setCookie(text, YEAR_SECONDS);
  };
  core.forgetShared = () => setCookie("", 0);
};
