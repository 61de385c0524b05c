/**
 * Consent from a platform of the IAB's Transparency and Consent Framework, version 2.
 *
 * https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework
 */

/** How often, and how long, is looked whether the platform is there: it may be loaded after us. */
const LOOK_AGAIN_MS = 500;
const LOOKS = 60;

/** @type {import("../types").Part} */
export default (core) => {
  let looks = 0;
  const look = () => {
    const tcf = /** @type {any} */ (window).__tcfapi;
    if (!tcf) {
      if (++looks < LOOKS) setTimeout(look, LOOK_AGAIN_MS);
      return;
    }
    try {
      tcf("addEventListener", 2, (/** @type {any} */ data, /** @type {boolean} */ success) => {
        // While the dialog shows, the visitor has not answered; a platform may not know yet whether an answer is
        // needed.
        if (!success || data.eventStatus === "cmpuishown" || data.gdprApplies == null) return;
        const agreed = (/** @type {number} */ purpose) =>
          !data.gdprApplies || Boolean(data.purpose?.consents?.[purpose]);
        // Purpose 1: store on the device. 8: measure content. 3 and 4: personalize by a profile.
        core.setConsent?.({ functional: agreed(1), analytics: agreed(8), marketing: agreed(3) && agreed(4) });
      });
    } catch {
      // A broken platform reports nothing.
    }
  };
  look();
};
