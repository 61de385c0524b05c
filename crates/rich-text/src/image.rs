//! Which pictures a form ships inside a rich text: raster pictures that are part of it, so that nothing is asked of a
//! third party when it shows.

/// Why an address is no picture that a form ships.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ImageFault {
    #[error(
        "is no picture that a form can hold; `data:image/png;base64,…`, or gif, jpeg, webp or avif, is allowed"
    )]
    NotInline,
    #[error("is not base64 behind its media type")]
    NotBase64,
}

/// Media types of pictures that hold no script.
const TYPES: [&str; 5] = [
    "image/png",
    "image/gif",
    "image/jpeg",
    "image/webp",
    "image/avif",
];

/// Whether the address is a picture that a form ships.
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
    use super::{ImageFault, check, is_on_the_page_s_origin};

    #[test]
    fn raster_pictures_in_base64_pass() {
        assert_eq!(check("data:image/png;base64,iVBORw0KGgo="), Ok(()));
        assert_eq!(check("DATA:image/JPEG;base64,AAAA"), Ok(()));
    }

    #[test]
    fn addresses_on_the_page_s_origin_are_told_apart() {
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
