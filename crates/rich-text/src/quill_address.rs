//! Which addresses Quill lets pass: it asks the browser for the scheme of the address on a page of `https:`.

use url::Url;

/// The address of a link or a video as Quill writes it.
pub(crate) fn link(address: &str) -> &str {
    const SCHEMES: [&str; 5] = ["http", "https", "mailto", "tel", "sms"];
    if has_scheme(address, &SCHEMES) {
        address
    } else {
        "about:blank"
    }
}

/// The address of an image as Quill writes it, except that data is a picture without script.
pub(crate) fn image(address: &str) -> &str {
    const WEB: [&str; 2] = ["http", "https"];
    if has_scheme(address, &WEB) || is_picture_data(address) {
        address
    } else {
        "//:0"
    }
}

/// Whether a browser reads the address as the data of a picture; SVG is a document, and can contain scripts.
fn is_picture_data(address: &str) -> bool {
    const START: &str = "data:image/";
    let mut characters = address
        .trim_start_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .map(|c| c.to_ascii_lowercase());
    START
        .chars()
        .all(|expected| characters.next() == Some(expected))
        && !characters.take("svg".len()).eq("svg".chars())
}

fn has_scheme(address: &str, schemes: &[&str]) -> bool {
    // Far the most addresses; nothing is left to ask for then.
    if address.starts_with("https://") && schemes.contains(&"https") {
        return true;
    }
    match scheme(address) {
        Some(scheme) => schemes.contains(&scheme.as_str()),
        // The browser returns an address that it cannot parse unchanged, and Quill takes the text before the colon;
        // without a colon, all but the last character.
        None => {
            let end = address.find(':').unwrap_or_else(|| {
                let last = address.chars().next_back().map_or(0, char::len_utf8);
                address.len() - last
            });
            schemes.contains(&&address[..end])
        }
    }
}

/// The scheme of an address on a page of `https:`, as the WHATWG URL standard parses it.
fn scheme(address: &str) -> Option<String> {
    let page = Url::parse("https://example.com/").ok()?;
    let url = Url::options().base_url(Some(&page)).parse(address).ok()?;
    Some(url.scheme().to_owned())
}

#[cfg(test)]
mod tests {
    use super::{image, link};

    #[test]
    fn links_pass_by_the_scheme_that_a_browser_sees() {
        for address in [
            "https://e.com",
            " https://e.com ",
            "HTTPS://E.com/X",
            "https:/e.com",
            "https://",
            "http://a b/",
            "/path",
            "#x",
            "a@e.com",
            "{{ token }}",
            "mailto:a@e.com?subject=x y",
            "javascript&colon;alert(1)",
            "\u{a0}javascript:alert(1)",
        ] {
            assert_eq!(link(address), address);
        }
        for address in [
            "javascript:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "example.com:8080",
            "data:text/html,x",
            "view-source:https://e.com",
        ] {
            assert_eq!(link(address), "about:blank");
        }
    }

    #[test]
    fn images_may_be_data() {
        assert_eq!(
            image("data:image/png;base64,AA"),
            "data:image/png;base64,AA"
        );
        assert_eq!(image("//e.com/a.png"), "//e.com/a.png");
        for address in [
            "blob:https://e.com/x",
            "data:image/svg+xml,<svg onload=alert(1)>",
            "data:image/S\tVG+xml,x",
            "data:text/html,x",
            "data:",
        ] {
            assert_eq!(image(address), "//:0", "{address}");
        }
    }
}
