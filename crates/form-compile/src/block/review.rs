//! Block `review`: a figure with stars, the quotation, and its author.

use form_model::{Version, block::Review, built_in_texts, styles::TextAlign};
use rich_text::escape_html;

use super::{CompiledBlock, Kind, Placed, Text, part::Part, rich_text::TEXT};
use crate::{css::is_right_to_left, html::Page};

const CENTER: &str = include_str!("review_center.css");
const RIGHT_TO_LEFT: &str = include_str!("review_rtl.css");

pub(super) const KIND: Kind = Kind {
    parts: &[
        Part::seen("review"),
        Part::seen("review-stars"),
        Part::seen("review-text"),
        Part::seen("review-author"),
    ],
    sheets: &[TEXT, include_str!("review.css"), CENTER, RIGHT_TO_LEFT],
    sheets_of_type: &[],
    lazy_part: None,
};

/// One star of 20 by 20 px, from its upper tip; and its left half.
const STAR: &str = "l2.6 6 6.5.6-4.9 4.3 1.5 6.4-5.7-3.4-5.7 3.4 1.5-6.4-4.9-4.3 6.5-.6z";
const HALF_STAR: &str = "l-2.6 6-6.5.6 4.9 4.3-1.5 6.4 5.7-3.4z";

/// The distance between the tips of two stars.
const STAR_WIDTH: u32 = 20;

impl CompiledBlock for Review {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn html(&self, page: &mut Page<'_>, block: &Placed<'_>) {
        let part = page.part("review", block);
        page.push(&format!(r#"<figure class="rv"{part}>"#));
        if let Some(rating) = self.rating {
            let label = match &self.rating_label {
                Some(label) => label.clone(),
                None => built_in_texts::of_locale(&page.version.locale).stars(&rating.stars()),
            };
            page.push(&format!(
                r#"<svg class="rs" part="review-stars" role="img" aria-label="{}" viewBox="0 0 100 20" width="100" height="20"><path opacity=".25" d="{}"/><path d="{}"/></svg>"#,
                escape_html(&label),
                stars(10),
                stars(rating.half_stars()),
            ));
        }
        let spaced = page.spaced(block);
        let html = page.texts.html(block.id);
        page.push(&format!(
            r#"<blockquote class="t{spaced}" part="review-text">{html}</blockquote>"#
        ));
        if let Some(author) = &self.author {
            let author = escape_html(author);
            page.push(&format!(
                r#"<figcaption part="review-author">{author}</figcaption>"#
            ));
        }
        page.push("</figure>");
    }

    fn needs(&self, sheet: &'static str, version: &Version) -> bool {
        match sheet {
            CENTER => version.styles.text_align == TextAlign::Center,
            RIGHT_TO_LEFT => is_right_to_left(&version.locale),
            _ => true,
        }
    }

    fn text(&self) -> Option<Text<'_>> {
        Some(Text::Blocks(&self.content))
    }
}

/// The outline of so many half stars, side by side.
fn stars(half_stars: u32) -> String {
    let mut path = String::new();
    for star in 0..half_stars.div_ceil(2) {
        let is_whole = half_stars > star * 2 + 1;
        let outline = if is_whole { STAR } else { HALF_STAR };
        path.push_str(&format!(
            "M{} 1{outline}",
            star * STAR_WIDTH + STAR_WIDTH / 2
        ));
    }
    path
}

#[cfg(test)]
mod tests {
    use super::{HALF_STAR, STAR, stars};

    #[test]
    fn half_stars_are_drawn_side_by_side() {
        assert_eq!(stars(0), "");
        assert_eq!(stars(2), format!("M10 1{STAR}"));
        assert_eq!(stars(3), format!("M10 1{STAR}M30 1{HALF_STAR}"));
    }
}
