//! Part names: what a page's `::part()` and a form's own CSS call the elements of a form.

/// The part names of a form's elements; `docs/STYLES.md` says what each of them is.
pub(crate) const PARTS: [&str; 29] = [
    "surface",
    "panel",
    "step",
    "column",
    "row",
    "text",
    "consent",
    "image",
    "field",
    "label",
    "input",
    "error",
    "button",
    "secondary-button",
    "close-button",
    "divider",
    "spacer",
    "countdown",
    "countdown-number",
    "countdown-label",
    "coupon",
    "coupon-code",
    "coupon-button",
    "review",
    "review-stars",
    "review-text",
    "review-author",
    "video",
    "video-play",
];

/// What a block's own part name begins with.
pub(crate) const BLOCK_PREFIX: &str = "block-";

use super::Page;

impl Page<'_> {
    /// The `part` attribute of a block's element: its kind, and its own name where the form's CSS says that.
    pub(super) fn part(&self, name: &str, block_id: &str) -> String {
        if self.named_blocks.iter().any(|named| named == block_id) {
            format!(r#" part="{name} {BLOCK_PREFIX}{block_id}""#)
        } else {
            format!(r#" part="{name}""#)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PARTS;

    #[test]
    fn every_part_name_is_documented() {
        let doc = include_str!("../../../../docs/STYLES.md");
        for part in PARTS {
            let name = format!("`{part}`");
            let is_listed = |line: &str| line.starts_with('|') && line.contains(&name);
            assert!(doc.lines().any(is_listed), "{part}");
        }
    }
}
