//! Addresses of links and images in Markdown.

use pulldown_cmark_escape::{escape_href, escape_html};

use crate::{
    image::{self, ImageFault},
    link, token,
};

/// Adds the start tag of a link.
pub(super) fn push_link(out: &mut String, address: &str, title: &str) {
    let start = out.len();
    // An address with a token is written for the page to fill in; others as CommonMark's own examples are.
    if token::find(address).next().is_some() {
        link::push_start(out, "", address, "");
    } else {
        let mut escaped = String::new();
        // Writing into a string does not fail.
        let _ = escape_href(&mut escaped, address);
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

/// Whether an image may be shown: one that is part of the text, or lies where the page lies.
pub(super) fn check_image(address: &str) -> Result<(), ImageFault> {
    image::check(address).or_else(|fault| {
        if image::is_on_the_page_s_origin(address) {
            Ok(())
        } else {
            Err(fault)
        }
    })
}
