//! Wire shape: the bundle of a version, immutable and cached for ever.

use serde::Serialize;

use crate::{
    ids::{FormId, VersionId},
    isolation::Isolation,
    screens::Screens,
};

/// All that the render module needs to show a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bundle {
    /// Version of this schema: 1.
    pub schema_version: u32,
    /// The form.
    pub form_id: FormId,
    /// The version.
    pub version_id: VersionId,
    /// How it is presented: `popup`, `flyout`, `full_screen`, `banner` or `embed`.
    #[serde(rename = "type")]
    pub form_type: &'static str,
    /// Language of the content, for the `lang` attribute.
    pub locale: String,
    /// At which edge the page makes room for it: `top` or `bottom`. Not there where it does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub push: Option<&'static str>,
    /// What keeps it apart from the page's styles; not there = what the site's settings say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub isolation: Option<Isolation>,
    /// On which screens a press outside the form closes it.
    pub click_outside_to_close: Screens,
    /// Whether the back button closes it on phones.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub back_to_close: bool,
    /// What a visitor reads whose answer could neither be kept nor sent.
    pub not_sent_message: String,
    /// HTML of the dialog with every step in it.
    pub html: String,
    /// One style sheet for the shadow root.
    pub css: String,
    /// Hash of the sheet for light DOM; not there where the version says that it stands in a shadow root.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub light: Option<String>,
    /// Fields, consents and buttons as a table: crate `form-compile`, `behavior.rs`.
    pub behavior: String,
}
