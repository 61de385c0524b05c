//! From a valid form to its bundle, the files it needs, and its manifest entry.

use form_model::{
    FormType, Problem, SCHEMA_VERSION, ValidForm, Version, VersionId, bundle::Bundle,
    form_type::Location, ids::FormId, isolation::Isolation, manifest::ManifestEntry,
};

use crate::{
    Asset,
    asset::content_id,
    behavior,
    css::{self, custom, light},
    font::Fonts,
    html,
    image::{self, Picture},
    lazy_parts, rules, teaser,
    texts::Texts,
};

/// A compiled version.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// The id of the version.
    pub version_id: VersionId,
    /// What a page needs before the form shows.
    pub manifest_entry: ManifestEntry,
    /// The bundle, as served.
    pub bundle: Asset,
    /// Other files that the bundle names.
    pub files: Vec<Asset>,
}

/// Hashes of the render module that a bundle is compiled for.
#[derive(Clone, Copy, Debug)]
pub struct RenderHashes<'a> {
    /// Hash of `render.js`.
    pub module: &'a str,
    /// Hash of `render.twin.js`.
    pub twin: &'a str,
}

/// Compiles a form. Its files will be served below `base_url`, the service's origin without a trailing slash.
///
/// `now` is the time of compiling, in Unix seconds: time zones are compiled to the transitions of the three years from
/// then.
///
/// Reports problems that only the bytes of a picture or font, or the ops of a text show, like
/// [`form_model::validate()`] reports others.
pub fn compile(
    form: &ValidForm,
    render: RenderHashes<'_>,
    base_url: &str,
    now: u32,
) -> Result<Compiled, Vec<Problem>> {
    let version = form.version();
    let form_id = &form.form().form_id;
    let files = both(decode_pictures(version), Fonts::decode(version, base_url));
    let font_stack = match &files {
        Ok((_, fonts)) => fonts.stack(&version.styles.font_family),
        Err(_) => String::new(),
    };
    let shown = both(Texts::render(version), files);
    let shown = both(shown, custom::compile(version));
    let version_id = version_id(form_id, version);
    let of_form = both(shown, rules::compile(form_id, version, now));
    let of_teaser = teaser::compile(form_id, version, &version_id, base_url, &font_stack);
    let ((((texts, (pictures, fonts)), custom), rules), teaser) = both(of_form, of_teaser)?;
    let address = |block_id: &str| {
        let (_, picture) = pictures.iter().find(|(id, _)| id == block_id)?;
        Some((picture, format!("{base_url}{}", picture.asset.path())))
    };
    let layout = css::Layout::of(version);
    let html = html::compile(version, &layout, &texts, &address, &custom.named_blocks);
    let background = address(BACKGROUND).map(|(_, url)| url);
    let css = css::compile(version, &layout, &fonts, background.as_deref())
        + &texts.css()
        + &custom.rule();
    let light = (version.isolation != Some(Isolation::Shadow))
        .then(|| Asset::new("css", light::compile(form_id.as_str(), &css).into_bytes()));
    let parts = lazy_parts::of(version, &html, !custom.css.is_empty());
    let bundle = Bundle {
        schema_version: SCHEMA_VERSION,
        form_id: form_id.clone(),
        version_id: version_id.clone(),
        form_type: version.form_type.name(),
        locale: version.locale.clone(),
        push: edge_of(version, version.placement.push),
        edge: edge_of(version, version.placement.sticky),
        isolation: version.isolation,
        click_outside_to_close: version.click_outside_to_close,
        back_to_close: version.back_to_close,
        insists: !version.dismissible && version.form_type != FormType::Embed,
        not_sent_message: version.not_sent_message.clone(),
        fonts: fonts.in_page(),
        html,
        css,
        light: light.as_ref().map(|sheet| sheet.hash.clone()),
        behavior: behavior::compile(version),
        parts,
    };
    let bundle = Asset::new("json", to_json(&bundle));
    // A picture that is used several times is one file, and so is a font under two names.
    let mut files: Vec<Asset> = light.into_iter().collect();
    let (teaser, files_of_teaser) = match teaser {
        Some(teaser) => (Some(teaser.entry), teaser.files),
        None => (None, Vec::new()),
    };
    let pictures = pictures.into_iter().map(|(_, picture)| picture.asset);
    let other_files = fonts.into_files().chain(files_of_teaser);
    for asset in pictures.chain(other_files) {
        if files.iter().all(|file| file.hash != asset.hash) {
            files.push(asset);
        }
    }
    Ok(Compiled {
        manifest_entry: ManifestEntry {
            form_id: form_id.clone(),
            version_id: version_id.clone(),
            bundle: bundle.hash.clone(),
            render: render.module.to_owned(),
            render_twin: render.twin.to_owned(),
            teaser,
            priority: version.priority,
            form_type: shares_place_with(version),
            rules,
        },
        version_id,
        bundle,
        files,
    })
}

/// Names a content: the same form with the same content has the same version id, whenever it is published.
pub fn version_id(form_id: &FormId, version: &Version) -> VersionId {
    let id = content_id(&to_json(&(form_id, version)));
    VersionId::parse(&id).expect("a content id is 16 letters and digits")
}

/// The edge of a banner, if a setting applies to it.
fn edge_of(version: &Version, holds: Option<bool>) -> Option<&'static str> {
    let location = version.placement.location;
    location.filter(|_| holds == Some(true)).map(Location::name)
}

/// The group in which only one form shows at a time. Banners at both edges can show at the same time.
fn shares_place_with(version: &Version) -> Option<&'static str> {
    match version.form_type {
        FormType::Banner if version.placement.location == Some(Location::Bottom) => {
            Some("bottom_banner")
        }
        FormType::Banner | FormType::Embed => Some(version.form_type.name()),
        FormType::Popup | FormType::Flyout | FormType::FullScreen => None,
    }
}

fn to_json(value: &impl serde::Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("our own types have string keys and serialize")
}

/// Both results, or the problems of both.
fn both<A, B>(
    a: Result<A, Vec<Problem>>,
    b: Result<B, Vec<Problem>>,
) -> Result<(A, B), Vec<Problem>> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(mut problems), Err(more)) => {
            problems.extend(more);
            Err(problems)
        }
        (Err(problems), Ok(_)) | (Ok(_), Err(problems)) => Err(problems),
    }
}

/// The block id for the background picture of a form; no real block has it.
const BACKGROUND: &str = "";

/// Decodes every picture of a version, with the id of its block.
fn decode_pictures(version: &Version) -> Result<Vec<(String, Picture)>, Vec<Problem>> {
    let mut pictures = Vec::new();
    let mut problems = Vec::new();
    for (path, block) in version.located_blocks("$.versions[0]") {
        let Some((member, src)) = block.picture() else {
            continue;
        };
        match image::decode(src) {
            Ok(picture) => pictures.push((block.id.clone(), picture)),
            Err(fault) => {
                problems.push(Problem::new(format!("{path}.{member}"), fault.to_string()));
            }
        }
    }
    if let Some(background) = &version.styles.panel.background_image {
        match image::decode(&background.src) {
            Ok(picture) => pictures.push((BACKGROUND.to_owned(), picture)),
            Err(fault) => problems.push(Problem::new(
                "$.versions[0].styles.panel.background_image.src",
                fault.to_string(),
            )),
        }
    }
    if problems.is_empty() {
        Ok(pictures)
    } else {
        Err(problems)
    }
}
