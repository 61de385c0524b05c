//! Addresses of links and images in Markdown.

use pulldown_cmark_escape::{escape_href, escape_html};

use crate::{
    image::{self, ImageFault},
    link, missing_scheme, token,
};

/// Adds the start tag of a link.
pub(super) fn push_link(out: &mut String, address: &str, title: &str) {
    let start = out.len();
    // An address with a token is written for the page to fill in; other addresses like CommonMark's own examples.
    if token::find(address).next().is_some() {
        link::push_start(out, "", address, "");
    } else {
        let mut escaped = String::new();
        // Writing into a string does not fail.
        let _ = escape_href(&mut escaped, &link::cleaned(address));
        out.push_str("<a href=\"");
        out.push_str(&escaped);
        out.push_str(r#"" rel="noopener noreferrer" target="_blank">"#);
    }
    if !title.is_empty() && out.len() > start {
        out.pop();
        out.push_str(" title=\"");
        let _ = escape_html(&mut *out, &token::without(title));
        out.push_str("\">");
    }
}

/// Whether an image may be shown: if it is embedded, or on the page's origin.
pub(super) fn check_image(address: &str) -> Result<(), ImageFault> {
    image::check(address).or_else(|fault| {
        if !image::is_on_the_page_s_origin(address) {
            return Err(fault);
        }
        match missing_scheme::proposal(address) {
            Some(meant) => Err(ImageFault::NoScheme(meant)),
            None => Ok(()),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_of_another_site_is_told_also_where_its_scheme_is_missing() {
        for (address, meant) in [
            ("www.shop.com/a.png", "https://www.shop.com/a.png"),
            ("cdn.shop.com/a.png", "https://cdn.shop.com/a.png"),
        ] {
            let fault = ImageFault::NoScheme(meant.to_owned());
            assert_eq!(check_image(address), Err(fault), "{address}");
        }
        for address in ["a.png", "/a.png", "pictures/a.png", "../a.webp"] {
            assert_eq!(check_image(address), Ok(()), "{address}");
        }
    }
}
