//! Block `review`: a figure with stars, the words, and who said them.

use form_model::block::Review;
use rich_text::escape_html;

use super::Page;

/// One star of 20 by 20 px, from its upper tip; and its left half.
const STAR: &str = "l2.6 6 6.5.6-4.9 4.3 1.5 6.4-5.7-3.4-5.7 3.4 1.5-6.4-4.9-4.3 6.5-.6z";
const HALF_STAR: &str = "l-2.6 6-6.5.6 4.9 4.3-1.5 6.4 5.7-3.4z";

/// From the tip of a star to that of the next.
const STAR_WIDTH: u32 = 20;

impl Page<'_> {
    pub(super) fn review(&mut self, block_id: &str, review: &Review) {
        let part = self.part("review", block_id);
        self.out.push_str(&format!(r#"<figure class="rv"{part}>"#));
        if let Some(rating) = review.rating {
            let label = match &review.rating_label {
                Some(label) => label.clone(),
                None => format!("{} of 5 stars", rating.stars()),
            };
            self.out.push_str(&format!(
                r#"<svg class="rs" part="review-stars" role="img" aria-label="{}" viewBox="0 0 100 20" width="100" height="20"><path opacity=".25" d="{}"/><path d="{}"/></svg>"#,
                escape_html(&label),
                stars(10),
                stars(rating.half_stars()),
            ));
        }
        let spaced = if self.texts.is_spaced(block_id) {
            " w"
        } else {
            ""
        };
        self.out.push_str(&format!(
            r#"<blockquote class="t{spaced}" part="review-text">{}</blockquote>"#,
            self.texts.html(block_id)
        ));
        if let Some(author) = &review.author {
            let author = escape_html(author);
            self.out.push_str(&format!(
                r#"<figcaption part="review-author">{author}</figcaption>"#
            ));
        }
        self.out.push_str("</figure>");
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
