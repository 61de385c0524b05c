//! What is kept of the address of the page from which a visitor submitted.

use url::{Url, form_urlencoded};

/// Reduces an address to origin, path and `utm_*` parameters; none is left of what is not a web address.
///
/// Anything else in a query may be personal: a shop's session, a search, an address in a link from a letter.
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
    Some(if query.is_empty() {
        format!("{origin}{path}")
    } else {
        format!("{origin}{path}?{query}")
    })
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
