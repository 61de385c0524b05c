//! Fonts: from the form's JSON to separate files, with the names and metrics that a page needs.

use base64::{Engine, prelude::BASE64_STANDARD};
use form_model::{
    Problem, Version,
    bundle::BundleFont,
    styles::{
        FontFace, FontFamily,
        font::{FontFallback, FontStyle},
    },
};
use ttf_parser::{Face, Tag};

use crate::{Asset, asset::content_id};

mod fallback;
mod woff2;

const SANS: &str = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
const SERIF: &str = "Charter,'Iowan Old Style','Palatino Linotype',Georgia,serif";
const MONO: &str = "ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace";
const ROUNDED: &str = "ui-rounded,'Hiragino Maru Gothic ProN',Quicksand,'Arial Rounded MT Bold',Nunito,system-ui,sans-serif";
const HUMANIST: &str =
    "Seravek,'Gill Sans Nova',Ubuntu,Calibri,'DejaVu Sans',source-sans-pro,sans-serif";

/// Why a font cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FontFault {
    /// The text behind `;base64,` is not base64.
    #[error("has no valid base64 after `;base64,`; encode the file again")]
    NotBase64,
    /// The bytes are another kind of font, or not a font.
    #[error("contains {0}, not a WOFF2 file; convert it to WOFF2")]
    NotWoff2(&'static str),
    /// The file contains several fonts.
    #[error("contains a collection of fonts; only one font per file is allowed")]
    Collection,
    /// The file is damaged, or takes more than is allowed when unpacked.
    #[error(
        "is a WOFF2 file that cannot be unpacked to a font of at most {} bytes",
        woff2::MAX_SFNT_BYTES
    )]
    Broken,
    /// Its license forbids embedding.
    #[error(
        "says of itself that its license forbids embedding (`OS/2.fsType` = restricted license); get a web license and its file"
    )]
    Restricted,
}

/// The fonts of a version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fonts {
    faces: Vec<LoadedFace>,
}

/// A face as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct LoadedFace {
    /// The face as the form names it.
    family: String,
    stack: FontFallback,
    asset: Asset,
    in_page: BundleFont,
}

impl Fonts {
    /// Decodes every face of a version; its files will be found below `base_url`.
    pub(crate) fn decode(version: &Version, base_url: &str) -> Result<Self, Vec<Problem>> {
        let mut faces = Vec::new();
        let mut problems = Vec::new();
        for (index, face) in version.styles.fonts.iter().enumerate() {
            match LoadedFace::decode(face, base_url) {
                Ok(face) => faces.push(face),
                Err(fault) => problems.push(Problem::new(
                    format!("$.versions[0].styles.fonts[{index}].src"),
                    fault.to_string(),
                )),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let names: Vec<_> = faces
            .iter()
            .map(|face| name_in_page(&face.family, &faces))
            .collect();
        for (face, name) in faces.iter_mut().zip(names) {
            face.in_page.family = name;
        }
        Ok(Fonts { faces })
    }

    /// The value of `font-family` for a typeface of the form.
    pub(crate) fn stack(&self, family: &FontFamily) -> String {
        let name = match family {
            FontFamily::Sans => return SANS.to_owned(),
            FontFamily::Serif => return SERIF.to_owned(),
            FontFamily::Mono => return MONO.to_owned(),
            FontFamily::Rounded => return ROUNDED.to_owned(),
            FontFamily::Humanist => return HUMANIST.to_owned(),
            FontFamily::Custom(name) => name,
        };
        let Some(face) = self.faces.iter().find(|face| face.family == *name) else {
            // Validation has already found it.
            return SANS.to_owned();
        };
        let system = match face.stack {
            FontFallback::Sans => SANS,
            FontFallback::Serif => SERIF,
        };
        let name = &face.in_page.family;
        format!("{name},{name}-fallback,{system}")
    }

    /// The faces that the page loads.
    pub(crate) fn in_page(&self) -> Vec<BundleFont> {
        self.faces.iter().map(|face| face.in_page.clone()).collect()
    }

    /// The files.
    pub(crate) fn into_files(self) -> impl Iterator<Item = Asset> {
        self.faces.into_iter().map(|face| face.asset)
    }
}

impl LoadedFace {
    fn decode(face: &FontFace, base_url: &str) -> Result<Self, FontFault> {
        let file = BASE64_STANDARD
            .decode(face.data().trim_ascii())
            .map_err(|_| FontFault::NotBase64)?;
        let sfnt = woff2::unpack(&file)?;
        let mut font = Face::parse(&sfnt, 0).map_err(|_| FontFault::Broken)?;
        if is_restricted(&font) {
            return Err(FontFault::Restricted);
        }
        // Of a variable font the page will see this weight.
        let weight = u16::try_from(face.weight).unwrap_or(400);
        let _ = font.set_variation(Tag::from_bytes(b"wght"), f32::from(weight));
        let fallback = fallback::measure(&font, face);
        let asset = Asset::new("woff2", file);
        Ok(LoadedFace {
            family: face.family.clone(),
            stack: face.fallback,
            in_page: BundleFont {
                // Known once every face of the family is.
                family: String::new(),
                weight: face.weight,
                style: face.style,
                url: format!("{base_url}{}", asset.path()),
                fallback,
            },
            asset,
        })
    }
}

/// Names a family by its faces, in any order.
fn name_in_page(family: &str, faces: &[LoadedFace]) -> String {
    let mut identity: Vec<_> = faces
        .iter()
        .filter(|face| face.family == family)
        .map(|face| {
            let slant = match face.in_page.style {
                FontStyle::Normal => 'n',
                FontStyle::Italic => 'i',
            };
            let stack = match face.stack {
                FontFallback::Sans => 's',
                FontFallback::Serif => 'r',
            };
            format!("{}{slant}{stack}{}\n", face.in_page.weight, face.asset.hash)
        })
        .collect();
    identity.sort();
    format!("dormouse-{}", content_id(identity.concat().as_bytes()))
}

/// Whether only bit 1 of `fsType` is set among the four that say how a font may be embedded: "Restricted License
/// embedding". <https://learn.microsoft.com/en-us/typography/opentype/spec/os2#fstype>
fn is_restricted(font: &Face<'_>) -> bool {
    let os_2 = font.raw_face().table(Tag::from_bytes(b"OS/2"));
    let fs_type = os_2.and_then(|os_2| os_2.get(8..10));
    fs_type.is_some_and(|bits| bits[1] & 0x0f == 0x02)
}

#[cfg(test)]
mod tests;
