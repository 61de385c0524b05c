//! Pictures: from the form's JSON to separate files.

use base64::{Engine, prelude::BASE64_STANDARD};
use form_model::block::image::split_data;
use imagesize::ImageType;
use rich_text::picture_size::{self, UnusableSize};

use crate::Asset;

/// Why a picture cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImageFault {
    /// The text behind `;base64,` is not base64.
    #[error("has no valid base64 after `;base64,`; encode the file again")]
    NotBase64,
    /// The bytes are not a picture of a kind that browsers show.
    #[error("is not a PNG, JPEG, GIF, WebP or AVIF picture")]
    NotAPicture,
    /// The picture has no area, more pixels than a page can decode, or a header that does not say how many.
    #[error(transparent)]
    Size(#[from] UnusableSize),
    /// The bytes are another kind of picture than the media type says.
    #[error("is declared as `{declared}`, but is `{found}`")]
    OtherKind {
        /// Extension of the declared media type.
        declared: &'static str,
        /// The extension for the actual type of the bytes.
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
    let (width, height) = picture_size::read(&bytes)?.ok_or(ImageFault::NotAPicture)?;
    Ok(Picture {
        asset: Asset::new(declared, bytes),
        width,
        height,
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

    /// A PNG, GIF, JPEG or WebP that claims to be this large, and contains only its header.
    fn header(extension: &str, width: u32, height: u32) -> String {
        let be = |value: u32| value.to_be_bytes().to_vec();
        let le = |value: u32| u16::try_from(value).unwrap().to_le_bytes().to_vec();
        let be_16 = |value: u32| u16::try_from(value).unwrap().to_be_bytes().to_vec();
        let le_24 = |value: u32| value.to_le_bytes()[..3].to_vec();
        let parts: Vec<Vec<u8>> = match extension {
            "png" => vec![
                b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(),
                be(width),
                be(height),
                vec![8, 6, 0, 0, 0],
            ],
            "gif" => vec![b"GIF89a".to_vec(), le(width), le(height), vec![0, 0, 0]],
            "jpeg" => vec![
                b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\0\x11\x08"
                    .to_vec(),
                be_16(height),
                be_16(width),
                vec![3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1],
            ],
            "webp" => vec![
                b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0".to_vec(),
                le_24(width.wrapping_sub(1)),
                le_24(height.wrapping_sub(1)),
            ],
            other => panic!("no {other}"),
        };
        let data = BASE64_STANDARD.encode(parts.concat());
        format!("data:image/{extension};base64,{data}")
    }

    #[test]
    fn a_picture_is_as_large_as_a_browser_can_decode() {
        for extension in ["png", "gif", "jpeg", "webp"] {
            let picture = decode(&header(extension, 5_000, 5_000)).unwrap();
            assert_eq!(
                (picture.width, picture.height),
                (5_000, 5_000),
                "{extension}"
            );
            for (width, height) in [(5_000, 5_001), (16_385, 1), (1, 16_385), (30_000, 30_000)] {
                let fault = ImageFault::Size(UnusableSize::OutOfBounds {
                    width: width as usize,
                    height: height as usize,
                });
                assert_eq!(
                    decode(&header(extension, width, height)),
                    Err(fault),
                    "{extension}"
                );
            }
        }
        for extension in ["png", "gif", "jpeg"] {
            for (width, height) in [(0, 0), (0, 5), (5, 0)] {
                assert!(
                    decode(&header(extension, width, height)).is_err(),
                    "{extension}"
                );
            }
        }
        let fault = decode(&header("png", 30_000, 30_000)).unwrap_err();
        let message = "must be 1 to 16384 pixels wide and high and have at most 25000000 pixels, but it is 30000 × 30000";
        assert_eq!(fault.to_string(), message);
    }

    #[test]
    fn a_wrongly_declared_picture_is_refused() {
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
