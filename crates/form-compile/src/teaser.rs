//! From the teaser of a version to its bundle, its picture, and its manifest entry.
//!
//! The teaser module looks for these in the HTML: the region, which is the only element at the top, and its first
//! child, which moves; `[data-dormouse-teaser]`, which opens the form; `[data-dormouse-teaser-close]`.

use form_model::{
    Problem, SCHEMA_VERSION, Version, VersionId, bundle::TeaserBundle, ids::FormId,
    manifest::TeaserEntry, teaser::Teaser,
};
use rich_text::escape_html;

use crate::{
    Asset, css,
    image::{self, Picture},
    texts::{self, OwnLabel},
};

/// Its path in the form, for problems.
const PATH: &str = "$.versions[0].teaser";

/// A compiled teaser.
pub(crate) struct CompiledTeaser {
    pub(crate) entry: TeaserEntry,
    /// The bundle, and the picture.
    pub(crate) files: Vec<Asset>,
}

/// Compiles the teaser of a version, if it has one. The merchant's own font shows once the form has been loaded.
pub(crate) fn compile(
    form_id: &FormId,
    version: &Version,
    version_id: &VersionId,
    base_url: &str,
    font_stack: &str,
) -> Result<Option<CompiledTeaser>, Vec<Problem>> {
    let Some(teaser) = &version.teaser else {
        return Ok(None);
    };
    let label = texts::own_label(&teaser.label, PATH, teaser.max_characters())?;
    let picture = decode_picture(teaser)?;
    let bundle = TeaserBundle {
        schema_version: SCHEMA_VERSION,
        form_id: form_id.clone(),
        version_id: version_id.clone(),
        form_type: version.form_type.name(),
        locale: version.locale.clone(),
        html: html(version, teaser, &label, picture.as_ref(), base_url),
        css: css::teaser::compile(version, teaser, &label.words, font_stack) + &label.css,
    };
    let bytes = serde_json::to_vec(&bundle).expect("our own types have string keys and serialize");
    let bundle = Asset::new("json", bytes);
    Ok(Some(CompiledTeaser {
        entry: TeaserEntry {
            bundle: bundle.hash.clone(),
            display_order: teaser.display_order,
            screens: teaser.display_device,
            days_after_close: teaser.days_after_close,
        },
        files: std::iter::once(bundle)
            .chain(picture.map(|picture| picture.asset))
            .collect(),
    }))
}

fn decode_picture(teaser: &Teaser) -> Result<Option<Picture>, Vec<Problem>> {
    let Some(image) = &teaser.image else {
        return Ok(None);
    };
    let picture = image::decode(&image.src)
        .map_err(|fault| vec![Problem::new(format!("{PATH}.image.src"), fault.to_string())]);
    picture.map(Some)
}

fn html(
    version: &Version,
    teaser: &Teaser,
    label: &OwnLabel,
    picture: Option<&Picture>,
    base_url: &str,
) -> String {
    let name = escape_html(&version.accessible_name);
    let popup = if version.form_type.is_modal() {
        r#" aria-haspopup="dialog""#
    } else {
        ""
    };
    let (image, class) = match picture {
        Some(picture) => {
            let src = escape_html(&format!("{base_url}{}", picture.asset.path()));
            let (width, height) = (picture.width, picture.height);
            let image = format!(
                r#"<img src="{src}" alt="" width="{width}" height="{height}" decoding="async">"#
            );
            (image, "h")
        }
        None => (String::new(), "t"),
    };
    let close = if teaser.close_button {
        let label = escape_html(teaser.close_label(&version.locale));
        format!(
            r#"<button class="x" type="button" data-dormouse-teaser-close aria-label="{label}">{CROSS}</button>"#
        )
    } else {
        String::new()
    };
    format!(
        r#"<section class="d" aria-label="{name}"><div class="p"><button class="a" type="button" data-dormouse-teaser{popup}>{image}<span class="{class}">{}</span></button>{close}</div></section>"#,
        label.html
    )
}

/// The icon of the close button.
const CROSS: &str = r#"<svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true"><path d="M3 3l10 10M13 3L3 13" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"/></svg>"#;
