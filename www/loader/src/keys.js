/** Names of what is kept in the visitor's browser; every one of them is listed in docs/PRIVACY.md. */

/**
 * The visitor record, in `localStorage`: what this visitor did to which form.
 * @param {string} site
 */
export const recordKey = (site) => `dormouse:1:${site}:v`;

/**
 * The session record, in `sessionStorage`: what rules about the session count. A session is one tab.
 * @param {string} site
 */
export const sessionKey = (site) => `dormouse:1:${site}:s`;

/**
 * Where the entries of the outbox stand, in `localStorage`; a submission's id follows.
 * @param {string} site
 */
export const outboxKey = (site) => `dormouse:1:${site}:o:`;
