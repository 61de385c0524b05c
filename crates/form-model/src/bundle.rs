//! Wire shape: the bundle of a version, immutable and cached for ever.

use serde::Serialize;

use crate::{
    ids::{FormId, VersionId},
    isolation::Isolation,
    screens::Screens,
    styles::font::FontStyle,
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
    /// Faces to load before the form is inserted. Not there where it uses the system's alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fonts: Vec<BundleFont>,
    /// HTML of the dialog with every step in it.
    pub html: String,
    /// One style sheet for the shadow root.
    pub css: String,
    /// Hash of the sheet for light DOM; not there where the version says that it stands in a shadow root.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub light: Option<String>,
    /// Fields, consents and buttons as a table: crate `form-compile`, `behavior.rs`.
    pub behavior: String,
    /// Parts of the render module that it needs beyond what all do, by their names. Not there where it needs none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<&'static str>,
}

/// All that the teaser module needs to show the teaser of a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TeaserBundle {
    /// Version of this schema: 1.
    pub schema_version: u32,
    /// The form.
    pub form_id: FormId,
    /// The version.
    pub version_id: VersionId,
    /// How the form is presented.
    #[serde(rename = "type")]
    pub form_type: &'static str,
    /// Language of the content, for the `lang` attribute.
    pub locale: String,
    /// HTML of the teaser.
    pub html: String,
    /// One style sheet for its shadow root.
    pub css: String,
}

/// A face that the page loads into `document.fonts`: a shadow root's own sheet cannot have any.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BundleFont {
    /// Name of the family in the page, `dormouse-` and a content id: the same faces have the same name in every form,
    /// other faces another one.
    pub family: String,
    /// Weight, 100..=900.
    pub weight: u32,
    /// Upright or slanted.
    pub style: FontStyle,
    /// Address of the WOFF2 file, on the service's origin.
    pub url: String,
    /// A typeface of the system's, stretched to take the same place. Not there where the font has no Latin letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fallback: Option<BundleFallback>,
}

/// A face of the family `<family>-fallback`; its members are the descriptors of `@font-face` with these names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BundleFallback {
    /// Names of one typeface and its twins, as the descriptor `src`.
    pub local: String,
    /// How much wider the font runs, in percent.
    pub size_adjust: String,
    /// In percent of the adjusted size, as the two below.
    pub ascent_override: String,
    /// Below the baseline.
    pub descent_override: String,
    /// Between two lines.
    pub line_gap_override: String,
}
