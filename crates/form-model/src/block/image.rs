//! Block `image`.

use serde::Serialize;

use crate::read::{At, Object, quoted};

/// A picture. It travels inside the form's JSON and becomes a file of our own at publish,
/// so that showing a form never asks a third party for anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Image {
    /// `data:` address, base64, of a PNG, JPEG, GIF, WebP or AVIF; at most 1,500,000 characters.
    pub src: String,
    /// What the picture shows, at most 250 characters; empty for mere decoration.
    pub alt: String,
    /// How it fills its place. Default `contain`.
    pub fit: ImageFit,
}

/// How a picture fills its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ImageFit {
    /// Whole, in its own proportions.
    Contain,
    /// Over the whole height of its column, cut where needed: a side image.
    Cover,
}

/// Media types that a picture may have, all of them raster images, each with its file's extension.
pub const MEDIA_TYPES: [(&str, &str); 5] = [
    ("image/png", "png"),
    ("image/jpeg", "jpg"),
    ("image/gif", "gif"),
    ("image/webp", "webp"),
    ("image/avif", "avif"),
];

impl Image {
    /// Extension and base64 text of the picture.
    pub fn data(&self) -> Option<(&'static str, &str)> {
        split_data(&self.src)
    }

    pub(crate) fn read(object: &mut Object<'_>) -> Option<Self> {
        let src = object.required("src").and_then(|at| read_src(&at));
        let alt = object.required("alt").and_then(|at| at.string(0..=250));
        let fit = match object.optional("fit") {
            Some(at) => at.choice(&[("contain", ImageFit::Contain), ("cover", ImageFit::Cover)]),
            None => Some(ImageFit::Contain),
        };
        Some(Image {
            src: src?,
            alt: alt?,
            fit: fit?,
        })
    }
}

pub(crate) fn read_src(at: &At<'_>) -> Option<String> {
    let src = at.string(1..=1_500_000)?;
    if split_data(&src).is_none() {
        at.problem(format!(
            "is {}; an embedded picture is allowed: `data:`, one of {}, `;base64,` and its bytes",
            quoted(&src),
            MEDIA_TYPES.map(|(media_type, _)| media_type).join(", ")
        ));
        return None;
    }
    Some(src)
}

/// Extension and base64 text of a picture in a `data:` address.
pub fn split_data(src: &str) -> Option<(&'static str, &str)> {
    let (media_type, data) = src.strip_prefix("data:")?.split_once(";base64,")?;
    let (_, extension) = MEDIA_TYPES
        .into_iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(media_type))?;
    Some((extension, data))
}
