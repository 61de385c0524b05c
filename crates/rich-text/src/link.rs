//! Which addresses a link may have, and how it is written.

/// Schemes that a link may have; an address without a scheme is relative to the page, and fine.
const SCHEMES: [&str; 5] = ["http", "https", "mailto", "tel", "sms"];

/// The address as it may stand in `href`, or `None` where it may not stand in a link at all.
///
/// A scheme is read as browsers do (WHATWG URL): C0 controls and spaces before it are stripped,
/// tabs and line breaks inside it are taken out, and case does not count.
pub(crate) fn href(address: &str) -> Option<String> {
    let address: String = address
        .trim_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    match scheme(&address) {
        Some(scheme) if SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()) => Some(address),
        Some(_) => None,
        None => Some(address),
    }
}

fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    is_scheme.then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::href;

    #[test]
    fn web_mail_and_phone_addresses_pass() {
        for address in [
            "https://example.com/a?b=c#d",
            "HTTP://EXAMPLE.COM",
            "mailto:a@example.com",
            "tel:+123",
            "sms:+123",
            "/privacy",
            "privacy:/", // not a scheme of the list
            "#top",
            "?a=b:c",
            "a/b:c",
        ] {
            let expect = address != "privacy:/";
            assert_eq!(href(address).is_some(), expect, "{address}");
        }
    }

    #[test]
    fn other_schemes_do_not_however_they_are_spelled() {
        for address in [
            "javascript:alert(1)",
            " JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "java\tscript\r:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "blob:x",
            "file:///etc/passwd",
        ] {
            assert_eq!(href(address), None, "{address:?}");
        }
    }
}
