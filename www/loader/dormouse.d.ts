/**
 * `window.dormouse` and the event `dormouse`, as a page sees them.
 *
 * Until the script has come, `window.dormouse` is what the page made of it: nothing, or an array that collects calls.
 *
 * ```ts
 * (window.dormouse ||= []).push(["open", "welcome1"]);
 * addEventListener("dormouse", ({ detail }) => console.log(detail.type, detail.metaData));
 * ```
 */

/** What a page can ask. No call throws, and no promise is rejected: whatever goes wrong, it answers `undefined`. */
export interface DormouseMethods {
  /**
   * Shows a form, whatever its triggers; targeting rules and frequency caps count unless `ignoreTargeting` says otherwise.
   * The promise is fulfilled when the form is there, or when it is clear that it does not come.
   */
  open(form_id: string, options?: { ignoreTargeting?: boolean }): Promise<DormouseAnswer>;
  /** Takes a form away, or whichever one shows. That is no close of the visitor's: no frequency cap begins. */
  close(form_id?: string): Promise<void>;
  /** Whether targeting rules and frequency caps let a form show, its triggers left aside. */
  canShow(form_id: string): Promise<DormouseAnswer>;
  /** Tells who the visitor is, as far as rules ask for it; each call adds to what was told. Nothing of it is sent. */
  identify(properties: DormouseProfile): Promise<void>;
  /** Tells of an event that a form may wait for. */
  track(name: string, properties?: Record<string, unknown>): Promise<void>;
  /** Tells what the visitor agreed to; what is left out stays as it was. */
  setConsent(changes: DormouseConsent): Promise<void>;
  /** Sets the visitor's language, a BCP 47 tag; without it the browser's counts. */
  setLocale(tag: string): Promise<void>;
  /** Begins another page view, for a change of the page that its address without the fragment does not show. */
  routeChanged(): Promise<void>;
  /** Takes the form away that shows, and shows none any more until the page is loaded anew. */
  disable(): Promise<void>;
  /** Shows each form and each rule, whether it matches, and why. */
  debug(): Promise<void>;
}

/** `window.dormouse` before the script has come, where the page made it: an array of calls that wait. */
export interface DormouseQueue {
  push(call: DormouseCall): unknown;
}

/** `window.dormouse` once the script has come. */
export interface Dormouse extends DormouseMethods, DormouseQueue {
  /** Calls `act` for each event of a type; the function that it returns ends that. */
  on<T extends DormouseDetail["type"]>(
    type: T,
    act: (detail: Extract<DormouseDetail, { type: T }>, event: DormouseEvent) => void,
  ): () => void;
}

/** A call as the queue takes it: the name of a method, then its arguments. */
export type DormouseCall =
  | { [M in keyof DormouseMethods]: [M, ...Parameters<DormouseMethods[M]>] }[keyof DormouseMethods]
  | ["on", DormouseDetail["type"], (detail: DormouseDetail, event: DormouseEvent) => void];

/** Whether a form shows or may show. */
export interface DormouseAnswer {
  visible: boolean;
  /**
   * `qualified` where it is visible; else the code of the rule or cap that keeps it away, or `unknown_form`, `disabled`,
   * `unavailable` (the page lets nothing of ours run), `another_form_shows`, `prevented` (by a listener to `beforeOpen`),
   * `left` (closed, or its route ended, before it was there) or `failed`.
   */
  reason: string;
}

/** What `identify` takes: any properties of a profile, of which these mean something. */
export interface DormouseProfile {
  email?: string;
  /** In E.164 form. */
  phone_number?: string;
  /** Names of the lists that the profile is in. */
  lists?: string[];
  /** Names of the segments that the profile is in. */
  segments?: string[];
  [property: string]: unknown;
}

/** What `setConsent` takes, by purpose. */
export interface DormouseConsent {
  /** Keeping when forms were closed and submitted. */
  functional?: boolean | "granted" | "denied";
  analytics?: boolean | "granted" | "denied";
  marketing?: boolean | "granted" | "denied";
}

/** What visitors answer, by `property_name`; only where the site's `events_with_answers` says so. */
export type DormouseAnswers = Record<string, string | number | boolean | string[]>;

interface OfForm<T extends string, M> {
  type: T;
  formId: string;
  /** Which content of the form it is. */
  versionId: string;
  siteId: string;
  metaData: M;
}

/** The event's `detail`; `type` says which. */
export type DormouseDetail =
  /** The script has started, once for each page that is loaded. */
  | { type: "ready"; formId?: undefined; versionId?: undefined; siteId: string; metaData: object }
  /** Triggers, targeting and caps let the form show. */
  | OfForm<"qualified", object>
  /** It is about to show; `preventDefault()` keeps it away. */
  | OfForm<"beforeOpen", object>
  /** It was displayed, and counts as such. */
  | OfForm<"view", object>
  /** It shows, also in a preview. */
  | OfForm<"open", object>
  /** An embed shows in a place of the page; it tells this in place of `open`. */
  | OfForm<"embedOpen", object>
  /** The visitor pressed its teaser: it comes now. */
  | OfForm<"teaserOpen", object>
  /** It went away, at this step, the first being 0. */
  | OfForm<"close", { step: number }>
  /** Answers are about to be sent; `preventDefault()` keeps the form as it is. */
  | OfForm<"beforeSubmit", { step: number; answers?: DormouseAnswers }>
  /** Answers of a step are safe, with more steps to come that ask; or of the whole form. */
  | OfForm<"stepSubmit", { step: number; answers?: DormouseAnswers }>
  | OfForm<"submit", { step: number; answers?: DormouseAnswers }>
  /** A button leads to another page. */
  | OfForm<"redirectedToUrl", { url: string }>
  /** It does not show, or not yet: `page_dialog`, or a reason as in {@link DormouseAnswer}. */
  | OfForm<"suppressed", { reason: string }>
  /**
   * `not_sent`: answers could neither be kept nor sent. `refused`: the service refuses them for good; those of an earlier
   * page view come with their `submission_id`. `forbidden`: it refuses this page. `failed`: a form could not be loaded or
   * shown. `second_site`: a tag of another site stands in the page, and does nothing.
   */
  | {
      type: "error";
      formId?: string;
      versionId?: string;
      siteId: string;
      metaData: { reason: "not_sent" | "refused" | "forbidden" | "failed" | "second_site"; submission_id?: string };
    };

/** The event on `window`. */
export type DormouseEvent = CustomEvent<DormouseDetail>;

declare global {
  interface Window {
    dormouse?: Dormouse | DormouseQueue;
  }
  interface WindowEventMap {
    dormouse: DormouseEvent;
  }
}
