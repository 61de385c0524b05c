//! `width`: how much of its row a block takes.
//!
//! - `{"share": 3}`: a share of the space that the other blocks leave, 1..=12.
//! - `{"fixed_px": 120}`: a width in CSS px, 16..=800; less only if the row is narrower.
//! - `"content"`: as wide as its content.

use serde::Serialize;

use crate::read::At;

/// How much of its row a block takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Width {
    /// A share of the space that the others leave, 1..=12.
    Share(u32),
    /// A width in CSS px, 16..=800.
    FixedPx(u32),
    /// As wide as its content.
    Content,
}

impl Width {
    pub(crate) fn read(at: &At<'_>) -> Option<Self> {
        if at.value().is_string() {
            return at.choice(&[("content", Width::Content)]);
        }
        let mut object = at.object()?;
        let share = object.optional_integer("share", 1..=12);
        let fixed_px = object.optional_integer("fixed_px", 16..=800);
        object.finish();
        match (share?, fixed_px?) {
            (Some(share), None) => Some(Width::Share(share)),
            (None, Some(px)) => Some(Width::FixedPx(px)),
            _ => {
                at.problem("needs either `share` or `fixed_px`; \"content\" is allowed, too");
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::block::check_block;

    #[test]
    fn a_width_is_a_share_a_length_or_as_the_content_is() {
        let spacer = |width| {
            check_block(
                json!({"type": "spacer", "height_px": 8}),
                json!({"width": width}),
            )
        };
        spacer(json!("content")).passes();
        for good in [
            json!({"share": 1}),
            json!({"share": 12}),
            json!({"fixed_px": 16}),
            json!({"fixed_px": 800}),
        ] {
            spacer(good).passes();
        }
        spacer(json!({"share": 13}))
            .has(&["$.width.share is 13; a whole number from 1 to 12 is allowed"]);
        spacer(json!({"fixed_px": 15}))
            .has(&["$.width.fixed_px is 15; a whole number from 16 to 800 is allowed"]);
        spacer(json!("fill")).has(&["$.width is \"fill\"; `content` is allowed"]);
        for bad in [json!({}), json!({"share": 1, "fixed_px": 20})] {
            spacer(bad)
                .has(&["$.width needs either `share` or `fixed_px`; \"content\" is allowed, too"]);
        }
    }
}
