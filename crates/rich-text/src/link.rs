//! Which addresses a link of a form may have, and how it is written.

use std::borrow::Cow;

use crate::{
    escape::push_html,
    missing_scheme,
    token::{self, Token},
};

/// Schemes that a link may have; an address without a scheme is relative to the page, and fine.
const SCHEMES: [&str; 5] = ["http", "https", "mailto", "tel", "sms"];

/// The longest address, in bytes: every browser and server accepts this.
const MAX_LEN: usize = 2_048;

/// Why an address must not be used in a link.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum LinkFault {
    #[error(
        "has a scheme that a link may not have; http, https, mailto, tel, sms or none is allowed"
    )]
    Scheme,
    #[error(
        "has no scheme, so a browser would treat it as a path on the page's site; write `{0}`, or a path of the page's site with `/` before it"
    )]
    NoScheme(String),
    #[error(
        "has a token before its path, so it could lead anywhere; write scheme and host without tokens"
    )]
    TokenInHost,
    #[error("has `{{{{` outside a token; write `%7B%7B` for it")]
    Braces,
    #[error("has more than {MAX_LEN} bytes")]
    TooLong,
}

/// Whether the address may be used in a link.
///
/// Parses the scheme as browsers do (WHATWG URL): C0 controls and spaces before it are stripped, tabs and line breaks
/// inside it are removed, and case does not matter.
pub(crate) fn check(address: &str) -> Result<(), LinkFault> {
    if address.len() > MAX_LEN {
        return Err(LinkFault::TooLong);
    }
    let address = cleaned(address);
    if let Some(meant) = missing_scheme::proposal(&address) {
        return Err(LinkFault::NoScheme(meant));
    }
    // Browsers treat other spaces and invisible characters as part of a relative address. Such an address that looks
    // like another scheme is never intended, and later readers of the HTML may be less exact.
    let visible: String = address
        .chars()
        .take_while(|c| !matches!(c, '/' | '?' | '#'))
        .filter(|c| !c.is_whitespace() && !c.is_control() && !is_invisible(*c))
        .collect();
    match scheme(&visible) {
        Some(scheme) if !is_allowed(scheme) => return Err(LinkFault::Scheme),
        _ => {}
    }
    let mut between = 0;
    for token in token::find(&address) {
        if !is_behind_host(&address[..token.start]) {
            return Err(LinkFault::TokenInHost);
        }
        // The page knows tokens by their braces alone.
        if address[between..token.start].contains("{{") {
            return Err(LinkFault::Braces);
        }
        between = token.end;
    }
    if between > 0 && address[between..].contains("{{") {
        return Err(LinkFault::Braces);
    }
    Ok(())
}

/// Adds the start tag of a link in a form: it opens in a new tab, and does not send the referrer. `attributes` go
/// between the address and `rel`.
pub(crate) fn push_start(out: &mut String, class: &str, address: &str, style: &str) {
    let address = cleaned(address);
    out.push_str("<a");
    out.push_str(class);
    if address.contains("{{") && token::find(&address).next().is_some() {
        out.push_str(" data-v=\"");
        push_html(out, &token::replaced(&address, push_template));
        out.push('"');
    }
    out.push_str(" href=\"");
    push_html(out, &token::replaced(&address, push_default));
    out.push_str(r#"" rel="noopener noreferrer""#);
    out.push_str(style);
    out.push_str(r#" target="_blank">"#);
}

/// A token in the form that the page reads: no spaces, double quotation marks.
fn push_template(out: &mut String, token: &Token<'_>) {
    out.push_str("{{");
    out.push_str(token.name);
    out.push('|');
    push_percent_encoded(out, token.default);
    out.push_str("}}");
}

fn push_default(out: &mut String, token: &Token<'_>) {
    push_percent_encoded(out, token.default);
}

/// As `encodeURIComponent` does, so that a value cannot end its part of the address.
fn push_percent_encoded(out: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
}

/// Without the characters that browsers remove from an address before they parse it, and without other invisible ones at
/// its ends, which come along when an address is pasted.
pub(crate) fn cleaned(address: &str) -> Cow<'_, str> {
    let trimmed = address.trim_matches(|c: char| c <= ' ' || c.is_whitespace() || is_invisible(c));
    let is_taken_out = |c: char| matches!(c, '\t' | '\n' | '\r');
    if trimmed.contains(is_taken_out) {
        Cow::Owned(trimmed.replace(is_taken_out, ""))
    } else {
        Cow::Borrowed(trimmed)
    }
}

/// Zero-width characters.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn is_allowed(scheme: &str) -> bool {
    SCHEMES
        .iter()
        .any(|allowed| scheme.eq_ignore_ascii_case(allowed))
}

fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    is_scheme.then_some(scheme)
}

/// Whether the rest of the address can no longer change the scheme or host.
fn is_behind_host(before: &str) -> bool {
    // Browsers read a backslash as a slash where a host may follow.
    if before.starts_with(['?', '#']) {
        return true;
    }
    if let Some(path) = before.strip_prefix('/') {
        return !path.starts_with(['/', '\\']) && !path.is_empty();
    }
    let Some((scheme, rest)) = before.split_once("://") else {
        return false;
    };
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let host_len = rest.find(['/', '?', '#', '\\']);
    is_web && host_len.is_some_and(|len| len > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn web_mail_and_phone_addresses_pass() {
        for address in [
            "https://example.com/a?b=c#d",
            "HTTP://EXAMPLE.COM",
            "mailto:a@example.com",
            "tel:+123",
            "sms:+123",
            "/privacy",
            "\u{200b}https://example.com\u{a0}",
            "\u{feff}mailto:a@example.com",
            "#top",
            "?a=b:c",
            "a/b:c",
        ] {
            assert_eq!(check(address), Ok(()), "{address}");
        }
    }

    #[test]
    fn other_schemes_do_not_however_they_are_spelled() {
        for address in [
            "privacy:/",
            "javascript:alert(1)",
            " JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "java\tscript\r:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "blob:x",
            "file:///etc/passwd",
            "\u{a0}javascript:alert(1)",
            "java\u{200b}script :alert(1)",
        ] {
            assert_eq!(check(address), Err(LinkFault::Scheme), "{address:?}");
        }
    }

    #[test]
    fn an_address_without_a_scheme_is_suggested_with_one() {
        for (address, meant) in [
            ("www.shop.com", "https://www.shop.com"),
            (" hello@shop.com\n", "mailto:hello@shop.com"),
            ("www.shop.com\u{a0}", "https://www.shop.com"),
            (
                "shop.com:8443/{{ code }}",
                "https://shop.com:8443/{{ code }}",
            ),
        ] {
            let fault = check(address).unwrap_err();
            assert_eq!(fault, LinkFault::NoScheme(meant.to_owned()));
            assert!(fault.to_string().contains(&format!("`{meant}`")), "{fault}");
        }
    }

    #[test]
    fn tokens_are_allowed_only_after_scheme_and_host() {
        for address in [
            "https://e.com/?n={{ name }}",
            "https://e.com/{{ name }}",
            "https://e.com?n={{ name }}",
            "/welcome?n={{ name }}",
            "?n={{ name }}",
            "#{{ name }}",
        ] {
            assert_eq!(check(address), Ok(()), "{address}");
        }
        for address in [
            "{{ url }}",
            "https://{{ host }}/",
            "https://e.com{{ rest }}",
            "{{ scheme }}:alert(1)",
            "//{{ host }}",
            "/{{ path }}",
            "/\\{{ host }}",
            "java{{ x }}script:alert(1)",
            "mailto:{{ mail }}",
            "x{{ y }}",
            "https:///{{ host }}",
        ] {
            assert_eq!(check(address), Err(LinkFault::TokenInHost), "{address}");
        }
    }

    #[test]
    fn braces_beside_a_token_are_refused() {
        for address in [
            "https://e.com/{{x|y}}/{{ name }}",
            "https://e.com/{{ name }}/{{x|y}}",
        ] {
            assert_eq!(check(address), Err(LinkFault::Braces), "{address}");
        }
        // Before the host it is both.
        assert!(check("https://{{x|evil.example}}/{{ name }}").is_err());
    }

    #[test]
    fn a_link_with_a_token_has_a_template_and_a_default() {
        let mut out = String::new();
        let address = "https://e.com/?a=1&n={{ name|default:\"A & B\" }}";
        push_start(&mut out, "", address, "");
        assert_eq!(
            out,
            r#"<a data-v="https://e.com/?a=1&amp;n={{name|A%20%26%20B}}" href="https://e.com/?a=1&amp;n=A%20%26%20B" rel="noopener noreferrer" target="_blank">"#
        );
    }
}
