/**
 * `window.dormouse` and the event `dormouse`, for a page's scripts.
 *
 * Before our script loads, `window.dormouse` is undefined, or an array that the page made to collect calls.
 *
 * ```ts
 * (window.dormouse ||= []).push(["open", "welcome1"]);
 * addEventListener("dormouse", ({ detail }) => console.log(detail.type, detail.metaData));
 * ```
 */

/** The methods for a page. No call throws, and no promise rejects: after an error the promise resolves to
 * `undefined`. */
export interface DormouseMethods {
  /**
   * Asks for a form, whatever its triggers and pauses say; targeting rules and the other caps apply unless
   * `ignoreTargeting` is true. The promise resolves when the form shows, or when it is certain that it will not.
   */
  open(form_id: string, options?: { ignoreTargeting?: boolean }): Promise<DormouseAnswer>;
  /** Closes the form with that id, or every form that shows, except embeds. Frequency caps do not count this. */
  close(form_id?: string): Promise<void>;
  /** Whether targeting rules and frequency caps let a form show on its own; triggers are ignored. */
  canShow(form_id: string): Promise<DormouseAnswer>;
  /** Gives rules facts about the visitor; each call adds to earlier ones. Nothing of it is sent. */
  identify(properties: DormouseProfile): Promise<void>;
  /** Reports an event that a form may wait for. */
  track(name: string, properties?: Record<string, unknown>): Promise<void>;
  /** Reports what the visitor agreed to; what you leave out stays as it was. */
  setConsent(changes: DormouseConsent): Promise<void>;
  /** Sets the visitor's language, a BCP 47 tag; without it the browser's counts. */
  setLocale(tag: string): Promise<void>;
  /** Starts a new page view. A change of the path does this automatically; a change of the query or fragment does not. */
  routeChanged(): Promise<void>;
  /** Closes all forms, and shows none until the page is loaded again. */
  disable(): Promise<void>;
  /** Shows each form and each rule, whether it matches, and why. */
  debug(): Promise<void>;
}

/** `window.dormouse` before our script loads, if the page made it: an array of waiting calls. */
export interface DormouseQueue {
  push(call: DormouseCall): unknown;
}

/** `window.dormouse` once the script has loaded. */
export interface Dormouse extends DormouseMethods, DormouseQueue {
  /** Calls `act` for each event of a type; call the returned function to stop. */
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
   * `qualified` if it is visible; otherwise the code of the rule or cap that keeps it away, or `unknown_form`,
   * `disabled`, `unavailable` (the page does not let our code run), `another_form_shows`, `prevented` (by a listener for
   * `beforeOpen`), `page_dialog` (the page has a dialog open), `left` (closed, or its route ended, before it showed), `hidden` (the browser does not display it) or
   * `failed`.
   */
  reason: string;
}

/** The argument of `identify`: any properties of a profile; these have a meaning. */
export interface DormouseProfile {
  email?: string;
  /** In E.164 format. */
  phone_number?: string;
  /** Names of the lists that the profile is in. */
  lists?: string[];
  /** Names of the segments that the profile is in. */
  segments?: string[];
  [property: string]: unknown;
}

/** The argument of `setConsent`, by purpose. */
export interface DormouseConsent {
  /** Keeping when forms were closed and submitted. */
  functional?: boolean | "granted" | "denied";
  analytics?: boolean | "granted" | "denied";
  marketing?: boolean | "granted" | "denied";
}

/** The visitor's answers, by `property_name`; only if the site's `events_with_answers` is true. */
export type DormouseAnswers = Record<string, string | number | boolean | string[]>;

interface OfForm<T extends string, M> {
  type: T;
  formId: string;
  /** The id of the form's published version. */
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
  /** The form was displayed, and the view counts. */
  | OfForm<"view", object>
  /** A form shows, also in a preview. */
  | OfForm<"open", object>
  /** An embed shows in a place of the page; replaces `open`. */
  | OfForm<"embedOpen", object>
  /** The visitor pressed the form's teaser; the form shows next. */
  | OfForm<"teaserOpen", object>
  /** The form closed, at this step; the first step is 0. */
  | OfForm<"close", { step: number }>
  /** Answers are about to be sent; `preventDefault()` stops that and leaves the form as it is. */
  | OfForm<"beforeSubmit", { step: number; answers?: DormouseAnswers }>
  /** `stepSubmit`: the answers of a step are safe, and later steps have fields. `submit`: all answers are safe. */
  | OfForm<"stepSubmit", { step: number; answers?: DormouseAnswers }>
  | OfForm<"submit", { step: number; answers?: DormouseAnswers }>
  /** A button leads to another page. */
  | OfForm<"redirectedToUrl", { url: string }>
  /** It does not show, or not yet: `page_dialog`, or a reason as in {@link DormouseAnswer}. */
  | OfForm<"suppressed", { reason: string }>
  /**
   * `not_sent`: answers could neither be kept nor sent. `refused`: the service refuses them for good; those of an
   * earlier page view have their `submission_id`. `forbidden`: the service refuses this page. `failed`: a form could
   * not be loaded or shown. `custom_css`: the form's custom CSS hid its close button or a consent text, so the form
   * shows without it. `second_site`: the page also has a tag of another site, which does nothing.
   */
  | {
      type: "error";
      formId?: string;
      versionId?: string;
      siteId: string;
      metaData: {
        reason: "not_sent" | "refused" | "forbidden" | "failed" | "custom_css" | "second_site";
        submission_id?: string;
      };
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
