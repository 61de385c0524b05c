//! How many pixels a picture may have: as many as a browser can decode, however small the file is.

use imagesize::ImageType;

mod gif;

/// The most pixels of a picture: 25 megapixels, a photo of a large camera. A browser takes 4 bytes of memory for each.
pub const MAX_PIXELS: usize = 25_000_000;

/// The maximum length of a side: graphics processors accept this as one texture.
pub const MAX_SIDE_PX: usize = 16_384;

/// Why the size of a picture is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnusableSize {
    /// The picture has no area, or more pixels than a page can decode.
    #[error(
        "must be 1 to {MAX_SIDE_PX} pixels wide and high and have at most {MAX_PIXELS} pixels, but it is {width} × {height}"
    )]
    OutOfBounds {
        /// The width, in pixels.
        width: usize,
        /// The height, in pixels.
        height: usize,
    },
    /// The header does not say how large the picture is, but a browser might still find out.
    #[error(
        "has a damaged header that does not say how many pixels it has; save the picture again"
    )]
    Unknown,
}

/// The width and the height of a picture in pixels, or `None` if the bytes are not a picture that browsers show.
///
/// The bytes decide what kind of picture it is, whatever its media type says, as they do in browsers
/// ([MIME Sniffing](https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern)).
pub fn read(bytes: &[u8]) -> Result<Option<(usize, usize)>, UnusableSize> {
    let Ok(kind) = imagesize::image_type(bytes) else {
        return Ok(None);
    };
    let Ok(size) = imagesize::blob_size(bytes) else {
        // PNG and GIF have the size at a fixed place, so that file is cut off. In the formats below the size can be
        // anywhere, and a browser might find a size that this reader did not find.
        let may_be_shown = matches!(
            kind,
            ImageType::Jpeg
                | ImageType::Webp
                | ImageType::Heif(_)
                | ImageType::Jxl
                | ImageType::Bmp
                | ImageType::Ico
        );
        return if may_be_shown {
            Err(UnusableSize::Unknown)
        } else {
            Ok(None)
        };
    };
    let (mut width, mut height) = (size.width, size.height);
    if kind == ImageType::Gif {
        let (right, bottom) = gif::reach(bytes);
        (width, height) = (width.max(right), height.max(bottom));
    }
    check(width, height)?;
    Ok(Some((width, height)))
}

/// Checks the size that a picture says it has.
fn check(width: usize, height: usize) -> Result<(), UnusableSize> {
    let side = 1..=MAX_SIDE_PX;
    if side.contains(&width) && side.contains(&height) && width * height <= MAX_PIXELS {
        Ok(())
    } else {
        Err(UnusableSize::OutOfBounds { width, height })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn out_of_bounds(width: usize, height: usize) -> Result<Option<(usize, usize)>, UnusableSize> {
        Err(UnusableSize::OutOfBounds { width, height })
    }

    #[test]
    fn a_size_that_cannot_be_read_refuses_what_a_browser_might_show() {
        let start = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0".as_slice();
        let frame = b"\xff\xc0\0\x11\x08\0\x02\0\x01\x03\x01\x22\0\x02\x11\x01\x03\x11\x01";
        let jpeg = [start, frame].concat();
        assert_eq!(read(&jpeg), Ok(Some((1, 2))));
        for cut in [12, start.len(), start.len() + 6] {
            assert_eq!(read(&jpeg[..cut]), Err(UnusableSize::Unknown), "{cut}");
        }
        let avif = b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf\0\0\0\x08meta";
        let webp = b"RIFF\x1e\0\0\0WEBPVP8X";
        for damaged in [avif.as_slice(), webp] {
            assert_eq!(read(damaged), Err(UnusableSize::Unknown), "{damaged:?}");
        }
        for no_picture in [
            b"".as_slice(),
            b"\0\0\0",
            b"<script>",
            b"\x89PNG\r\n\x1a\n",
            b"GIF89a\x01",
        ] {
            assert_eq!(read(no_picture), Ok(None), "{no_picture:?}");
        }
    }

    #[test]
    fn another_kind_of_picture_than_a_form_may_hold_is_bounded_too() {
        let bmp = |side: u32| {
            let mut bytes = b"BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0".to_vec();
            bytes.extend([side.to_le_bytes(), side.to_le_bytes()].concat());
            bytes.extend([0; 28]);
            bytes
        };
        assert_eq!(read(&bmp(1)), Ok(Some((1, 1))));
        assert_eq!(read(&bmp(30_000)), out_of_bounds(30_000, 30_000));
    }

    #[test]
    fn a_frame_of_a_gif_may_not_reach_beyond_the_bounds_either() {
        let screen = b"GIF89a\x01\0\x01\0\0\0\0".as_slice();
        let frame = |width: u16| {
            let size = [width.to_le_bytes(), width.to_le_bytes()].concat();
            [b",\0\0\0\0".as_slice(), &size, b"\0\x02\x01\0\0"].concat()
        };
        let comment = b"!\xfe\x02hi\0".as_slice();
        assert_eq!(read(&[screen, &frame(1), b";"].concat()), Ok(Some((1, 1))));
        assert_eq!(
            read(&[screen, comment, &frame(1), &frame(30_000)].concat()),
            out_of_bounds(30_000, 30_000)
        );
    }
}
