//! Addresses that were typed without their scheme: `www.shop.com`, `shop.com/path`, `hello@shop.com`. A browser takes them
//! for the name of a file beside the page, and they lead nowhere.

/// File name extensions that pages link to by name alone.
const FILES: [&str; 44] = [
    "asp", "aspx", "avif", "cfm", "cgi", "css", "csv", "doc", "docx", "eml", "epub", "gif", "gz",
    "heic", "htm", "html", "ico", "ics", "jpeg", "jpg", "js", "json", "jsp", "pdf", "php", "png",
    "pps", "ppt", "pptx", "rss", "rtf", "shtml", "svg", "tar", "ttf", "txt", "vcf", "webp", "woff",
    "xhtml", "xls", "xlsx", "xml", "yaml",
];

/// Those that are also top-level domains, and more often mean a file in a link by name alone. A host is then recognized
/// by `www.`, by a path after it, or by one of [`SECOND_LEVEL`] before it. (`.pl` and `.ai` more often mean a host.)
const FILES_OR_HOSTS: [&str; 7] = ["do", "md", "mov", "ps", "py", "sh", "zip"];

/// Names below which countries register domains: `shop.com.py`.
const SECOND_LEVEL: [&str; 8] = ["ac", "co", "com", "edu", "gob", "gov", "net", "org"];

/// The address with the scheme that it lacks, if the intention is clear.
pub fn proposal(address: &str) -> Option<String> {
    if let Some(meant) = with_whole_scheme(address) {
        return Some(meant);
    }
    let start_len = address.find(['/', '?', '#']).unwrap_or(address.len());
    let (start, rest) = address.split_at(start_len);
    if let Some((name, host)) = start.rsplit_once('@') {
        // `logo@2x.png` is a picture.
        let is_mail = !name.is_empty()
            && !name.contains(':')
            && is_host(host)
            && !is_one_of(&FILES, last_label(host))
            && !rest.starts_with('/');
        return is_mail.then(|| format!("mailto:{address}"));
    }
    if is_phone_number(start) && rest.is_empty() {
        let digits: String = start.chars().filter(|c| !is_between_digits(*c)).collect();
        return Some(format!("tel:{digits}"));
    }
    let (host, port) = match start.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (start, None),
    };
    let is_port = |port: &str| {
        (1..=5).contains(&port.len()) && port.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_meant = port.is_none_or(is_port)
        && is_host(host)
        && (port.is_some() || rest.starts_with('/') || !is_file(host));
    is_meant.then(|| format!("https://{address}"))
}

/// `https:/shop.com`, `https:shop.com`, `https//shop.com`: browsers take some of these for paths of the page's site.
fn with_whole_scheme(address: &str) -> Option<String> {
    let scheme = ["https", "http"].into_iter().find(|scheme| {
        address
            .get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })?;
    let rest = &address[scheme.len()..];
    if rest.starts_with("://") || !rest.starts_with(':') && !rest.starts_with("//") {
        return None;
    }
    let rest = rest.trim_start_matches([':', '/']);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    is_host(host).then(|| format!("{scheme}://{rest}"))
}

/// Whether it is the name of a web host: labels separated by dots, the last of which is not a number, or an IP address.
fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_') || is_mark(c))
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    // A dot at the end makes a name complete.
    let host = host.strip_suffix('.').unwrap_or(host);
    let Some((_, last)) = host.rsplit_once('.') else {
        return false;
    };
    let is_top = last.chars().count() >= 2
        && (last.chars().all(|c| c.is_alphabetic() || is_mark(c))
            || last
                .get(..4)
                .is_some_and(|start| start.eq_ignore_ascii_case("xn--")));
    host.split('.').all(is_label) && (is_top || host.parse::<core::net::Ipv4Addr>().is_ok())
}

/// Marks on letters, which names in other scripts have, as in `ไทย`.
fn is_mark(character: char) -> bool {
    !character.is_ascii() && !character.is_whitespace() && !character.is_control()
}

