/** Shapes that the server writes and the page reads: `form-model`, `manifest.rs` and `bundle.rs`. */

export interface Manifest {
  schema_version: 1;
  site_id: string;
  /** Origin of the service, without a slash at its end. */
  base_url: string;
  engine: "auto" | "wasm" | "js";
  trigger_twin?: string;
  outbox: string;
  /** Hash of the overlay that `dormouse.debug()` shows. */
  debug: string;
  /** Hash of the part that speaks Klaviyo's dialect, where it is not part of the script. */
  klaviyo?: string;
  /** Whether a form may be due before the page has painted. */
  at_once?: boolean;
  /** Seconds between any two forms; 0 where it is left out. */
  pause_between_forms_seconds?: number;
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
}

/** What the visitor agreed to: `granted`, `denied` or `unknown`. */
export interface Consent {
  functional: string;
  analytics: string;
  marketing: string;
}

/** A part of the loader that a site uses, composed into its script by the service. */
export type Part = (core: Core) => void;

/** What parts build on. */
export interface Core {
  /** Looks up the facts of a kind by name; `undefined` = unknown. */
  facts: Record<string, (name: string) => string | number | undefined>;
  /** Arranges for `wake` once a fact of a kind has reached a number, or for `happen`. */
  wants: Record<string, (name: string, least: number, form: number) => void>;
  /** Judges triggers now. */
  wake(): void;
  /** Judges rules again, then triggers. */
  refresh(): void;
  /** An event, as a fact, happens now. */
  happen(fact: string, properties?: unknown): void;
  /** Calls when a page view begins, right before the clock goes back to zero. */
  onRestart(act: () => void): void;
  /** Calls once the page was visible for a time. */
  after(ms: number, act: () => void): void;
  /** Fetches a form's files shortly before a time on the page. */
  soon(form: number, ms: number): void;
  /** Time on the page while it was visible. */
  visibleMs(): number;
  /** Reads a line of the visitor's record, or the session's. */
  recall(letter: string, session: boolean): string;
  remember(letter: string, value: string | number, session: boolean): void;
  /** Keeps the visitor's record also somewhere else. */
  shareRecord(place: { read(): string; write(text: string): void }): void;
  manifest: Manifest;
  settings: Partial<Settings>;
  forms: ManifestEntry[];
  api: Record<string, Function>;
  consent: Consent;
  setConsent(changes: Partial<Record<keyof Consent, boolean | string>>): void;
  tell(detail: object, cancelable?: boolean): boolean;
  refusal(form: number, caps?: boolean, tells?: boolean): string;
  lookUp(fact: string): string | number | undefined;
  onJudged(listener: (code: string, kind: string, holds: boolean) => void): void;
  /** Channels by which the visitor is known: 1 = email, 2 = SMS. */
  knownChannels(): number;
  profile(): Record<string, any>;
  /** Language that the page set. */
  locale(): string;
}

export interface ManifestEntry {
  form_id: string;
  version_id: string;
  bundle: string;
  render: string;
  render_twin: string;
  rules: string;
}

export interface Bundle {
  schema_version: 1;
  form_id: string;
  version_id: string;
  type: "popup";
  locale: string;
  click_outside_to_close: boolean;
  not_sent_message: string;
  html: string;
  css: string;
  behavior: string;
}

/** What a form needs of the loader; a preview has none, and then nothing is stored or sent. */
export interface Site {
  site_id: string;
  base_url: string;
  /** Whether events on the page carry answers. */
  with_answers?: boolean;
  /** Asked right before the form comes: why it must not; empty = it may. */
  mayOpen(): string;
  /** Called once where the form waits for a dialog of the page to go. */
  waits(): void;
  /** The form is there; `close` takes it away. */
  opened(close: () => void): void;
  /** Notes that the form was submitted, or closed. Channels: 1 = an email address was given, 2 = a phone number. */
  settled(submitted: boolean, channels: number): void;
  /** The form is gone. */
  gone(): void;
}

declare global {
  interface Window {
    [mark: symbol]: string | undefined;
  }
}
