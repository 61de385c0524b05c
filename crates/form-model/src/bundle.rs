//! Wire shape: the bundle of a version, immutable and cached for ever.

use serde::Serialize;

use crate::ids::{FormId, VersionId};

/// All that the render module needs to show a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bundle {
    /// Version of this schema: 1.
    pub schema_version: u32,
    /// The form.
    pub form_id: FormId,
    /// The version.
    pub version_id: VersionId,
    /// How it is presented: `popup`.
    #[serde(rename = "type")]
    pub form_type: &'static str,
    /// Language of the content, for the `lang` attribute.
    pub locale: String,
    /// Whether a press outside the form closes it.
    pub click_outside_to_close: bool,
    /// What a visitor reads whose answer could neither be kept nor sent.
    pub not_sent_message: String,
    /// HTML of the dialog with every step in it.
    pub html: String,
    /// One style sheet for the shadow root.
    pub css: String,
    /// Fields, consents and buttons as a table: crate `form-compile`, `behavior.rs`.
    pub behavior: String,
}
