/** Names of everything stored in the visitor's browser; docs/PRIVACY.md lists all of them. */

/**
 * The visitor record, in `localStorage`: when this visitor closed or submitted which form. Or the session record, in
 * `sessionStorage`: what rules about the session count. A session is one tab.
 * @param {string} site
 * @param {boolean} session
 */
export const recordKey = (site, session) => `dormouse:1:${site}:${session ? "s" : "v"}`;

/**
 * The prefix of outbox entries in `localStorage`; a submission's id follows.
 * @param {string} site
 */
export const outboxKey = (site) => `dormouse:1:${site}:o:`;
