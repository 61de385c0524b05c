//! Which pictures a form's rich text may contain: embedded raster pictures, so that showing the form makes no request
//! to a third party.

use std::borrow::Cow;

use base64::{
    Engine,
    alphabet::STANDARD,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};

use crate::picture_size::{self, UnusableSize};

/// Reads base64 as browsers do: with or without `=` at its end.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Why an address is not an allowed picture.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ImageFault {
    #[error(
        "is not a picture that a form can show; `data:image/png;base64,…`, or gif, jpeg, webp or avif, is allowed"
    )]
    NotInline,
    #[error("has no valid base64 after `;base64,`; encode the file again")]
    NotBase64,
    #[error(
        "has no scheme, so that a browser looks for it beside the page; it seems to mean `{0}`, and a form holds no picture of another site: save that picture and put it in as `data:image/png;base64,…`, or write a path of the page's site with `/` before it"
    )]
    NoScheme(String),
    #[error(transparent)]
    Size(#[from] UnusableSize),
}

/// Media types of pictures that cannot contain scripts, including other names of `image/jpeg` that some programs write.
const TYPES: [&str; 6] = [
    "image/png",
    "image/gif",
    "image/jpeg",
    JPG,
    "image/webp",
    "image/avif",
];

/// No registered type, and written often.
const JPG: &str = "image/jpg";

/// The address of a picture that a form ships, with the registered name of its type.
pub(crate) fn registered(address: &str) -> Cow<'_, str> {
    match split(address) {
        Some((media_type, data)) if media_type.eq_ignore_ascii_case(JPG) => {
            Cow::Owned(format!("data:image/jpeg;base64,{data}"))
        }
        _ => Cow::Borrowed(address),
    }
}

/// Whether the address is a picture that a form ships: one that may be shown, or bytes that no browser shows, which leave
/// an empty place.
pub(crate) fn check(address: &str) -> Result<(), ImageFault> {
    let (media_type, data) = split(address).ok_or(ImageFault::NotInline)?;
    if !TYPES
        .iter()
        .any(|allowed| media_type.eq_ignore_ascii_case(allowed))
    {
        return Err(ImageFault::NotInline);
    }
    let data = data.trim_end_matches('=');
    let is_base64 = data
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'));
    if data.is_empty() || !is_base64 {
        return Err(ImageFault::NotBase64);
    }
    let bytes = BASE64.decode(data).unwrap_or_default();
    picture_size::read(&bytes)?;
    Ok(())
}

/// Whether the address is relative to the page, and stays on its origin.
pub(crate) fn is_on_the_page_s_origin(address: &str) -> bool {
    let address = address.trim_start_matches(|c: char| c <= ' ');
    let has_scheme = address
        .split(['/', '?', '#'])
        .next()
        .is_some_and(|start| start.contains(':'));
    let mut start = address.chars();
    // Browsers read a backslash as a slash, and two of them begin a host.
    let is_slash = |c: Option<char>| matches!(c, Some('/' | '\\'));
    let names_host = is_slash(start.next()) && is_slash(start.next());
    let has_control = address.contains(|c: char| c < ' ');
    !has_scheme && !names_host && !has_control
}

fn split(address: &str) -> Option<(&str, &str)> {
    let scheme = address.get(..5)?;
    if !scheme.eq_ignore_ascii_case("data:") {
        return None;
    }
    let (head, data) = address[5..].split_once(',')?;
    let media_type_len = head.len().checked_sub(";base64".len())?;
    let (media_type, encoding) = (head.get(..media_type_len)?, head.get(media_type_len..)?);
    encoding
        .eq_ignore_ascii_case(";base64")
        .then_some((media_type, data))
}

#[cfg(test)]
mod tests {
    use base64::Engine;

    use super::{ImageFault, UnusableSize, check, is_on_the_page_s_origin, registered};

    #[test]
    fn raster_pictures_in_base64_pass() {
        assert_eq!(check("data:image/png;base64,iVBORw0KGgo="), Ok(()));
        assert_eq!(check("DATA:image/JPEG;base64,AAAA"), Ok(()));
    }

    /// A PNG that claims to be this large, but contains only its header.
    fn png(width: u32, height: u32) -> String {
        let start = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice();
        let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
        let header = [start, &size, &[8, 6, 0, 0, 0]].concat();
        format!("data:image/png;base64,{}", super::BASE64.encode(header))
    }

    #[test]
    fn a_picture_is_as_large_as_a_browser_can_decode() {
        for (width, height) in [(1, 1), (5_000, 5_000), (16_384, 1)] {
            assert_eq!(check(&png(width, height)), Ok(()));
        }
        for (width, height) in [
            (0, 0),
            (0, 1),
            (1, 0),
            (5_000, 5_001),
            (16_385, 1),
            (30_000, 30_000),
        ] {
            let fault = ImageFault::Size(UnusableSize::OutOfBounds {
                width: width as usize,
                height: height as usize,
            });
            let address = png(width, height);
            let fault = || Err(fault.clone());
            assert_eq!(check(&address), fault(), "{address}");
            // Browsers do not ask for the end of base64, nor which kind was announced.
            assert_eq!(check(address.trim_end_matches('=')), fault());
            assert_eq!(check(&address.replace("png", "gif")), fault());
        }
    }

    #[test]
    fn jpg_is_taken_as_jpeg() {
        let address = "Data:image/JPG;Base64,AAAA";
        assert_eq!(check(address), Ok(()));
        assert_eq!(registered(address), "data:image/jpeg;base64,AAAA");
        let png = "data:image/png;base64,AAAA";
        assert_eq!(registered(png), png);
    }

    #[test]
    fn addresses_on_the_page_s_origin_are_recognized() {
        for address in ["/url", "train.jpg", "a/b:c", "", "?a:b", "#x"] {
            assert!(is_on_the_page_s_origin(address), "{address}");
        }
        for address in [
            "https://e.com/a.png",
            "//e.com/a.png",
            "/\\e.com",
            "\\\\e.com",
            " //e.com",
            "/\t/e.com",
            "javascript:x",
            "data:image/svg+xml,x",
        ] {
            assert!(!is_on_the_page_s_origin(address), "{address}");
        }
    }

    #[test]
    fn all_else_does_not() {
        for address in [
            "",
            "https://e.com/a.png",
            "data:image/svg+xml;base64,AAAA",
            "data:image/png,AAAA",
            "data:text/html;base64,AAAA",
            "data:image/png;charset=x;base64,AAAA",
            "javascript:x",
            "data:",
            "dätä:,",
        ] {
            assert_eq!(check(address), Err(ImageFault::NotInline), "{address}");
        }
        for address in ["data:image/png;base64,", "data:image/png;base64,<b>"] {
            assert_eq!(check(address), Err(ImageFault::NotBase64), "{address}");
        }
    }
}
