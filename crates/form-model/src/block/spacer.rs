//! Block `spacer`: empty space, in addition to the gap between rows.

use serde::Serialize;

use crate::read::Object;

/// Empty space between blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Spacer {
    /// Its height in CSS px, 1..=400.
    pub height_px: u32,
}

impl super::Kind for Spacer {}

impl Spacer {
    pub(crate) fn read(object: &mut Object<'_>) -> Option<Self> {
        let height_px = object.required("height_px")?.integer(1..=400)?;
        Some(Spacer { height_px })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::block::check_block;

    #[test]
    fn a_spacer_has_a_height() {
        let spacer = |more| check_block(json!({"type": "spacer"}), more);
        spacer(json!({"height_px": 400})).passes();
        spacer(json!({})).has(&["$.height_px is required"]);
        spacer(json!({"height_px": 401}))
            .has(&["$.height_px is 401; a whole number from 1 to 400 is allowed"]);
    }
}
