//! Wire shape: the bundle of a version, immutable and cached for ever.

use serde::Serialize;

use crate::{
    ids::{FormId, VersionId},
    isolation::Isolation,
    screens::Screens,
    styles::font::FontStyle,
};

/// Everything that the render module needs to show a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bundle {
    /// Version of this schema: 1.
    pub schema_version: u32,
    /// The id of the form.
    pub form_id: FormId,
    /// The id of the version.
    pub version_id: VersionId,
    /// How it is presented: `popup`, `flyout`, `full_screen`, `banner` or `embed`.
    #[serde(rename = "type")]
    pub form_type: &'static str,
    /// Language of the content, for the `lang` attribute.
    pub locale: String,
    /// The edge at which the page makes room for it: `top` or `bottom`. Missing if the page does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub push: Option<&'static str>,
    /// The edge of the window at which a banner stays in view: `top` or `bottom`. Missing if it scrolls away.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edge: Option<&'static str>,
    /// What protects it from the page's styles; missing = the site's setting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub isolation: Option<Isolation>,
    /// On which screens a press outside the form closes it.
    pub click_outside_to_close: Screens,
    /// Whether the back button closes it on phones.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub back_to_close: bool,
    /// Whether only one of its buttons closes it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub insists: bool,
    /// The message for a visitor whose answer could neither be kept nor sent.
    pub not_sent_message: String,
    /// Faces to load before the form is inserted. Missing if it uses only system fonts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fonts: Vec<BundleFont>,
    /// HTML of the dialog with every step in it.
    pub html: String,
    /// One style sheet for the shadow root.
    pub css: String,
    /// Hash of the sheet for light DOM; missing if the version always uses a shadow root.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub light: Option<String>,
    /// Fields, consents and buttons as a table: crate `form-compile`, `behavior.rs`.
    pub behavior: String,
    /// The optional parts of the render module that it needs, by name. Missing if it needs none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<&'static str>,
}

/// Everything that the teaser module needs to show the teaser of a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TeaserBundle {
    /// Version of this schema: 1.
    pub schema_version: u32,
    /// The id of the form.
    pub form_id: FormId,
    /// The id of the version.
    pub version_id: VersionId,
    /// The type of the form.
    #[serde(rename = "type")]
    pub form_type: &'static str,
    /// Language of the content, for the `lang` attribute.
    pub locale: String,
    /// The HTML of the teaser.
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
    /// A system typeface, stretched to the same size. Missing if the font has no Latin letters.
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
    /// The descent below the baseline.
    pub descent_override: String,
    /// The gap between two lines.
    pub line_gap_override: String,
}
