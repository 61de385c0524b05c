/** Shapes that the server writes and the page reads: `form-model`, `manifest.rs` and `bundle.rs`. */

export interface Manifest {
  schema_version: 1;
  site_id: string;
  /** Origin of the service, without a slash at its end. */
  base_url: string;
  engine: "auto" | "wasm" | "js";
  /** Hash of the API file, which has the methods of `window.dormouse`. */
  api: string;
  /** Hash of the teaser module, if a form has a teaser. */
  teaser?: string;
  /** Whether a form may be due before the page has painted. */
  at_once?: boolean;
  settings?: Partial<Settings>;
  forms: ManifestEntry[];
}

/** Settings of a site that differ from their default: `form-model`, `site_settings.rs`. */
export interface Settings {
  compat: "klaviyo";
  consent_source: "google" | "tcf" | "shopify";
  storage_before_consent: "none";
  cookie_domain: string;
  events_with_answers: boolean;
  /** The `z-index` of forms that are not modal; default 9000. */
  z_index: number;
  /** For forms without their own setting; default `shadow`. */
  isolation: "light";
}

/** What the visitor agreed to: `granted` or `denied`; missing = unknown. */
export interface Consent {
  functional: string;
  analytics: string;
  marketing: string;
}

/** A part of the loader that a site uses, composed into its script by the service. */
export type Part = (core: Core) => void;

/** What the loader shares with its parts, and with the files that it imports later. */
export interface Core {
  manifest: Manifest;
  settings: Partial<Settings>;
  /** Looks up the facts of a kind by name; `undefined` = unknown. */
  facts: Record<string, (name: string) => string | number | undefined>;
  /**
   * Calls `wake` when a fact of a kind reaches a number, or `happen`. `form` is the index of the form that becomes due
   * then; -1 if none does.
   */
  wants: Record<string, (name: string, least: number, form: number) => void>;
  /** Called when a page view begins, right before the clock goes back to zero. */
  restarts: (() => void)[];
  /** What the page passed to `identify`, if it called it. */
  profile?: Record<string, any>;
  /** Channels that identified the visitor in this page view, as bits: 1 = email, 2 = SMS. It starts as `undefined`: read it with `|`. */
  channels: number;
  /** Language that the page chose with `setLocale`. */
  locale?: string;
  /** Consent that the page passed to `setConsent`. */
  consent?: Partial<Consent>;
  /** Forms that show, or are about to, by their index. */
  shown: (Showing | undefined)[];
  /** Removes a form, even one that is still loading. It does not count as a close by the visitor. */
  leave(form: number): void;
  /** Called when a form is gone, after it showed. */
  onGone?(form: number): void;
  /** Whether nothing shows any more in this page view. */
  is_off?: boolean;
  uses_twin?: boolean;
  /** Policy of Trusted Types, once something shows. */
  html_policy?: { createHTML(html: string): string };
  /** Whether nothing may be stored. */
  must_forget?: boolean;
  api: Record<string, Function>;
  /** The form that was asked for and is on its way. */
  asked?: number;

  /** Judges triggers again, and shows the first form that is due and still may. */
  wake(): void;
  /** Judges rules again, because something that they look at changed: forms that may show now wait for their triggers. */
  refresh(): void;
  /** Why a form may not show, its triggers left aside; empty = it may. */
  refusal(form: number, caps?: boolean, tells?: boolean): string | number;
  /** Called for each group that `refusal` evaluates, if it reports them. */
  onJudged?(holds: number): void;
  /** Whether a form waits for its triggers, whether it is done with, and its triggers that have fired, as bits; negative = it is due. */
  stateOf(form: number): [armed: boolean, done: boolean, fired: number];
  /** An event, as a fact, happens now. */
  happen(fact: string, properties?: unknown): void;
  lookUp(fact: string): string | number | undefined;
  /** Form ids in records, with a space behind; empty = the form that is being judged. */
  formNamed(form_id: string): string;
  /** Shows a form, unless another one shows; why it does not, empty = it does. */
  show(form: number, preview?: boolean): Promise<string>;
  /** The same whatever else shows. Place: where an embed goes. */
  bring(form: number, preview?: boolean, place?: Element): Promise<string>;
  /**
   * For an embed that the page removes: returns a function that puts it back, and says whether it is back, or may still
   * come back. Lost: the page has no place for it any more.
   */
  keepPlace?(host: HTMLElement, place: Element, onLost: () => void): () => boolean;
  /** A form does not show again in this page view. */
  finish(form: number): void;
  say(type: string, form: number, metaData?: object): void;
  /** Requests JSON from the service, even if the page's own `fetch` fails. */
  getJson(path: string): Promise<any>;
  /** Listens on `window`, in the capture phase or, if that is `false`, in the bubble phase. Returns a function that
   * stops listening. */
  listen(type: string, act: (event: any) => void, captures?: boolean): () => void;
  routeChanged(): void;
  setConsent?(changes: Partial<Record<keyof Consent, boolean | string>>, is_default?: boolean): void;
  /** Removes the record that subdomains share. */
  forgetShared?(): void;
  countView?(form_id: string, rules: string): void;
  /** Called for each submitted step, before the page gets the event. Channels: how the visitor can now be reached, 0
   * = none. */
  onSubmitted?(form_id: string, channels: number): void;

