/** Asks the service without `fetch`, for pages that have wrapped that in a way that fails: with credentials, or throwing. */

/**
 * @param {string} url
 * @param {string} [body] Then it is posted.
 * @returns {Promise<Response>} Rejects without a network, like `fetch`.
 */
export function ask(url, body) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(body ? "POST" : "GET", url);
    request.responseType = "blob";
    // The page may have wrapped this, too.
    request.withCredentials = false;
    request.onerror = reject;
    request.onload = () => {
      const headers = { "Retry-After": request.getResponseHeader("Retry-After") || "" };
      resolve(new Response(request.response, { status: request.status, headers }));
    };
    request.send(body);
  });
}
