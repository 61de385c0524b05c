//! Reduces the address of the page from which a visitor submitted.

use url::{Url, form_urlencoded};

/// The most bytes that are kept, as many as pages send (`www/loader/src/render/render.js`). A longer address loses its
/// parameters first, then the end of its path.
const MAX_BYTES: usize = 2_000;

/// Reduces an address to origin, path and `utm_*` parameters; `None` for an address that is not a web address.
///
/// Anything else in a query may be personal: a shop's session, a search, an address in a link from an email.
pub(crate) fn reduce(page_url: &str) -> Option<String> {
    let url = Url::parse(page_url).ok()?;
    if !matches!(url.scheme(), "https" | "http") {
        return None;
    }
    let mut utm = form_urlencoded::Serializer::new(String::new());
    utm.extend_pairs(
        url.query_pairs()
            .filter(|(name, _)| name.starts_with("utm_")),
    );
    let (origin, path, query) = (url.origin().ascii_serialization(), url.path(), utm.finish());
    let mut reduced = format!("{origin}{path}");
    if !query.is_empty() && reduced.len() + query.len() < MAX_BYTES {
        reduced.push('?');
        reduced.push_str(&query);
    }
    // A serialized address is ASCII.
    reduced.truncate(MAX_BYTES);
    Some(reduced)
}

#[cfg(test)]
mod tests {
    use super::reduce;

    #[test]
    fn keeps_origin_path_and_utm_parameters_only() {
        for (page_url, reduced) in [
            ("https://shop.example", "https://shop.example/"),
            (
                "https://shop.example/a/b?q=1#top",
                "https://shop.example/a/b",
            ),
            (
                "https://me:secret@shop.example:8443/?utm_source=letter&email=ada%40example.com&utm_medium=a%20b",
                "https://shop.example:8443/?utm_source=letter&utm_medium=a+b",
            ),
        ] {
            assert_eq!(reduce(page_url).as_deref(), Some(reduced));
        }
    }

    #[test]
    fn an_address_of_any_length_is_kept_within_bounds() {
        let long = "x".repeat(10_000);
        let campaign = format!("https://shop.example/a?utm_content={long}");
        assert_eq!(reduce(&campaign).as_deref(), Some("https://shop.example/a"));
        let path = reduce(&format!("https://shop.example/é{long}")).unwrap();
        assert_eq!(path.len(), 2_000);
    }

    #[test]
    fn keeps_nothing_of_other_addresses() {
        for page_url in [
            "",
            "/cart",
            "about:blank",
            "file:///home/ada/page.html",
            "data:text/html,ada",
        ] {
            assert_eq!(reduce(page_url), None, "{page_url}");
        }
    }
}
