/** Listens to the page on its `window`, on the way down: before anything in the page has had an event, or stopped it. */

import { core } from "./core.js";

core.listen = (type, act, captures = true) => {
  const set = () => addEventListener(type, act, captures);
  // `document.open()` removes every listener, and the document's root. A listener that is still there is not added
  // twice.
  const observer = new MutationObserver(set);
  observer.observe(document, { childList: true });
  set();
  return () => {
    observer.disconnect();
    removeEventListener(type, act, captures);
  };
};
