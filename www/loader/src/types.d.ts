/** Shapes that the server writes and the page reads: `form-model`, `manifest.rs` and `bundle.rs`. */

export interface Manifest {
  schema_version: 1;
  site_id: string;
  /** Origin of the service, without a slash at its end. */
  base_url: string;
  engine: "auto" | "wasm" | "js";
  trigger_twin?: string;
  outbox: string;
  forms: ManifestEntry[];
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
  /** Notes in the visitor record that the form was submitted, or closed. */
  settled(submitted: boolean): void;
}

declare global {
  interface Window {
    [mark: symbol]: string | undefined;
  }
}