  /** Calls once the page was visible for a time. */
  after(ms: number, act: () => void): void;
  /** Fetches a form's files shortly before a time on the page. */
  soon(form: number, ms: number): void;
  /** Time on the page while it was visible. */
  visibleMs(): number;
  /** Unix time. */
  seconds(): number;

  /** Reads the line of the visitor's record, or the session's, that begins with some letters; empty if it is
   * missing. */
  recall(letters: string, session: boolean): string;
  /** Replaces that line and puts it first. */
  remember(letters: string, value: string | number, session: boolean): void;
  readRecord(session: boolean): string;
  writeRecord(text: string, session: boolean): void;
}

/** A form that shows, or is about to. */
export interface Showing {
  /** Whether it must close. */
  has_left?: boolean;
  /** Functions that close it, one for each place where it shows; empty = it does not show yet. */
  closes: (() => void)[];
}

export interface ManifestEntry {
  /** Of forms with the same one shows at a time; left out for popups, full-screen forms and flyouts. */
  type?: "banner" | "bottom_banner" | "embed";
  form_id: string;
  version_id: string;
  bundle: string;
  render: string;
  render_twin: string;
  rules: string;
  teaser?: TeaserEntry;
}

/** When and where the teaser of a form shows. */
export interface TeaserEntry {
  bundle: string;
  display_order: "before" | "after" | "before_and_after";
  screens?: "phone" | "desktop";
  days_after_close: number;
}

/** The contents of a teaser: `form-model`, `bundle.rs`. */
export interface TeaserBundle {
  schema_version: 1;
  form_id: string;
  version_id: string;
  /** The id of the form. */
  type: Bundle["type"];
  locale: string;
  html: string;
  css: string;
}

export interface Bundle {
  schema_version: 1;
  form_id: string;
  version_id: string;
  type: "popup" | "flyout" | "full_screen" | "banner" | "embed";
  locale: string;
  push?: "top" | "bottom";
  edge?: "top" | "bottom";
  isolation?: "shadow" | "light";
  click_outside_to_close: boolean | "phone" | "desktop";
  back_to_close?: boolean;
  insists?: boolean;
  /** Hash of its sheet for light DOM. */
  light?: string;
  not_sent_message: string;
  fonts?: BundleFont[];
  html: string;
  css: string;
  behavior: string;
  /** Whether the preview's address is signed: people with such an address know that it is a preview. */
  signed?: 1;
  /** Parts of the render module that it needs, by name. */
  parts?: string[];
}

/** A form that is in the page, as parts of the render module get it. */
export interface FormInPage {
  host: HTMLElement;
  /** Where its HTML is: the host's shadow root, or the host itself. */
  root: ShadowRoot | HTMLElement;
  surface: HTMLElement;
  panel: HTMLElement;
  bundle: Bundle;
  /** Missing in a preview, where nothing is stored. */
  core: Core | null;
  close(by_visitor?: boolean): void;
  say(type: string, metaData?: object): boolean | void;
  /** Called when it is gone. */
  onGone: (() => void)[];
  /** Whether the window scrolls, ignoring our own lock. */
  pageScrolls(): boolean;
  /** Whether the page asks the visitor something itself. */
  pageDialog(): Promise<boolean>;
  /** Listens in the form, whose events the page does not hear: `render/hear.js`. */
  hear(element: HTMLElement, type: string, act: (event: any, target: HTMLElement) => void): void;
}

/** A face that is loaded into `document.fonts` before the form is inserted. */
export interface BundleFont {
  family: string;
  weight: number;
  style: "normal" | "italic";
  url: string;
  fallback?: {
    local: string;
    size_adjust: string;
    ascent_override: string;
    descent_override: string;
    line_gap_override: string;
  };
}

declare global {
  interface Window {
    [mark: symbol]: string | undefined;
  }
}
