//! Pictures: from the form's JSON to files of our own.

use base64::{Engine, prelude::BASE64_STANDARD};
use form_model::block::image::split_data;
use imagesize::ImageType;

use crate::Asset;

/// Why a picture cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImageFault {
    /// The text behind `;base64,` is not base64.
    #[error("is not base64 behind its media type")]
    NotBase64,
    /// The bytes are not a picture of a kind that browsers show.
    #[error("holds no PNG, JPEG, GIF, WebP or AVIF picture")]
    NotAPicture,
    /// The bytes are another kind of picture than the media type says.
    #[error("is declared as `{declared}`, but holds `{found}`")]
    OtherKind {
        /// Extension of the declared media type.
        declared: &'static str,
        /// Extension of what the bytes are.
        found: &'static str,
    },
}

/// A picture as a file, with its size in pixels, which the page needs to reserve its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Picture {
    pub(crate) asset: Asset,
    pub(crate) width: usize,
    pub(crate) height: usize,
}

/// Decodes the picture of a `data:` address.
pub(crate) fn decode(src: &str) -> Result<Picture, ImageFault> {
    let (declared, data) = split_data(src).ok_or(ImageFault::NotAPicture)?;
    let bytes = BASE64_STANDARD
        .decode(data.trim_ascii())
        .map_err(|_| ImageFault::NotBase64)?;
    let found = match imagesize::image_type(&bytes).map_err(|_| ImageFault::NotAPicture)? {
        ImageType::Png => "png",
        ImageType::Jpeg => "jpg",
        ImageType::Gif => "gif",
        ImageType::Webp => "webp",
        ImageType::Heif(_) => "avif",
        _ => return Err(ImageFault::NotAPicture),
    };
    if found != declared {
        return Err(ImageFault::OtherKind { declared, found });
    }
    let size = imagesize::blob_size(&bytes).map_err(|_| ImageFault::NotAPicture)?;
    Ok(Picture {
        asset: Asset::new(declared, bytes),
        width: size.width,
        height: size.height,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A GIF of one pixel.
    const GIF: &str = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

    #[test]
    fn a_picture_becomes_a_file_with_its_size() {
        let picture = decode(&format!("data:image/gif;base64,{GIF}")).unwrap();
        assert_eq!((picture.width, picture.height), (1, 1));
        assert_eq!(picture.asset.extension, "gif");
    }

    #[test]
    fn what_is_not_the_declared_picture_is_refused() {
        assert_eq!(
            decode("data:image/png;base64,?"),
            Err(ImageFault::NotBase64)
        );
        assert_eq!(
            decode("data:image/png;base64,PHNjcmlwdD4="),
            Err(ImageFault::NotAPicture)
        );
        assert_eq!(
            decode(&format!("data:image/png;base64,{GIF}")),
            Err(ImageFault::OtherKind {
                declared: "png",
                found: "gif"
            })
        );
    }
}