/// Whether it looks like the name of a file: `terms.html`, and no `www.` before it.
fn is_file(name: &str) -> bool {
    let mut labels = name.rsplit('.');
    let (end, before) = (labels.next().unwrap_or_default(), labels.next());
    let is_www = name
        .get(..4)
        .is_some_and(|start| start.eq_ignore_ascii_case("www."));
    let is_host_name = before.is_some_and(|before| is_one_of(&SECOND_LEVEL, before));
    !is_www && (is_one_of(&FILES, end) || is_one_of(&FILES_OR_HOSTS, end) && !is_host_name)
}

fn last_label(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

fn is_one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|one| one.eq_ignore_ascii_case(name))
}

/// `+1 (555) 123-4567`: in the international form, as no file begins.
fn is_phone_number(start: &str) -> bool {
    let Some(number) = start.strip_prefix('+') else {
        return false;
    };
    let digits = number.chars().filter(char::is_ascii_digit).count();
    (7..=15).contains(&digits)
        && number
            .chars()
            .all(|c| c.is_ascii_digit() || is_between_digits(c))
}

fn is_between_digits(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}' | '-' | '.' | '(' | ')')
}

#[cfg(test)]
mod tests {
    use super::proposal;

    #[test]
    fn an_address_without_its_scheme_is_proposed_with_it() {
        for (address, proposed) in [
            ("www.shop.com", "https://www.shop.com"),
            ("WWW.Shop.com/sale?a=b#c", "https://WWW.Shop.com/sale?a=b#c"),
            ("shop.com", "https://shop.com"),
            ("shop.com/path", "https://shop.com/path"),
            ("shop.co.uk?a=b", "https://shop.co.uk?a=b"),
            ("shop.com:8443/x", "https://shop.com:8443/x"),
            ("käse.example", "https://käse.example"),
            ("xn--kse-qla.xn--p1ai", "https://xn--kse-qla.xn--p1ai"),
            ("ร้าน.ไทย/ก", "https://ร้าน.ไทย/ก"),
            ("203.0.113.7/x", "https://203.0.113.7/x"),
            ("www.shop.md", "https://www.shop.md"),
            ("instagram.com/@shop", "https://instagram.com/@shop"),
            ("allegro.pl", "https://allegro.pl"),
            ("sklep.com.py", "https://sklep.com.py"),
            ("claude.ai", "https://claude.ai"),
            ("www.my_shop.com", "https://www.my_shop.com"),
            ("https:/shop.com", "https://shop.com"),
            ("https:shop.com/a?b", "https://shop.com/a?b"),
            ("HTTP//shop.com", "http://shop.com"),
            ("shop.com/{{ code }}", "https://shop.com/{{ code }}"),
            ("hello@shop.com", "mailto:hello@shop.com"),
            (
                "hello+a@shop.co.uk?subject=x",
                "mailto:hello+a@shop.co.uk?subject=x",
            ),
            ("+1 (555) 123-4567", "tel:+15551234567"),
        ] {
            assert_eq!(proposal(address).as_deref(), Some(proposed), "{address}");
        }
    }

    #[test]
    fn what_may_be_a_relative_address_is_left_alone() {
        for address in [
            "",
            "/terms",
            "terms",
            "terms.html",
            "terms.pdf#top",
            "logo@2x.png",
            "catalog@2024.PDF",
            "install.sh",
            "catalog.v2.zip",
            "https:///shop.com",
            "https:/terms",
            "a/b.com",
            "../shop.com",
            "./x.y",
            "#shop.com",
            "?shop.com",
            "https://shop.com",
            "mailto:a@shop.com",
            "//shop.com",
            "@shop",
            "a.b c.com",
            "v1.2",
            "1.5",
            "a..b",
            ".com",
            "shop.",
            "{{ url }}",
            "a@b",
            "tel:+1",
            "+1",
        ] {
            assert_eq!(proposal(address), None, "{address}");
        }
    }
}
