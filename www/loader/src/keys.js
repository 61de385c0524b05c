/** Names of what is kept in `localStorage`; every one of them is listed in docs/PRIVACY.md. */

/**
 * The visitor record: when this visitor closed or submitted which form.
 * @param {string} site
 */
export const recordKey = (site) => `dormouse:1:${site}:v`;

/**
 * Where the entries of the outbox stand; a submission's id follows.
 * @param {string} site
 */
export const outboxKey = (site) => `dormouse:1:${site}:o:`;
