/** How a page's own code uses our types: the type checker reads it, and nothing runs it. */

import type { Dormouse, DormouseAnswer } from "../dormouse.js";

window.dormouse ||= [];
window.dormouse.push(["open", "welcome1", { ignoreTargeting: true }]);
window.dormouse.push(["setConsent", { functional: true, analytics: "denied" }]);
window.dormouse.push(["on", "submit", (detail) => detail.type === "submit" && detail.metaData.answers?.email]);
// @ts-expect-error No method has that name.
window.dormouse.push(["show", "welcome1"]);
// @ts-expect-error A form has an id.
window.dormouse.push(["open"]);

addEventListener("dormouse", (event) => {
  const { detail } = event;
  const site: string = detail.siteId;
  if (detail.type === "beforeOpen" && detail.formId === "welcome1") event.preventDefault();
  if (detail.type === "redirectedToUrl") site.concat(detail.metaData.url, detail.versionId);
  if (detail.type === "error" && detail.metaData.reason === "refused") site.concat(detail.metaData.submission_id ?? "");
  // @ts-expect-error Only some types have an address.
  site.concat(detail.metaData.url);
  // @ts-expect-error No event has that name.
  if (detail.type === "opened") return;
});

/** @param dormouse Its state after the event `ready`. */
export async function useOf(dormouse: Dormouse): Promise<DormouseAnswer> {
  const off: () => void = dormouse.on("close", (detail, event) => detail.metaData.step + event.timeStamp);
  off();
  await dormouse.identify({ email: "ada@example.com", lists: ["news"], favorite_color: "green" });
  await dormouse.track("added_to_cart", { value: 50 });
  await dormouse.setConsent({ marketing: false });
  await dormouse.setLocale("de-AT");
  await dormouse.routeChanged();
  await dormouse.close();
  await dormouse.debug();
  const { visible, reason } = await dormouse.canShow("welcome1");
  if (visible) return { visible, reason };
  await dormouse.disable();
  // @ts-expect-error An answer is not a text.
  const text: string = await dormouse.open("welcome1");
  return { visible: false, reason: text };
}
