//! Block `image`.

use serde::Serialize;

use crate::{
    action::read_url,
    read::{At, Object, quoted},
};

/// A picture. It is part of the form's JSON and becomes a separate file at publish, so that showing a form makes no
/// request to a third party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Image {
    /// `data:` address, base64, of a PNG, JPEG, GIF, WebP or AVIF; at most 1,500,000 characters.
    pub src: String,
    /// A description of the picture, at most 250 characters; empty for mere decoration.
    pub alt: String,
    /// How it fills its place. Default `contain`.
    pub fit: ImageFit,
    /// The point that stays in view if the picture is cropped. Default: its middle.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub focal_point: Option<FocalPoint>,
    /// The target of a press, in the same tab: an address as for a `redirect`. Default none.
    pub link: Option<String>,
    /// Its width as a share of its place, 10..=100. Default 100.
    pub width_percentage: u32,
    /// Radius of its corners in CSS px, 0..=48. Default 0.
    pub border_radius_px: u32,
    /// Its alignment, if it is narrower than its place. Default `center`.
    pub align: ImageAlign,
}

/// A point of a picture, in percent of its width and height from its top left corner, 0..=100 each. Default 50.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct FocalPoint {
    /// From the left, in every language.
    pub x_percentage: u32,
    /// From the top, in percent.
    pub y_percentage: u32,
}

impl FocalPoint {
    fn read(at: &At<'_>) -> Option<Self> {
        let mut object = at.object()?;
        let x = object.integer_or("x_percentage", 0..=100, 50);
        let y = object.integer_or("y_percentage", 0..=100, 50);
        object.finish();
        Some(FocalPoint {
            x_percentage: x?,
            y_percentage: y?,
        })
    }
}

/// The alignment of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ImageAlign {
    /// Where lines of text begin.
    Start,
    /// In the middle.
    Center,
    /// Where lines of text end.
    End,
}

/// How a picture fills its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ImageFit {
    /// Completely visible, in its own proportions.
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

impl super::Kind for Image {
    fn picture(&self) -> Option<(&'static str, &str)> {
        Some(("src", &self.src))
    }

    fn drop_picture(&mut self) {
        self.src.clear();
    }
}

impl Image {
    pub(crate) fn read(object: &mut Object<'_>) -> Option<Self> {
        let src = object.required("src").and_then(|at| read_src(&at));
        let alt = object.required("alt").and_then(|at| at.string(0..=250));
        let fit = match object.optional("fit") {
            Some(at) => at.choice(&[("contain", ImageFit::Contain), ("cover", ImageFit::Cover)]),
            None => Some(ImageFit::Contain),
        };
        let focal_point = match object.optional("focal_point") {
            Some(at) if fit == Some(ImageFit::Contain) => {
                at.problem("needs `\"fit\": \"cover\"`, because other pictures are not cropped; set that, or remove it");
                None
            }
            Some(at) => FocalPoint::read(&at).map(Some),
            None => Some(None),
        };
        let link = match object.optional("link") {
            Some(at) => read_url(&at).map(Some),
            None => Some(None),
        };
        let width_percentage = object.integer_or("width_percentage", 10..=100, 100);
        let border_radius_px = object.integer_or("border_radius_px", 0..=48, 0);
        let align = object.choice_or(
            "align",
            &[
                ("start", ImageAlign::Start),
                ("center", ImageAlign::Center),
                ("end", ImageAlign::End),
            ],
            ImageAlign::Center,
        );
        Some(Image {
            src: src?,
            alt: alt?,
            fit: fit?,
            focal_point: focal_point?,
            link: link?,
            width_percentage: width_percentage?,
            border_radius_px: border_radius_px?,
            align: align?,
        })
    }
}

/// Reads a picture that travels inside the form's JSON.
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
    Some((extension_of(media_type)?, data))
}

/// The extension of a media type, whose letters may have any case. `image/jpg`, which many programs write although it
/// does not exist, counts as `image/jpeg`.
pub fn extension_of(media_type: &str) -> Option<&'static str> {
    let media_type = if media_type.eq_ignore_ascii_case("image/jpg") {
        "image/jpeg"
    } else {
        media_type
    };
    let (_, extension) = MEDIA_TYPES
        .into_iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(media_type))?;
    Some(extension)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::split_data;
    use crate::block::check_block;

    /// A GIF of one pixel.
    const GIF: &str =
        "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

    #[test]
    fn jpg_is_taken_as_jpeg() {
        for media_type in ["image/jpeg", "image/jpg", "IMAGE/JPG"] {
            let src = format!("data:{media_type};base64,AAAA");
            assert_eq!(split_data(&src), Some(("jpg", "AAAA")), "{src}");
        }
        assert_eq!(split_data("data:image/jp;base64,AAAA"), None);
    }

    #[test]
    fn an_image_may_be_a_link_and_less_wide_than_its_place() {
        let image = |more| check_block(json!({"type": "image", "src": GIF, "alt": ""}), more);
        image(json!({})).passes();
        image(json!({"link": "/sale", "width_percentage": 10, "border_radius_px": 48, "align": "end"}))
            .passes();
        image(json!({"alt": null})).has(&["$.alt is required"]);
        image(json!({"link": "www.shop.com/sale"})).has(&[
            "$.link is \"www.shop.com/sale\"; it has no scheme, so write `https://www.shop.com/sale`",
        ]);
        image(json!({"link": "javascript:alert(1)"})).has(&[
            "$.link is \"javascript:alert(1)\"; an address that begins with `https://`, `http://` or `/` and holds no space is allowed",
        ]);
        image(json!({"width_percentage": 9, "border_radius_px": 49, "align": "left"})).has(&[
            "$.width_percentage is 9; a whole number from 10 to 100 is allowed",
            "$.border_radius_px is 49; a whole number from 0 to 48 is allowed",
            "$.align is \"left\"; `start`, `center` or `end` is allowed",
        ]);
    }
}
